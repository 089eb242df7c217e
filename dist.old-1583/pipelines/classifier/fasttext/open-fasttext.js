import { badClassifier } from '../classifier-file.js';
import { openBinaryFile } from './binary-file.js';
import { readDictionary } from './dictionary.js';
import { eachRow } from './fasttext-rows.js';
import { readMatrix } from './matrix.js';
import { outputLayer } from './output-layer.js';
/** The number that a fastText model begins with. */
export const fasttextMagic = 793712314;
const supervised = 3;
const rowsAtOnce = 2 ** 14;
/** Numbers that a model may take in memory: 4 GiB. */
const mostNumbers = 2 ** 30;
/**
 * A supervised fastText model, `.bin` or quantized `.ftz`, with the probabilities that fastText 0.9.2 gives, without the
 * 0.00001 that it adds to what it prints. A text's outputs are linear in its rows: with no more labels than dimensions each
 * row is kept as what it adds to each label's output, which makes a model of two labels a fiftieth of its file.
 * Cost: one read of the file; memory: 4 bytes for each row and label, or dimension where these are fewer, in each thread.
 * Throws MillraceError `bad-classifier` (usage).
 */
export function openFasttext(path) {
    const file = openBinaryFile(path);
    try {
        return readFasttext(file, path);
    }
    catch (error) {
        if (error instanceof RangeError)
            throw badClassifier(path, error.message);
        throw error;
    }
    finally {
        file.close();
    }
}
function readFasttext(file, path) {
    file.int32();
    const version = file.int32();
    const [dimension] = [file.int32(), file.int32(), file.int32(), file.int32(), file.int32()];
    const [wordNgrams, loss, kind, bucket, minn, maxn] = [1, 2, 3, 4, 5, 6].map(() => file.int32());
    file.int32();
    file.position += 8;
    if (kind !== supervised)
        throw badClassifier(path, 'it is a fastText model of word vectors');
    if (version < 11 || version > 12)
        throw badClassifier(path, `it is of fastText's format ${version}`);
    const hashed = wordNgrams > 1 || maxn > 0;
    if (wordNgrams < 1 || wordNgrams > 64 || bucket < (hashed ? 1 : 0) || maxn > 64)
        throw badClassifier(path, 'its settings are none');
    const dictionary = readDictionary(file);
    const layer = outputLayer(loss, dictionary.labelCounts);
    if (layer === undefined)
        throw badClassifier(path, 'it has a loss of its own');
    const quantized = file.uint8() === 1;
    const input = readMatrix(file, quantized);
    const output = readMatrix(file, file.uint8() === 1 && quantized);
    const { labels, words, pruned } = dictionary;
    const rows = words + (pruned === null ? bucket : pruned.size);
    if (input.columns !== dimension ||
        output.columns !== dimension ||
        output.rows !== labels.length ||
        input.rows !== rows)
        throw badClassifier(path, 'its matrices have other sizes');
    const rule = { wordNgrams, bucket, minn, maxn: version === 11 ? 0 : maxn };
    const outputs = output.read(0, output.rows);
    const direct = labels.length <= dimension;
    const width = direct ? labels.length : dimension;
    if (input.rows * width > mostNumbers)
        throw badClassifier(path, 'it is too large');
    const table = tableOf(input, direct ? outputs : null, width);
    if (!areFinite(outputs) || !areFinite(table))
        throw badClassifier(path, 'a weight is no number');
    const sums = new Float64Array(width);
    const results = direct ? sums : new Float64Array(labels.length);
    const probabilities = new Float64Array(labels.length);
    return {
        labels,
        positive: null,
        probabilities: (text) => {
            sumRows(text, rule, dictionary, table, sums);
            if (!direct)
                multiply(outputs, sums, results);
            layer(results, probabilities);
            return probabilities;
        },
    };
}
/** The input's rows, or, with the output's rows, what each adds to each output. */
function tableOf(input, outputs, width) {
    const table = new Float32Array(input.rows * width);
    const own = new Float64Array(input.columns);
    const results = new Float64Array(width);
    for (let from = 0; from < input.rows; from += rowsAtOnce) {
        const to = Math.min(input.rows, from + rowsAtOnce);
        const numbers = input.read(from, to);
        if (outputs === null) {
            table.set(numbers, from * width);
            continue;
        }
        for (let row = from; row < to; row++) {
            own.set(numbers.subarray((row - from) * input.columns, (row - from + 1) * input.columns));
            multiply(outputs, own, results);
            table.set(results, row * width);
        }
    }
    return table;
}
function areFinite(numbers) {
    for (const number of numbers)
        if (!Number.isFinite(number))
            return false;
    return true;
}
/** The mean of a text's rows. */
function sumRows(text, rule, dictionary, table, sums) {
    const width = sums.length;
    sums.fill(0);
    let count = 0;
    eachRow(text, rule, dictionary, (row) => {
        const first = row * width;
        for (let k = 0; k < width; k++)
            sums[k] = sums[k] + table[first + k];
        count++;
    });
    if (count > 0)
        for (let k = 0; k < width; k++)
            sums[k] = sums[k] / count;
}
/** Rows of a matrix times a vector. */
function multiply(rows, vector, results) {
    const width = vector.length;
    for (let row = 0; row < results.length; row++) {
        let sum = 0;
        for (let i = 0; i < width; i++)
            sum += rows[row * width + i] * vector[i];
        results[row] = sum;
    }
}
//# sourceMappingURL=open-fasttext.js.map