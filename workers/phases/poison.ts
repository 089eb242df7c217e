import { readJson, workKeys, writeJson } from '../planning/plan.ts';
import type { OpenBuild } from './open-build.ts';

/** A record that no host survived, by its ordinal in the job's partition. */
export interface Poison {
  readonly ordinal: number;
  readonly reason: string;
}

/** Poison known for a job, by ordinal: kept in the work folder so that a resumed build leaves the same records out. */
export async function readPoison(build: OpenBuild, phase: string, index: number): Promise<ReadonlyMap<number, string>> {
  const key = workKeys.poison(build.folder, phase, index);
  if ((await build.storage.size(key)) === undefined) return new Map();
  const known = await readJson<readonly Poison[]>(build.storage, key);
  return new Map(known.map(({ ordinal, reason }) => [ordinal, reason]));
}

export async function addPoison(build: OpenBuild, phase: string, index: number, found: Poison): Promise<void> {
  const known = await readPoison(build, phase, index);
  const all = [...known].map(([ordinal, reason]) => ({ ordinal, reason })).concat(found);
  await writeJson(build.storage, workKeys.poison(build.folder, phase, index), all);
}
