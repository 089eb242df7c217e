import { MillraceError } from '../../core/errors.ts';
import { openStorage } from '../../storage/open-storage.ts';
import type { Storage } from '../../storage/storage.ts';
import { codeDigest } from '../planning/code-digest.ts';
import { type BuildPlan, readJson, workKeys } from '../planning/plan.ts';
import type { JobReport } from './phase.ts';

/** A build as its jobs see it: the plan, the store, and the keys of its work folder. */
export interface OpenBuild {
  readonly plan: BuildPlan;
  readonly storage: Storage;
  readonly folder: string;
  readonly report: (phase: string, index: number) => Promise<JobReport | undefined>;
}

/**
 * Opens the build that a job or an activity names.
 *
 * @throws {MillraceError} `code-changed` where other code than this planned it: its outputs would not be the plan's
 */
export async function openBuild(store: string, dataset: string, build: string): Promise<OpenBuild> {
  const storage = openStorage(store);
  const folder = workKeys.folder(dataset, build);
  const plan = await readJson<BuildPlan>(storage, workKeys.plan(folder));
  if (plan.codeSha256 !== codeDigest()) {
    throw new MillraceError('code-changed', `Expected the code that planned this build of ${dataset}, found another`, {
      hint: 'Run the same command again: it plans anew with the code that is installed now.',
    });
  }
  return {
    plan,
    storage,
    folder,
    report: async (phase, index) => {
      const found = await storage.getTagged(workKeys.report(folder, phase, index));
      return found === undefined ? undefined : (JSON.parse(new TextDecoder().decode(found.bytes)) as JobReport);
    },
  };
}

/** The report of a job that an earlier phase must have left. */
export async function requireReport<Report extends JobReport>(
  build: OpenBuild,
  phase: string,
  index: number,
): Promise<Report> {
  const report = await build.report(phase, index);
  if (report === undefined) throw new RangeError(`Expected a report of ${phase} ${index}`);
  return report as Report;
}

/** Reports that are read at once: of a remote store each is mostly waiting. */
const atOnce = 32;

/** The reports of the first `jobs` jobs of a phase that is over, in order. */
export async function requireReports<Report extends JobReport>(
  build: OpenBuild,
  phase: string,
  jobs: number,
): Promise<readonly Report[]> {
  const reports: Report[] = [];
  for (let from = 0; from < jobs; from += atOnce) {
    const indexes = Array.from({ length: Math.min(atOnce, jobs - from) }, (_, place) => from + place);
    reports.push(...(await Promise.all(indexes.map((index) => requireReport<Report>(build, phase, index)))));
  }
  return reports;
}
