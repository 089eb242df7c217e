/** A decision in words: `approved: the site really lost its blog`. */
export function decisionText({ decision, note }) {
    return note === '' ? decision : `${decision}: ${note}`;
}
/** What follows of a gate that failed: what was decided of the version, or how to decide. */
export function verdictLines({ dataset, version, parent }, decision) {
    const name = `${dataset}@${version}`;
    if (decision !== undefined)
        return [`A gate failed, and ${name} was ${decisionText(decision)}`];
    return [
        `A gate failed, so ${dataset}@latest stays where it was.`,
        ...(parent === null ? [] : [`  npx millrace diff ${dataset}`, '      what has changed since then']),
        `  npx millrace approve ${name}`,
        '      accepts it all the same; reject refuses it for good',
    ];
}
/** What `approve` and `reject` tell: the decision, where `latest` stands, and what Temporal made of it. */
export function decisionLines(dataset, before, decided) {
    const { decision } = decided;
    const name = `${dataset}@${decision.version}`;
    return [`${name} is ${decisionText(decision)}`, latestLine(dataset, before, decided), ...temporalLines(decided)];
}
function latestLine(dataset, before, { decision, moved, latest }) {
    const name = `${dataset}@latest`;
    const { version } = decision;
    if (moved) {
        if (before === latest)
            return `${name} already is version ${version}.`;
        return `${name} is now version ${version}${before === null ? '' : `; it was version ${before}`}.`;
    }
    if (latest === null)
        return `${name} names no version yet.`;
    if (decision.decision === 'rejected')
        return `${name} stays at version ${latest}.`;
    return `${name} stays at version ${latest}, which is newer.`;
}
function temporalLines({ decision, told, problem }) {
    if (told === undefined) {
        return [
            `Temporal was not told: ${problem}`,
            'The decision holds. The same command tells Temporal later, so that the review ends and its schedule goes on.',
        ];
    }
    const { review, schedule, resumed } = told;
    const lines = [];
    if (resumed)
        lines.push(`Schedule ${schedule} goes on.`);
    else if (schedule !== null && decision.decision === 'rejected')
        lines.push(`Schedule ${schedule} stays as it is: npx millrace schedule resume starts it again once the input is mended.`);
    if (review === 'ended')
        lines.push('Its review in Temporal has ended.');
    if (review === 'waits')
        lines.push('Its review in Temporal has the decision and ends with the next build or worker of this store.');
    return lines;
}
//# sourceMappingURL=decision-text.js.map