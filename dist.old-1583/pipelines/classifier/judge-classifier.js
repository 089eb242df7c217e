import { areaUnderRoc, retrievalAt, rocCurve } from './roc.js';
const reportedThresholds = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];
/** Judges texts whose labels are known. `label` is one of the classifier's classes. Cost: each text once. */
export function judgeClassifier({ labels, positive, probabilities }, texts, label) {
    const scores = labels.map(() => new Float64Array(texts.length));
    const classes = new Int32Array(texts.length);
    let [right, loss] = [0, 0];
    for (const [index, { text, label: own }] of texts.entries()) {
        const probable = probabilities(text);
        // What is not the label that a model tells from all others is of its one other class.
        const actual = positive === null ? labels.indexOf(own) : own === positive ? 1 : 0;
        classes[index] = actual;
        let best = 0;
        for (let k = 0; k < labels.length; k++) {
            const probability = probable[k];
            scores[k][index] = probability;
            if (probability > probable[best])
                best = k;
        }
        if (best === actual)
            right++;
        loss -= Math.log(Math.max(1e-15, actual < 0 ? 0 : probable[actual]));
    }
    const scoredOf = (k) => ({
        scores: scores[k],
        positives: Uint8Array.from(classes, (own) => (own === k ? 1 : 0)),
    });
    const scored = scoredOf(labels.indexOf(label));
    return {
        texts: texts.length,
        accuracy: right / texts.length,
        logLoss: loss / texts.length,
        auc: Object.fromEntries(labels.map((name, k) => [name, areaUnderRoc(scoredOf(k))])),
        label,
        positives: scored.positives.reduce((sum, own) => sum + own, 0),
        thresholds: retrievalAt(scored, reportedThresholds),
        curve: rocCurve(scored),
    };
}
//# sourceMappingURL=judge-classifier.js.map