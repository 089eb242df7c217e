import { idsStep, readRemovals, removalSteps } from './removals.js';
/** How many records were merged into each record, by its id. Memory: one entry for each record that others went into. */
export async function readDuplicates(build) {
    const counts = new Map();
    for (let segment = 0; segment < build.plan.segments.length; segment++) {
        for (const step of removalSteps(build.plan, segment).filter((name) => name !== idsStep)) {
            for (const { into, known } of (await readRemovals(build, step)).all) {
                if (known === 0)
                    counts.set(into, (counts.get(into) ?? 0) + 1);
            }
        }
    }
    return counts;
}
//# sourceMappingURL=duplicates.js.map