import { mergeWord } from '../merge-word.js';
import { openPairTable } from '../pair-table.js';
import { reserveTokens } from '../tokenizer.js';
import { invalid } from '../unsupported-file.js';
import { fallbackBytes, fallbackIds } from './vocabulary.js';
/**
 * A BPE over characters: with a prefix or suffix, unknown characters, and bytes for these. Ids equal those of
 * `tokenizers` 0.23.3. Cost: O(n log n) for a word of n characters.
 */
export function openBpeWords(model, file) {
    const { ids, merges } = model;
    const prefix = file.continuing_subword_prefix ?? '';
    const suffix = file.end_of_word_suffix ?? '';
    const unknown = typeof file.unk_token === 'string' ? ids.get(file.unk_token) : undefined;
    if (typeof file.unk_token === 'string' && unknown === undefined) {
        throw invalid('model.unk_token', 'a token of model.vocab, found another');
    }
    const fallback = file.byte_fallback === true ? fallbackIds(ids) : undefined;
    let symbols = new Int32Array(1024);
    let length = 0;
    function push(id) {
        if (length === symbols.length) {
            const grown = new Int32Array(length * 2);
            grown.set(symbols);
            symbols = grown;
        }
        symbols[length++] = id;
    }
    function pushBytes(text) {
        const bytes = fallbackBytes(text, fallback);
        if (bytes === undefined)
            return false;
        for (const id of bytes)
            push(id);
        return true;
    }
    function readSymbols(word) {
        length = 0;
        // An unknown character waits for the next one that is known: `tokenizers` puts bytes that stand between before it.
        let waiting = false;
        for (let at = 0; at < word.length;) {
            const end = at + (word.codePointAt(at) > 0xffff ? 2 : 1);
            let text = word.slice(at, end);
            if (at > 0)
                text = prefix + text;
            if (end === word.length)
                text += suffix;
            const id = ids.get(text);
            if (id !== undefined) {
                if (waiting)
                    push(unknown);
                waiting = false;
                push(id);
            }
            else if (!pushBytes(text) && unknown !== undefined) {
                if (waiting && file.fuse_unk !== true)
                    push(unknown);
                waiting = true;
            }
            at = end;
        }
        if (waiting)
            push(unknown);
    }
    const cuts = prefix === '' && suffix === '' && file.ignore_merges !== true;
    return {
        ids,
        ...(cuts ? { nextCut: cutFinder(ids) } : {}),
        appendWord(word, buffer) {
            const whole = file.ignore_merges === true ? ids.get(word) : undefined;
            if (whole !== undefined) {
                reserveTokens(buffer, 1)[buffer.length++] = whole;
                return;
            }
            readSymbols(word);
            const count = mergeWord(symbols, length, merges);
            const to = reserveTokens(buffer, count);
            for (let i = 0; i < count; i++)
                to[buffer.length++] = symbols[i];
        },
    };
}
/**
 * No merge joins two characters that stand side by side in no token: there a word can be cut. Both have to be tokens
 * themselves, since unknown ones are joined in other ways. Texts without spaces between words fall into such parts, too.
 */
function cutFinder(ids) {
    const known = new Uint8Array(0x110000);
    const pairs = openPairTable(ids.size * 2);
    for (const token of ids.keys()) {
        const first = token.codePointAt(0) ?? 0;
        let before = first;
        let at = first > 0xffff ? 2 : 1;
        if (token.length === at)
            known[first] = 1;
        for (; at < token.length;) {
            const codePoint = token.codePointAt(at);
            pairs.set(before, codePoint, 1);
            before = codePoint;
            at += codePoint > 0xffff ? 2 : 1;
        }
    }
    return (word, from) => {
        let before = word.codePointAt(from);
        for (let at = from + (before > 0xffff ? 2 : 1); at < word.length;) {
            const codePoint = word.codePointAt(at);
            if (known[before] === 1 && known[codePoint] === 1 && pairs.get(before, codePoint) < 0)
                return at;
            before = codePoint;
            at += codePoint > 0xffff ? 2 : 1;
        }
        return word.length;
    };
}
//# sourceMappingURL=bpe-words.js.map