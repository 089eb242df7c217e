import { workKeys } from '../planning/plan.js';
import { mapPhaseName } from './map-outputs.js';
import { openBuild } from './open-build.js';
/**
 * How many of a build's partitions had been worked through before `sinceMs` (milliseconds of the epoch). None are known
 * of a build whose work `millrace gc` took once its version was there.
 */
export async function countReused(storage, dataset, build, sinceMs) {
    if ((await storage.size(workKeys.plan(workKeys.folder(dataset, build)))) === undefined)
        return { partitions: 0, reusedPartitions: 0 };
    const opened = await openBuild(storage.location, dataset, build);
    const { partitions } = opened.plan;
    let reusedPartitions = 0;
    for (let index = 0; index < partitions; index++) {
        const report = await opened.report(mapPhaseName(0), index);
        if (Number(report?.['startedAtMs'] ?? sinceMs) < sinceMs)
            reusedPartitions++;
    }
    return { partitions, reusedPartitions };
}
//# sourceMappingURL=reused.js.map