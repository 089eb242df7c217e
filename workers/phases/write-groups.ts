import { readJson, writeJson } from '../planning/plan.ts';
import { type MapReport, mapPhaseName } from './map-outputs.ts';
import { type OpenBuild, requireReports } from './open-build.ts';

/** Partitions [from, to) whose kept records are written together. */
export interface WriteGroup {
  readonly from: number;
  readonly to: number;
}

/**
 * Groups partitions, in order, so that the texts or images that left the last segment take about one shard in each group.
 * A function of the inputs and the recipe; stored once, for the write jobs to read.
 */
export async function planWriteGroups(build: OpenBuild): Promise<number> {
  const { partitions, segments, recipe } = build.plan;
  const last = mapPhaseName(segments.length - 1);
  const groups: WriteGroup[] = [];
  let from = 0;
  let bytes = 0;
  for (const [index, { contentBytes }] of (await requireReports<MapReport>(build, last, partitions)).entries()) {
    if (index > from && bytes + contentBytes > recipe.output.shardBytes) {
      groups.push({ from, to: index });
      from = index;
      bytes = 0;
    }
    bytes += contentBytes;
  }
  groups.push({ from, to: partitions });
  await writeJson(build.storage, groupsKey(build), groups);
  return groups.length;
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
