import { MillraceError } from '../../../core/errors.js';
import { openAddedVocabulary } from '../../tokenizers/added-vocabulary.js';
import { compileBpe } from '../../tokenizers/bpe-model.js';
import { byteCharacters } from '../../tokenizers/byte-alphabet.js';
import { characterBytes } from '../../tokenizers/character-class.js';
import { mergeWord } from '../../tokenizers/merge-word.js';
import { readVocabulary } from '../../tokenizers/models/vocabulary.js';
import { lowerCase } from '../../tokenizers/unicode/peer-normal-form.js';
import { openUtf8Text, writeUtf8 } from '../../tokenizers/utf8-text.js';
import { parseClipTokenizer } from './clip-tokenizer-file.js';
import { scanClipWord } from './scan-clip-word.js';
/** Code units of a caption that are looked at; the longest that CLIP reads has 77 tokens. */
const mostCodeUnits = 16_384;
/**
 * Opens the `tokenizer.json` of a CLIP model; ids equal those of `tokenizers` 0.22.2 with truncation, but for captions
 * longer than 16,384 code units, of which the rest is not looked at, and for combining marks in an order that NFC changes
 * and its older tables do not. Cost: linear in what is looked at.
 *
 * @throws MillraceError `tokenizer-unsupported` or `tokenizer-invalid`, which name the key
 */
export function openClipTokenizer(json) {
    const file = parseClipTokenizer(json);
    const { ids, byteIds, merges } = compileBpe(file);
    const lastByteIds = Int32Array.from(byteCharacters, (character) => {
        const id = ids.get(`${character}</w>`);
        if (id === undefined)
            throw invalid('model.vocab', 'a token with </w> for each of the 256 bytes, found fewer');
        return id;
    });
    const [startToken, start] = file.post_processor.cls;
    const [endToken, end] = file.post_processor.sep;
    if (ids.get(startToken) !== start || ids.get(endToken) !== end) {
        throw invalid('post_processor', 'tokens of model.vocab with their ids, found others');
    }
    let vocabularySize = 0;
    for (const id of ids.values())
        vocabularySize = Math.max(vocabularySize, id + 1);
    const normalizer = { normalize: (text) => lowerCase(text.normalize('NFC')) };
    const added = openAddedVocabulary(file.added_tokens, readVocabulary(file.model.vocab), normalizer);
    const utf8 = openUtf8Text();
    let symbols = new Int32Array(1024);
    function appendWord(start, end, to) {
        const length = end - start;
        if (length > symbols.length)
            symbols = new Int32Array(length);
        for (let i = 0; i < length; i++)
            symbols[i] = byteIds[utf8.bytes[start + i]];
        symbols[length - 1] = lastByteIds[utf8.bytes[end - 1]];
        const count = mergeWord(symbols, length, merges);
        for (let i = 0; i < count; i++)
            to.push(symbols[i]);
    }
    return {
        end,
        vocabularySize,
        encode(caption, length) {
            const found = [];
            const isFull = () => found.length >= length - 2;
            const onToken = (id) => {
                found.push(id);
            };
            const onWords = (text) => {
                writeUtf8(utf8, text);
                for (let at = 0; at < utf8.length && !isFull();) {
                    const end = scanClipWord(utf8.bytes, at);
                    if (end > at)
                        appendWord(at, end, found);
                    at = end > at ? end : at + characterBytes(utf8.bytes[at]);
                }
            };
            added.extract(caption.slice(0, mostCodeUnits).toWellFormed(), onWords, onToken);
            return [start, ...found.slice(0, length - 2), end];
        },
    };
}
function invalid(at, expected) {
    return new MillraceError('tokenizer-invalid', `Expected at ${at} of the tokenizer file ${expected}.`, {
        kind: 'usage',
        at,
    });
}
//# sourceMappingURL=clip-tokenizer.js.map