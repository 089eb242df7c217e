import { type FeatureRule, listFeatures, openFeatureList } from './features.ts';
import { softmax } from './softmax.ts';

/** What a trained classifier is: logistic regression over the places that a text's n-grams fall on. */
export interface ClassifierData {
  readonly rule: FeatureRule;
  /** Classes, in code-unit order; with `positive`, that is the second of two. */
  readonly labels: readonly string[];
  /** The label that was told from all others; null where all are alike. */
  readonly positive: string | null;
  /** For each place, a weight for each output: one for two classes, in favour of the second, else one for each class. */
  readonly weights: Float32Array;
  readonly biases: Float32Array;
}

/** A classifier that is ready to judge texts. */
export interface Classifier {
  readonly labels: readonly string[];
  readonly positive: string | null;
  /** The probability of each class, in the order of `labels`; good until the next call. */
  readonly probabilities: (text: string) => Float64Array;
}

/** Outputs of a model: one is enough for two classes. */
export function outputsOf(labels: number): number {
  return labels === 2 ? 1 : labels;
}

/**
 * A text's outputs are the bias and the mean weight, times the root of how many there are, of its distinct n-grams: so
 * that length alone makes nothing sure.
 */
export function openClassifier({ rule, labels, positive, weights, biases }: ClassifierData): Classifier {
  const list = openFeatureList(rule);
  const outputs = outputsOf(labels.length);
  const sums = new Float64Array(outputs);
  const probabilities = new Float64Array(labels.length);
  return {
    labels,
    positive,
    probabilities: (text) => {
      listFeatures(text, rule, list);
      addWeights(list.places, list.length, weights, sums.fill(0));
      const scale = scaleOf(list.length);
      for (let output = 0; output < outputs; output++)
        sums[output] = (biases[output] as number) + scale * (sums[output] as number);
      outputProbabilities(sums, probabilities);
      return probabilities;
    },
  };
}

/** Adds the weights of some places to each output's sum. */
export function addWeights(places: Uint32Array, length: number, weights: Float32Array, sums: Float64Array): void {
  const outputs = sums.length;
  if (outputs === 1) {
    let sum = 0;
    for (let i = 0; i < length; i++) sum += weights[places[i] as number] as number;
    sums[0] = (sums[0] as number) + sum;
    return;
  }
  for (let i = 0; i < length; i++) {
    const first = (places[i] as number) * outputs;
    for (let output = 0; output < outputs; output++)
      sums[output] = (sums[output] as number) + (weights[first + output] as number);
  }
}

/** What a feature of a text with so many distinct ones counts: all together have length 1. */
export function scaleOf(features: number): number {
  return features === 0 ? 0 : 1 / Math.sqrt(features);
}

/** Logistic function of one output, for the second of two classes; softmax of more. */
export function outputProbabilities(outputs: Float64Array, probabilities: Float64Array): void {
  if (outputs.length === 1) {
    const output = outputs[0] as number;
    const smaller = Math.exp(-Math.abs(output));
    const second = output >= 0 ? 1 / (1 + smaller) : smaller / (1 + smaller);
    probabilities[0] = output >= 0 ? smaller / (1 + smaller) : 1 / (1 + smaller);
    probabilities[1] = second;
    return;
  }
  softmax(outputs, probabilities);
}
