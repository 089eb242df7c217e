import assert from 'node:assert/strict';
import type { OpenBuild } from '../../../workers/phases/open-build.ts';
import { phasesOf } from '../../../workers/phases/phases.ts';
import type { WriteReport } from '../../../workers/phases/write-shards.ts';
import { workKeys, writeJson } from '../../../workers/planning/plan.ts';

/** Runs the one job of each phase; what each reported by the name of its phase, and what the last one wrote. */
export async function runJobs(build: OpenBuild) {
  const reported = new Map<string, number[]>();
  let last: unknown;
  for (const phase of phasesOf(build.plan)) {
    assert.equal(await phase.count(build), 1);
    const ordinals: number[] = [];
    last = await phase.run(build, 0, (ordinal) => ordinals.push(ordinal), undefined);
    reported.set(phase.name, ordinals);
    await writeJson(build.storage, workKeys.report(build.folder, phase.name, 0), last);
  }
  return { reported, written: last as WriteReport };
}
