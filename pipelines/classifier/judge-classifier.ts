import type { Classifier } from './classifier-model.ts';
import { areaUnderRoc, type Retrieval, type RocPoint, retrievalAt, rocCurve, type Scored } from './roc.ts';
import type { LabelledText } from './train-classifier.ts';

/** How well a classifier tells the labels of some texts. */
export interface ClassifierReport {
  readonly texts: number;
  /** Share of texts whose most probable class is theirs. */
  readonly accuracy: number;
  /** Mean of −ln p of each text's own class, with p held to at least 1e-15. */
  readonly logLoss: number;
  /** Area under the ROC curve of each class against all others; null where its texts are none or all. */
  readonly auc: Readonly<Record<string, number | null>>;
  /** Of the class that is looked for: its texts, what thresholds keep, and its ROC curve. */
  readonly label: string;
  readonly positives: number;
  readonly thresholds: readonly Retrieval[];
  readonly curve: readonly RocPoint[];
}

const reportedThresholds: readonly number[] = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];

/** Judges texts whose labels are known. `label` is one of the classifier's classes. Cost: each text once. */
export function judgeClassifier(
  { labels, positive, probabilities }: Classifier,
  texts: readonly LabelledText[],
  label: string,
): ClassifierReport {
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
      const probability = probable[k] as number;
      (scores[k] as Float64Array)[index] = probability;
      if (probability > (probable[best] as number)) best = k;
    }
    if (best === actual) right++;
    loss -= Math.log(Math.max(1e-15, actual < 0 ? 0 : (probable[actual] as number)));
  }
  const scoredOf = (k: number): Scored => ({
    scores: scores[k] as Float64Array,
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
