/**
 * The area under the ROC curve: the probability that a text of the class scores above one that is not, ties as half.
 * Null where all texts are of one kind.
 */
export function areaUnderRoc(scored) {
    const order = byScore(scored);
    const { positives, scores } = scored;
    let [found, rankSum] = [0, 0];
    for (let start = 0; start < order.length;) {
        const score = scores[order[start]];
        let end = start;
        let own = 0;
        for (; end < order.length && scores[order[end]] === score; end++)
            own += positives[order[end]];
        rankSum += (own * (start + 1 + end)) / 2;
        found += own;
        start = end;
    }
    const others = order.length - found;
    return found === 0 || others === 0 ? null : (rankSum - (found * (found + 1)) / 2) / (found * others);
}
/** The ROC curve from the highest score down, a point for each score that occurs, behind (0, 0); empty as the area is null. */
export function rocCurve(scored) {
    const order = byScore(scored);
    const { positives, scores } = scored;
    const all = positives.reduce((sum, positive) => sum + positive, 0);
    if (all === 0 || all === order.length)
        return [];
    const points = [{ threshold: Number.POSITIVE_INFINITY, truePositives: 0, falsePositives: 0 }];
    let found = 0;
    for (let place = order.length - 1; place >= 0; place--) {
        const score = scores[order[place]];
        found += positives[order[place]];
        if (place > 0 && scores[order[place - 1]] === score)
            continue;
        const falsePositives = (order.length - place - found) / (order.length - all);
        points.push({ threshold: score, truePositives: found / all, falsePositives });
    }
    return points;
}
/** What each threshold keeps: texts that score at least that. */
export function retrievalAt({ scores, positives }, thresholds) {
    const all = positives.reduce((sum, positive) => sum + positive, 0);
    return thresholds.map((threshold) => {
        let [kept, found] = [0, 0];
        for (let i = 0; i < scores.length; i++) {
            if (scores[i] < threshold)
                continue;
            kept++;
            found += positives[i];
        }
        return { threshold, kept, precision: kept === 0 ? null : found / kept, recall: all === 0 ? null : found / all };
    });
}
/** Places of texts from the lowest score up. */
function byScore({ scores }) {
    return Uint32Array.from(scores.keys()).sort((a, b) => scores[a] - scores[b]);
}
//# sourceMappingURL=roc.js.map