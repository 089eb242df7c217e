import { softmax } from '../softmax.js';
/** How fastText makes probabilities of a model's outputs: the numbers of its `loss`. */
export const losses = { hierarchical: 1, negativeSampling: 2, softmax: 3, oneVersusAll: 4 };
/** The layer of a loss. `counts` are those of the labels, which the tree of the hierarchical softmax is built from. */
export function outputLayer(loss, counts) {
    switch (loss) {
        case losses.softmax:
            return softmax;
        case losses.oneVersusAll:
        case losses.negativeSampling:
            return (outputs, probabilities) => {
                for (let k = 0; k < outputs.length; k++)
                    probabilities[k] = tableSigmoid(outputs[k]);
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
function tableSigmoid(value) {
    if (value < -tableEdge)
        return 0;
    if (value > tableEdge)
        return 1;
    const step = Math.floor(((value + tableEdge) * tableSize) / tableEdge / 2);
    return 1 / (1 + Math.exp(tableEdge - (step * 2 * tableEdge) / tableSize));
}
/** The Huffman tree of the labels, which are in the order of their counts, most frequent first. */
function tree(counts) {
    const leaves = counts.length;
    const [left, right] = [new Int32Array(leaves), new Int32Array(leaves)];
    const weights = Float64Array.from({ length: 2 * leaves - 1 }, (_, node) => counts[node] ?? 1e15);
    let [leaf, inner] = [leaves - 1, leaves];
    for (let node = leaves; node < 2 * leaves - 1; node++) {
        const take = () => (leaf >= 0 && weights[leaf] < weights[inner] ? leaf-- : inner++);
        const [a, b] = [take(), take()];
        left[node - leaves] = a;
        right[node - leaves] = b;
        weights[node] = weights[a] + weights[b];
    }
    const shares = new Float64Array(2 * leaves - 1);
    return (outputs, probabilities) => {
        shares[2 * leaves - 2] = 1;
        for (let node = 2 * leaves - 2; node >= leaves; node--) {
            const toRight = 1 / (1 + Math.exp(-outputs[node - leaves]));
            shares[left[node - leaves]] = shares[node] * (1 - toRight);
            shares[right[node - leaves]] = shares[node] * toRight;
        }
        for (let k = 0; k < leaves; k++)
            probabilities[k] = shares[k];
    };
}
//# sourceMappingURL=output-layer.js.map