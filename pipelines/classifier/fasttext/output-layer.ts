import { softmax } from '../softmax.ts';

/** How fastText makes probabilities of a model's outputs: the numbers of its `loss`. */
export const losses = { hierarchical: 1, negativeSampling: 2, softmax: 3, oneVersusAll: 4 } as const;

/** Puts the probability of each label in place, from each label's output (of a tree: each inner node's). */
export type OutputLayer = (outputs: Float64Array, probabilities: Float64Array) => void;

/** The layer of a loss. `counts` are those of the labels, which the tree of the hierarchical softmax is built from. */
export function outputLayer(loss: number, counts: readonly number[]): OutputLayer | undefined {
  switch (loss) {
    case losses.softmax:
      return softmax;
    case losses.oneVersusAll:
    case losses.negativeSampling:
      return (outputs, probabilities) => {
        for (let k = 0; k < outputs.length; k++) probabilities[k] = tableSigmoid(outputs[k] as number);
      };
    case losses.hierarchical:
      return tree(counts);
    default:
      return undefined;
  }
}

const tableSize = 512;
const tableEdge = 8;

/** fastText's sigmoid, which it looks up in a table; in a tree it does not. */
function tableSigmoid(value: number): number {
  if (value < -tableEdge) return 0;
  if (value > tableEdge) return 1;
  const step = Math.floor(((value + tableEdge) * tableSize) / tableEdge / 2);
  return 1 / (1 + Math.exp(tableEdge - (step * 2 * tableEdge) / tableSize));
}

/** The Huffman tree of the labels, which are in the order of their counts, most frequent first. */
function tree(counts: readonly number[]): OutputLayer {
  const leaves = counts.length;
  const [left, right] = [new Int32Array(leaves), new Int32Array(leaves)];
  const weights = Float64Array.from({ length: 2 * leaves - 1 }, (_, node) => counts[node] ?? 1e15);
  let [leaf, inner] = [leaves - 1, leaves];
  for (let node = leaves; node < 2 * leaves - 1; node++) {
    const take = () => (leaf >= 0 && (weights[leaf] as number) < (weights[inner] as number) ? leaf-- : inner++);
    const [a, b] = [take(), take()];
    left[node - leaves] = a;
    right[node - leaves] = b;
    weights[node] = (weights[a] as number) + (weights[b] as number);
  }
  const shares = new Float64Array(2 * leaves - 1);
  return (outputs, probabilities) => {
    shares[2 * leaves - 2] = 1;
    for (let node = 2 * leaves - 2; node >= leaves; node--) {
      const toRight = 1 / (1 + Math.exp(-(outputs[node - leaves] as number)));
      shares[left[node - leaves] as number] = (shares[node] as number) * (1 - toRight);
      shares[right[node - leaves] as number] = (shares[node] as number) * toRight;
    }
    for (let k = 0; k < leaves; k++) probabilities[k] = shares[k] as number;
  };
}
