import { z } from 'zod';
import { MillraceError } from '../../core/errors.js';
import { joinBytes } from '../../core/join-bytes.js';
import { depthsOf, openNgramTree } from './ngram-tree.js';
/*
 * An n-gram model as a file: 8 bytes `MRNGRAM1`, u32 bytes of a JSON header, the header, padded with spaces so that what
 * follows begins at a multiple of 4; then for each n-gram, by length, context and last word: u32 number of its context
 * (that of an n-gram before it, from 1; 0 for none), then of all u32 last word, f32 ln of its probability, f32 ln of its
 * backoff. All little-endian.
 */
const magic = 'MRNGRAM1';
/** More than a vocabulary has words, the beginning and the end among them. */
const wordsPerContext = 2 ** 22;
const header = z.strictObject({
    order: z.int().min(2).max(6),
    vocabulary: z
        .int()
        .min(1)
        .max(2 ** 21),
    /** N-grams of each length. */
    ngrams: z.array(z.int().nonnegative()),
    /** `tokenizer.json`, which makes a text's words. */
    tokenizer: z.string(),
});
/** The n-grams that are kept, in an order that does not depend on that of the texts. */
export function writeNgramFile({ order, tree, depths }, { kept, logProbabilities, logBackoffs }, vocabulary, tokenizer) {
    const { size, pairs } = tree;
    const ngrams = Array.from({ length: order }, () => 0);
    for (let node = 1; node < size; node++) {
        const place = depths[node] - 1;
        if (kept[node] === 1)
            ngrams[place] = ngrams[place] + 1;
    }
    const count = ngrams.reduce((sum, each) => sum + each, 0);
    // The node of each number, from 1, and the number of each node.
    const nodes = new Uint32Array(count + 1);
    const numbers = new Uint32Array(size);
    let next = 1;
    for (let depth = 1; depth <= order; depth++) {
        const keys = new Float64Array(ngrams[depth - 1]);
        let filled = 0;
        for (let node = 1; node < size; node++) {
            if (depths[node] !== depth || kept[node] === 0)
                continue;
            keys[filled++] =
                numbers[pairs[2 * node]] * wordsPerContext + pairs[2 * node + 1];
        }
        // Whole numbers below 2^53, which are sorted without a comparison that JavaScript makes.
        for (const key of keys.sort()) {
            const node = tree.find(nodes[Math.floor(key / wordsPerContext)], key % wordsPerContext);
            nodes[next] = node;
            numbers[node] = next++;
        }
    }
    const text = JSON.stringify({ order, vocabulary, ngrams, tokenizer });
    const json = Buffer.from(text);
    const start = Buffer.alloc(12);
    start.write(magic, 'latin1');
    const padding = (4 - (json.length % 4)) % 4;
    start.writeUInt32LE(json.length + padding, 8);
    const root = Float32Array.of(logBackoffs[0]);
    const [contexts, words] = [new Uint32Array(count), new Uint32Array(count)];
    const [probabilities, backoffs] = [new Float32Array(count), new Float32Array(count)];
    for (let number = 1; number <= count; number++) {
        const node = nodes[number];
        contexts[number - 1] = numbers[pairs[2 * node]];
        words[number - 1] = pairs[2 * node + 1];
        probabilities[number - 1] = logProbabilities[node];
        backoffs[number - 1] = logBackoffs[node];
    }
    return joinBytes([
        start,
        json,
        Buffer.alloc(padding, ' '),
        ...[root, contexts, words, probabilities, backoffs].map(bytesOf),
    ]);
}
/** Reads a file's bytes. Throws MillraceError `bad-ngrams`. Memory: 32 bytes for each n-gram beside the bytes. */
export function readNgramFile(bytes, at) {
    const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const headerEnd = bytes.length < 12 || view.toString('latin1', 0, 8) !== magic ? 0 : 12 + view.readUInt32LE(8);
    const parsed = headerEnd === 0 ? undefined : header.safeParse(jsonOf(view, headerEnd)).data;
    if (parsed === undefined)
        throw bad(at, 'it does not begin as a model does');
    const count = parsed.ngrams.reduce((sum, each) => sum + each, 0);
    if (parsed.ngrams.length !== parsed.order || bytes.length !== headerEnd + 4 + 16 * count) {
        throw bad(at, `it has ${bytes.length} bytes`);
    }
    // A copy, since arrays of numbers begin at multiples of 4.
    const numbers = new Uint8Array(bytes.subarray(headerEnd)).buffer;
    const column = (place) => 4 + 4 * place * count;
    const contexts = new Uint32Array(numbers, column(0), count);
    const words = new Uint32Array(numbers, column(1), count);
    const logProbabilities = new Float32Array(count + 1);
    logProbabilities.set(new Float32Array(numbers, column(2), count), 1);
    const logBackoffs = new Float32Array(count + 1);
    logBackoffs[0] = new Float32Array(numbers, 0, 1)[0];
    logBackoffs.set(new Float32Array(numbers, column(3), count), 1);
    const tree = openNgramTree(count + 1);
    for (let node = 1; node <= count; node++) {
        const [context, word] = [contexts[node - 1], words[node - 1]];
        if (context >= node || word > parsed.vocabulary + 1)
            throw bad(at, `n-gram ${node} has no context or word`);
        const suffix = context === 0 ? 0 : tree.find(tree.suffixes[context], word);
        if (context !== 0 && suffix === 0)
            throw bad(at, `n-gram ${node} has no shorter one`);
        if (tree.reach(context, word, suffix) !== node)
            throw bad(at, `n-gram ${node} is there twice`);
    }
    const { order, vocabulary, tokenizer } = parsed;
    const depths = depthsOf(tree);
    const tooLong = depths.findIndex((depth) => depth > order);
    if (tooLong >= 0)
        throw bad(at, `n-gram ${tooLong} is too long`);
    return { model: { order, vocabulary, tree, logProbabilities, logBackoffs, depths }, tokenizer };
}
function jsonOf(view, end) {
    try {
        return JSON.parse(view.toString('utf8', 12, end));
    }
    catch {
        return undefined;
    }
}
function bytesOf(values) {
    return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
function bad(at, problem) {
    return new MillraceError('bad-ngrams', `expected an n-gram model of Millrace: ${problem}`, {
        kind: 'usage',
        at,
        hint: 'make one: npx millrace ngram train FILES --out model.ngrams',
    });
}
//# sourceMappingURL=ngram-file.js.map