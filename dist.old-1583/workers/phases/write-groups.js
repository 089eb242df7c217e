import { readJson, writeJson } from '../planning/plan.js';
import { mapPhaseName } from './map-outputs.js';
import { requireReports } from './open-build.js';
/**
 * Groups partitions, in order, so that the texts or images that left the last segment take about one shard in each group.
 * A function of the inputs and the recipe; stored once, for the write jobs to read.
 */
export async function planWriteGroups(build) {
    const { partitions, segments, recipe } = build.plan;
    const last = mapPhaseName(segments.length - 1);
    const groups = [];
    let from = 0;
    let bytes = 0;
    for (const [index, { contentBytes }] of (await requireReports(build, last, partitions)).entries()) {
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
export function readWriteGroups(build) {
    return readJson(build.storage, groupsKey(build));
}
export async function readWriteGroup(build, index) {
    const groups = await readWriteGroups(build);
    const group = groups[index];
    if (group === undefined)
        throw new RangeError(`Expected a write group below ${groups.length}, found ${index}`);
    return group;
}
function groupsKey(build) {
    return `${build.folder}/write-groups.json`;
}
//# sourceMappingURL=write-groups.js.map