import { unitInterval } from '../../core/seeded-random.ts';
import { readPartitions } from '../planning/partition-file.ts';
import { readJson, writeJson } from '../planning/plan.ts';
import { readMapContents } from './map-contents.ts';
import type { OpenBuild } from './open-build.ts';

/** Partitions [from, to) whose kept records are written together. */
export interface WriteGroup {
  readonly from: number;
  readonly to: number;
}

/**
 * Groups partitions, in order, so that the texts or images that left the last segment take half a shard to a whole one in
 * each group. Where a group ends between the two is up to the hashes of the partitions' places in the inputs, so that a change of some moves the ends
 * near them alone. A function of the inputs and the recipe; stored once, for the write jobs to read.
 */
export async function planWriteGroups(build: OpenBuild): Promise<number> {
  const { segments, recipe } = build.plan;
  const contents = await readMapContents(build, segments.length - 1);
  const names = (await readPartitions(build.storage, build.folder)).map(
    ({ inputs: [first] }) => `${first?.key}:${first?.start}`,
  );
  const groups = groupBySize(
    contents.map(({ contentBytes }) => contentBytes),
    names,
    recipe.output.shardBytes,
  );
  await writeJson(build.storage, groupsKey(build), groups);
  return groups.length;
}

/**
 * Groups of consecutive sizes, each of `mostBytes` at most or of one size that is larger, and but for the last of half of
 * that at least. The hashes of the names decide where they end.
 */
export function groupBySize(sizes: readonly number[], names: readonly string[], mostBytes: number): WriteGroup[] {
  const groups: WriteGroup[] = [];
  for (let from = 0; from < sizes.length; ) {
    let to = from;
    let end = from;
    let least = 1;
    for (let bytes = 0; to < sizes.length; to++) {
      bytes += sizes[to] as number;
      if (bytes > mostBytes && to > from) break;
      const hash = unitInterval(names[to] as string);
      if (2 * bytes < mostBytes || hash >= least) continue;
      end = to + 1;
      least = hash;
    }
    if (to === sizes.length || end === from) end = to;
    groups.push({ from, to: end });
    from = end;
  }
  return groups;
}

export function readWriteGroups(build: OpenBuild): Promise<readonly WriteGroup[]> {
  return readJson<readonly WriteGroup[]>(build.storage, groupsKey(build));
}

/** As `readWriteGroups`; undefined before they are planned. */
export async function findWriteGroups(build: OpenBuild): Promise<readonly WriteGroup[] | undefined> {
  return (await build.storage.size(groupsKey(build))) === undefined ? undefined : await readWriteGroups(build);
}

export async function readWriteGroup(build: OpenBuild, index: number): Promise<WriteGroup> {
  const groups = await readWriteGroups(build);
  const group = groups[index];
  if (group === undefined) throw new RangeError(`Expected a write group below ${groups.length}, found ${index}`);
  return group;
}

function groupsKey(build: OpenBuild): string {
  return `${build.folder}/write-groups.json`;
}
