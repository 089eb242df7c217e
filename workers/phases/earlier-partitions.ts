import type { Storage } from '../../storage/storage.ts';
import { unlessGone } from '../../storage/unless-gone.ts';
import { doneBuilds, newestOf } from '../planning/done-builds.ts';
import { workKeys } from '../planning/plan.ts';
import { readJobNames } from './job-names.ts';
import { mapPhaseName } from './map-outputs.ts';
import type { OpenBuild } from './open-build.ts';

/** The dataset's newest build that has a version and whose work is there, as the jobs of another one see it. */
export type EarlierBuild = Pick<OpenBuild, 'plan' | 'storage' | 'folder'>;

/** That build, unless there is none or none but this. Its work may be deleted at any time. */
export async function newestBuild({ storage, plan }: OpenBuild): Promise<EarlierBuild | undefined> {
  const newest = newestOf((await doneBuilds(storage, plan.dataset)).filter((each) => each.build !== plan.build));
  return newest === undefined ? undefined : { plan, storage, folder: workKeys.folder(plan.dataset, newest.build) };
}

/** An earlier build some of whose partitions are a build's own: a segment left the same of them. */
export interface SharedPartitions {
  readonly build: EarlierBuild;
  /** For each of the build's own, its number in the earlier one; undefined where that has it not. */
  readonly numberOf: ReadonlyMap<number, number>;
}

/** Which partitions the newest build shares; undefined where none is known. Memory: 100 bytes a partition. */
export async function sharedPartitions(build: OpenBuild, segment: number): Promise<SharedPartitions | undefined> {
  const earlier = await newestBuild(build);
  if (earlier === undefined) return undefined;
  const names = await unlessGone(readJobNames(earlier, mapPhaseName(segment)));
  if (names === undefined) return undefined;
  const numbers = new Map(names.map((name, number) => [name, number]));
  const numberOf = new Map<number, number>();
  for (const [own, name] of (await readJobNames(build, mapPhaseName(segment))).entries()) {
    const number = numbers.get(name);
    if (number !== undefined) numberOf.set(own, number);
  }
  return { build: earlier, numberOf };
}

/** An output that a job of an earlier build left; undefined where it is gone. */
export function earlierOutput(
  { storage, folder }: { readonly storage: Storage; readonly folder: string },
  phase: string,
  index: number,
  kind: string,
): Promise<Uint8Array | undefined> {
  return unlessGone(storage.get(workKeys.output(folder, phase, index, kind)));
}
