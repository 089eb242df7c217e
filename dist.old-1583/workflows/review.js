/** Waits for a person to approve or reject a version, and does so. What was decided elsewhere before stands. */
export async function review(request, flow) {
    const word = await flow.word();
    if (word === undefined)
        return { decision: 'expired', note: '', latest: null, resumed: false };
    const { decision, note, latest, resumed } = await flow.decide({ ...request, ...word });
    await flow.announce({ decision, note });
    return { decision, note, latest, resumed };
}
/** Id of the workflow in which a version's review waits. */
export function reviewId(taskQueue, dataset, version) {
    return `review-${dataset}@${version}-${taskQueue}`;
}
/** What a signal's input says as a note: people type into the UI what they like. */
export function noteOf(input) {
    if (typeof input === 'string')
        return input.slice(0, 1000);
    return input === undefined || input === null ? '' : JSON.stringify(input).slice(0, 1000);
}
//# sourceMappingURL=review.js.map