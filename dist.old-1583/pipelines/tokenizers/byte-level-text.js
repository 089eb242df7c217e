import { bytesToken } from './byte-alphabet.js';
import { END_BYTE } from './character-class.js';
import { mergeWord } from './merge-word.js';
import { openPattern } from './pattern/open-pattern.js';
import { reserveTokens } from './tokenizer.js';
import { openUtf8Text, writeUtf8 } from './utf8-text.js';
import { CACHED_BYTES, CACHED_TOKENS, openWordCache } from './word-cache.js';
import { gpt2Pattern, llama3Pattern, scanGpt2, scanLlama3 } from './word-scanner.js';
/** 4 MB. Half as many miss oftener; twice as many, or slots with room for more tokens, are no faster on 20 MB of 40 languages. */
const CACHE_WORDS = 2 ** 17;
/**
 * The words of a file whose pre-tokenizer is byte-level, with at most one pattern before it; undefined for any other.
 * Throws MillraceError `tokenizer-unsupported` for a pattern.
 */
export function byteWordsOf(file) {
    if (file?.type === 'ByteLevel') {
        const scan = file.use_regex ? scanGpt2 : (bytes, offset) => bytes.indexOf(END_BYTE, offset);
        return { scan, prefixSpace: file.add_prefix_space };
    }
    if (file?.type !== 'Sequence' || file.pretokenizers.length !== 2)
        return undefined;
    const [split, bytes] = file.pretokenizers;
    if (split?.type !== 'Split' || !('Regex' in split.pattern))
        return undefined;
    if (bytes?.type !== 'ByteLevel' || bytes.use_regex || bytes.add_prefix_space)
        return undefined;
    const { scan, covers } = scannerOf(split.pattern.Regex);
    const keepsAll = split.behavior === 'Isolated' || (split.behavior === 'Removed' && split.invert && covers);
    return scan === undefined || !keepsAll ? undefined : { scan, prefixSpace: false };
}
function scannerOf(pattern) {
    if (pattern === gpt2Pattern)
        return { scan: scanGpt2, covers: true };
    if (pattern === llama3Pattern)
        return { scan: scanLlama3, covers: true };
    return openPattern(pattern, 'pre_tokenizer.pretokenizers.0.pattern.Regex');
}
/** Encodes text in which no added token stands. Cost: linear but for words, O(n log n) each. */
export function byteLevelText(model, { ignore_merges }, { scan, prefixSpace }) {
    const wholeWords = ignore_merges === true ? model.ids : undefined;
    const cache = openWordCache(CACHE_WORDS);
    const utf8 = openUtf8Text();
    let symbols = new Int32Array(1024);
    /** Leaves the tokens of bytes [start, end) in `symbols`. */
    function mergeBytes(bytes, start, end) {
        const whole = wholeWords?.get(bytesToken(bytes, start, end));
        if (whole !== undefined) {
            symbols[0] = whole;
            return 1;
        }
        const length = end - start;
        if (length > symbols.length)
            symbols = new Int32Array(length);
        for (let i = 0; i < length; i++)
            symbols[i] = model.byteIds[bytes[start + i]];
        return mergeWord(symbols, length, model.merges);
    }
    return (text, buffer) => {
        writeUtf8(utf8, prefixSpace && !text.startsWith(' ') ? ` ${text}` : text);
        const { bytes, view, length } = utf8;
        let ids = buffer.ids;
        let at = buffer.length;
        for (let start = 0; start < length;) {
            const end = scan(bytes, start);
            if (at + (end - start) > ids.length) {
                buffer.length = at;
                ids = reserveTokens(buffer, end - start);
            }
            const cacheable = end - start <= CACHED_BYTES;
            const found = cacheable ? cache.read(view, start, end - start, ids, at) : 0;
            if (found > 0)
                at += found;
            else {
                const count = mergeBytes(bytes, start, end);
                for (let i = 0; i < count; i++)
                    ids[at + i] = symbols[i];
                at += count;
                if (cacheable && count <= CACHED_TOKENS)
                    cache.keep(symbols, count);
            }
            start = end;
        }
        buffer.length = at;
    };
}
//# sourceMappingURL=byte-level-text.js.map