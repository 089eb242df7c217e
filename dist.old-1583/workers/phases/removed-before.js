import { readRemovals, removalSteps } from './removals.js';
export async function openRemovedBefore(build, segment, step) {
    const steps = removalSteps(build.plan, segment);
    const earlier = [];
    const place = steps.indexOf(step);
    // One that takes spans out is the segment's last, and no step that removes.
    for (const name of place < 0 ? steps : steps.slice(0, place))
        earlier.push(await readRemovals(build, name));
    return (partition, ordinal) => earlier.some((removals) => removals.of(partition).has(ordinal));
}
//# sourceMappingURL=removed-before.js.map