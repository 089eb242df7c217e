import type { Storage } from '../../storage/storage.ts';
import { unlessGone } from '../../storage/unless-gone.ts';
import { readJson, workKeys } from '../planning/plan.ts';
import type { OpenBuild } from './open-build.ts';
import type { Phase } from './phase.ts';

/** Files that are copied at once. */
const atOnce = 16;

/**
 * Gives jobs that have no report yet the outputs, and last the report, of jobs of the same name that other builds of the
 * dataset have done. What another process deletes meanwhile is not reused. Returns how many jobs were.
 * Costs a listing of one phase for each build whose work is still there, and one copy for each file.
 */
export async function reuseJobs(build: OpenBuild, phase: Phase, names: readonly string[]): Promise<number> {
  const { storage, folder } = build;
  const own = await outputsOf(storage, folder, phase.name);
  const isDone = (index: number): boolean =>
    own.get(index)?.includes(workKeys.report(folder, phase.name, index)) === true;
  let wanted = [...names.keys()].filter((index) => !isDone(index));
  let reused = 0;
  for (const other of await otherBuilds(build)) {
    if (wanted.length === 0) break;
    const places = await placesOf(storage, other, phase.name);
    const found = wanted.filter((index) => places.has(names[index] as string));
    if (found.length === 0) continue;
    const outputs = await outputsOf(storage, other, phase.name);
    const done = new Set<number>();
    let next = 0;
    const copyMore = async (): Promise<void> => {
      for (let index = found[next++]; index !== undefined; index = found[next++]) {
        const from = places.get(names[index] as string) as number;
        if (await copyJob(build, { phase, index, other, from, outputs: outputs.get(from) ?? [] })) done.add(index);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, copyMore));
    reused += done.size;
    wanted = wanted.filter((index) => !done.has(index));
  }
  return reused;
}

/** Work folders of the dataset's other builds, in code-unit order. */
async function otherBuilds({ storage, plan, folder }: OpenBuild): Promise<readonly string[]> {
  const builds = await storage.folders(`${plan.dataset}/work/`);
  return builds.map((build) => workKeys.folder(plan.dataset, build)).filter((each) => each !== folder);
}

/** The jobs of a build's phase by their names; none where it did not come so far. */
async function placesOf(storage: Storage, folder: string, phase: string): Promise<ReadonlyMap<string, number>> {
  const key = workKeys.jobNames(folder, phase);
  if ((await storage.size(key)) === undefined) return new Map();
  const names = await unlessGone(readJson<readonly string[]>(storage, key));
  return new Map(names?.map((name, index) => [name, index]));
}

/** What the jobs of a phase left in its folder, by their numbers. */
async function outputsOf(
  storage: Storage,
  folder: string,
  phase: string,
): Promise<ReadonlyMap<number, readonly string[]>> {
  const outputs = new Map<number, string[]>();
  for (const key of await storage.keys(`${folder}/${phase}/`)) {
    const index = Number.parseInt(key.slice(`${folder}/${phase}/`.length), 10);
    const known = outputs.get(index);
    if (known === undefined) outputs.set(index, [key]);
    else known.push(key);
  }
  return outputs;
}

interface JobCopy {
  readonly phase: Phase;
  readonly index: number;
  readonly other: string;
  /** Its number in the other build, and what it left there. */
  readonly from: number;
  readonly outputs: readonly string[];
}

async function copyJob({ storage, plan, folder }: OpenBuild, job: JobCopy): Promise<boolean> {
  const { index, other, from, outputs } = job;
  const { name: phase, publishes = false } = job.phase;
  const report = workKeys.report(other, phase, from);
  if (!outputs.includes(report)) return false;
  const copied = async (): Promise<boolean> => {
    if (publishes && !(await hasFiles(storage, plan.dataset, await readJson(storage, report)))) return false;
    const before = report.slice(0, -'json'.length);
    for (const key of outputs) {
      if (key === report) continue;
      await storage.copy(key, workKeys.output(folder, phase, index, key.slice(before.length)));
    }
    await storage.copy(report, workKeys.report(folder, phase, index));
    return true;
  };
  return (await unlessGone(copied())) ?? false;
}

/** Whether all files of the dataset that a report names are there. */
async function hasFiles(storage: Storage, dataset: string, report: unknown): Promise<boolean> {
  if (typeof report !== 'object' || report === null) return true;
  if ('file' in report && typeof report.file === 'string' && 'bytes' in report) {
    if ((await storage.size(`${dataset}/${report.file}`)) !== report.bytes) return false;
  }
  for (const part of Object.values(report)) if (!(await hasFiles(storage, dataset, part))) return false;
  return true;
}
