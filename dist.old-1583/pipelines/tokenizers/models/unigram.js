import { z } from 'zod';
import { openTokenTree } from '../token-tree.js';
import { reserveTokens } from '../tokenizer.js';
import { invalid } from '../unsupported-file.js';
import { fallbackBytes, fallbackIds, mostIds } from './vocabulary.js';
const piece = z.tuple([z.string(), z.number()]);
export const unigramFile = z.strictObject({
    type: z.literal('Unigram'),
    unk_id: z.int().nonnegative(),
    byte_fallback: z.boolean().default(false),
    vocab: z.array(piece).min(1).max(mostIds),
});
/** What an unknown character costs more than the least likely token. */
const unknownPenalty = 10;
/**
 * Unigram: the tokens of a word whose scores have the highest sum, of equal ones those that were found first. Unknown
 * characters in a row are one token, or their bytes.
 *
 * Cost: O(n × length of the longest token). Memory: 24 bytes for each code unit of the longest word.
 * Source: Kudo 2018, arXiv:1804.10959; ids equal those of `tokenizers` 0.23.3.
 */
export function openUnigram(file) {
    const { vocab, unk_id: unknown } = file;
    if (unknown >= vocab.length)
        throw invalid('model.unk_id', 'the place of a token in model.vocab, found another');
    const ids = new Map(vocab.map(([token], id) => [token, id]));
    const scores = Float64Array.from(vocab, ([, score]) => scoreAsRead(score));
    const unknownScore = scores.reduce((least, score) => Math.min(least, score), Number.POSITIVE_INFINITY) - unknownPenalty;
    const fallback = file.byte_fallback ? fallbackIds(ids) : undefined;
    const tree = openTokenTree(ids, ids.size);
    const path = { scores: new Float64Array(256), starts: new Int32Array(256), ids: new Int32Array(256) };
    /** Leaves in `path`, at each place where a token of the best way ends, that token and its start. */
    function findPath(word) {
        if (word.length >= path.starts.length) {
            const room = word.length * 2;
            Object.assign(path, { scores: new Float64Array(room), starts: new Int32Array(room), ids: new Int32Array(room) });
        }
        path.starts.fill(-1, 0, word.length + 1);
        path.scores[0] = 0;
        const offer = (start, end, id, score) => {
            if (path.starts[end] !== -1 && !(score > path.scores[end]))
                return;
            path.starts[end] = start;
            path.scores[end] = score;
            path.ids[end] = id;
        };
        for (let start = 0; start < word.length;) {
            const next = start + (word.codePointAt(start) > 0xffff ? 2 : 1);
            const before = path.scores[start];
            let known = false;
            let node = 0;
            for (let end = start; end < word.length;) {
                node = tree.next(node, word.charCodeAt(end));
                if (node < 0)
                    break;
                end++;
                const id = tree.idAt(node);
                if (id < 0)
                    continue;
                offer(start, end, id, scores[id] + before);
                known ||= end === next;
            }
            if (!known)
                offer(start, next, unknown, unknownScore + before);
            start = next;
        }
    }
    return {
        ids,
        appendWord(word, buffer) {
            findPath(word);
            const found = [];
            const pushUnknown = (start, end) => {
                const text = word.slice(start, end);
                const id = ids.get(text);
                const bytes = id === undefined ? fallbackBytes(text, fallback) : undefined;
                if (bytes === undefined)
                    found.push(id ?? unknown);
                else
                    for (let i = bytes.length - 1; i >= 0; i--)
                        found.push(bytes[i]);
            };
            let unknownEnd = -1;
            for (let end = word.length; end > 0;) {
                const start = path.starts[end];
                if (path.ids[end] === unknown)
                    unknownEnd = Math.max(unknownEnd, end);
                else {
                    if (unknownEnd > 0)
                        pushUnknown(end, unknownEnd);
                    unknownEnd = -1;
                    found.push(path.ids[end]);
                }
                end = start;
            }
            if (unknownEnd > 0)
                pushUnknown(0, unknownEnd);
            const to = reserveTokens(buffer, found.length);
            for (let i = found.length - 1; i >= 0; i--)
                to[buffer.length++] = found[i];
        },
    };
}
/**
 * A score as `serde_json` reads it: its digits as a whole number, rounded, and then a power of ten. That may differ in the
 * last bit from the number nearest to the text, which decides between ways of almost equal sums.
 */
function scoreAsRead(score) {
    const [, sign, whole = '', fraction = '', power = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(score)) ?? [];
    const exponent = Number(power) - fraction.length;
    const digits = Number(whole + fraction);
    const scale = Number(`1e${Math.abs(exponent)}`);
    const size = exponent < 0 ? digits / scale : digits * scale;
    return sign === '-' ? -size : size;
}
//# sourceMappingURL=unigram.js.map