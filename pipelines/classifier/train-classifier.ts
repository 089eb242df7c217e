import { byCodeUnit } from '../../core/code-unit-order.ts';
import { MillraceError } from '../../core/errors.ts';
import { randomUint32 } from '../../core/seeded-random.ts';
import { mostLabels, mostWeights } from './classifier-limits.ts';
import { addWeights, type ClassifierData, outputProbabilities, outputsOf, scaleOf } from './classifier-model.ts';
import { type FeatureRule, listFeatures, openFeatureList } from './features.ts';

/** A text to learn from. */
export interface LabelledText {
  readonly id: string;
  readonly text: string;
  readonly label: string;
}

export interface ClassifierTraining {
  readonly rule: FeatureRule;
  /** The label to tell from all others; null to tell all from each other. */
  readonly positive: string | null;
  /** Passes over the texts. */
  readonly epochs: number;
  /** Size of the first step; steps shrink to nothing by the end. */
  readonly rate: number;
  /** Texts in which an n-gram's place must occur to have a weight. */
  readonly atLeast: number;
  readonly seed: number;
}

/**
 * Learns logistic regression by AdaGrad (Duchi et al. 2011), a text at a time, each epoch in an order drawn from the
 * seed. The same texts in any order give the same model to the last bit, where ids differ.
 * Time: about 10 ns for each distinct n-gram of a text and epoch, and output; memory: 4 bytes for each of them, and 8 for
 * each place and output. Throws MillraceError `too-few-labels`, `too-many-labels`, `too-many-weights`, `unknown-label`
 * (usage).
 */
export function trainClassifier(texts: readonly LabelledText[], training: ClassifierTraining): ClassifierData {
  const { rule, positive, epochs, rate, seed } = training;
  const labels = classesOf(texts, positive);
  const outputs = outputsOf(labels.length);
  if (2 ** rule.bits * outputs > mostWeights)
    throw new MillraceError('too-many-weights', `expected at most ${mostWeights} weights, found more`, {
      kind: 'usage',
      hint: `${labels.length} labels with --bits ${rule.bits}: give fewer of either`,
    });
  const sorted = [...texts].sort((a, b) => byCodeUnit(a.id, b.id) || byCodeUnit(a.text, b.text));
  const features = featuresOf(sorted, training);
  const classOf = new Map(labels.map((label, index) => [label, index]));
  const classes = sorted.map(({ label }) => classOf.get(label) ?? 0);
  const learner = openLearner(rule.bits, labels.length);
  const steps = epochs * sorted.length;
  for (let epoch = 0, step = 0; epoch < epochs; epoch++) {
    for (const index of orderOf(sorted.length, seed, epoch))
      learner.learn(features[index] as Uint32Array, classes[index] as number, rate * (1 - step++ / steps));
  }
  return { rule, labels, positive, weights: learner.weights, biases: learner.biases };
}

/** The classes of some texts: their labels by code unit, or those that are not `positive` as one, and `positive`. */
function classesOf(texts: readonly LabelledText[], positive: string | null): readonly string[] {
  const labels = [...new Set(texts.map(({ label }) => label))].sort(byCodeUnit);
  if (positive !== null && !labels.includes(positive))
    throw new MillraceError('unknown-label', `expected a label of the texts as --positive, found ${quoted(positive)}`, {
      kind: 'usage',
      hint: `labels of the texts: ${labels.slice(0, 10).map(quoted).join(', ')}`,
    });
  if (labels.length < 2)
    throw new MillraceError('too-few-labels', `expected texts of two labels and more, found ${labels.length}`, {
      kind: 'usage',
      hint: 'a classifier learns from texts of each kind',
    });
  if (positive !== null) {
    const others = labels.filter((label) => label !== positive);
    return [others.length === 1 ? (others[0] as string) : `not ${positive}`, positive];
  }
  if (labels.length > mostLabels)
    throw new MillraceError('too-many-labels', `expected at most ${mostLabels} labels, found ${labels.length}`, {
      kind: 'usage',
      hint: 'name a field whose values are classes, or one label with --positive',
    });
  return labels;
}

function quoted(label: string): string {
  return JSON.stringify(label.slice(0, 40));
}

/** The distinct places of each text, without those that occur in too few texts. */
function featuresOf(texts: readonly LabelledText[], { rule, atLeast }: ClassifierTraining): readonly Uint32Array[] {
  const list = openFeatureList(rule);
  const features = texts.map(({ text }) => {
    listFeatures(text, rule, list);
    return list.places.slice(0, list.length);
  });
  if (atLeast < 2) return features;
  const occurrences = new Uint32Array(2 ** rule.bits);
  for (const places of features) for (const place of places) occurrences[place] = (occurrences[place] as number) + 1;
  return features.map((places) => places.filter((place) => (occurrences[place] as number) >= atLeast));
}

/** The texts of an epoch, by numbers that are drawn for each. */
function orderOf(count: number, seed: number, epoch: number): Float64Array {
  const size = 2 ** Math.ceil(Math.log2(Math.max(1, count)));
  // Number and index together are whole numbers below 2^53, which are sorted without a comparison that JavaScript makes.
  const left = Math.max(0, Math.log2(size) - 21);
  const keys = new Float64Array(count);
  for (let index = 0; index < count; index++) keys[index] = (randomUint32(seed + epoch, index) >>> left) * size + index;
  keys.sort();
  return keys.map((key) => key % size);
}

interface Learner {
  readonly weights: Float32Array;
  readonly biases: Float32Array;
  readonly learn: (places: Uint32Array, label: number, rate: number) => void;
}

function openLearner(bits: number, labels: number): Learner {
  const outputs = outputsOf(labels);
  const weights = new Float32Array(2 ** bits * outputs);
  const squares = new Float32Array(weights.length);
  const biases = new Float32Array(outputs);
  const biasSquares = new Float32Array(outputs);
  const sums = new Float64Array(outputs);
  const probabilities = new Float64Array(labels);
  return {
    weights,
    biases,
    learn: (places, label, rate) => {
      const scale = scaleOf(places.length);
      addWeights(places, places.length, weights, sums.fill(0));
      for (let output = 0; output < outputs; output++)
        sums[output] = (biases[output] as number) + scale * (sums[output] as number);
      outputProbabilities(sums, probabilities);
      for (let output = 0; output < outputs; output++) {
        const own = outputs === 1 ? 1 : output;
        const error = (probabilities[own] as number) - (label === own ? 1 : 0);
        if (error === 0) continue;
        const biasSquare = (biasSquares[output] as number) + error * error;
        biasSquares[output] = biasSquare;
        biases[output] = (biases[output] as number) - (rate * error) / Math.sqrt(biasSquare);
        step(places, output, outputs, error * scale, rate);
      }
    },
  };

  function step(places: Uint32Array, output: number, outputs: number, gradient: number, rate: number): void {
    const square = gradient * gradient;
    // Below it a float's square is nothing, and a step would be without bound.
    if (square < 1e-30) return;
    const length = rate * gradient;
    for (let i = 0; i < places.length; i++) {
      const at = (places[i] as number) * outputs + output;
      const sum = (squares[at] as number) + square;
      squares[at] = sum;
      weights[at] = (weights[at] as number) - length / Math.sqrt(sum);
    }
  }
}
