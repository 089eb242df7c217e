import { openAddedVocabulary } from './added-vocabulary.js';
import { readBpe } from './bpe-model.js';
import { byteLevelText, byteWordsOf } from './byte-level-text.js';
import { openDecoder } from './decode.js';
import { openBpeWords } from './models/bpe-words.js';
import { openUnigram } from './models/unigram.js';
import { openWordPiece } from './models/word-piece.js';
import { openNormalizer } from './normalizers/open-normalizer.js';
import { asksForStart, openSplitter } from './splitters/open-splitter.js';
import { fillTemplate, pad, readTemplate, theText, truncate } from './template.js';
import { openTokenBuffer, reserveTokens } from './tokenizer.js';
import { parseTokenizerFile } from './tokenizer-file.js';
import { wordText } from './word-text.js';
const endOfTextNames = [
    ...['<|endoftext|>', '<|end_of_text|>', '</s>', '<eos>', '<|im_end|>', '<｜end▁of▁sentence｜>', '[SEP]'],
];
/**
 * Opens a Hugging Face `tokenizer.json` of BPE, WordPiece or Unigram kind; ids equal those of `tokenizers` 0.23.3 for
 * every text.
 *
 * Cost: linear in the text but for words, O(n log n) each, whatever the text holds. Memory: 10 MB, the vocabulary,
 * and 3 bytes for each code unit of the longest text met. One tokenizer serves one thread.
 *
 * @throws MillraceError `tokenizer-unsupported` or `tokenizer-invalid`, which name the key
 *
 * Speed beside `tokenizers` and `tiktoken`: benchmarks/tokenize.ts.
 */
export function openTokenizer(json) {
    const file = parseTokenizerFile(json);
    const normalizer = file.normalizer ? openNormalizer(file.normalizer) : undefined;
    const { ids: modelIds, appendText, wellFormed } = openText(file);
    const startAsked = file.pre_tokenizer ? asksForStart(file.pre_tokenizer) : false;
    const added = openAddedVocabulary(file.added_tokens, modelIds, startAsked ? normalizer : withoutStart(normalizer));
    const ids = new Map([...modelIds, ...added.ids]);
    const template = file.post_processor ? readTemplate(file.post_processor) : [theText];
    const idOf = (token) => ids.get(token);
    const endOfText = endOfTextNames.map(idOf).find((id) => id !== undefined);
    const scratch = openTokenBuffer();
    function append(text, buffer) {
        added.extract(wellFormed || normalizer !== undefined ? text.toWellFormed() : text, (part, startUnits) => appendText(part, buffer, startUnits), (id) => {
            reserveTokens(buffer, 1)[buffer.length++] = id;
        });
    }
    function encode(text) {
        scratch.length = 0;
        append(text, scratch);
        return scratch.ids.slice(0, scratch.length);
    }
    return {
        ...openDecoder(file, ids, added.spellings),
        endOfText,
        template,
        append,
        encode,
        encodeWhole(text) {
            const cut = file.truncation ? truncate(encode(text), file.truncation, template) : encode(text);
            const filled = fillTemplate(template, cut);
            return file.padding ? pad(filled, file.padding) : filled;
        },
        idOf,
    };
}
/** The model's vocabulary, and what encodes a normalized text without added tokens, which it may ask to be `wellFormed`. */
function openText(file) {
    const { model: modelFile, pre_tokenizer: splitterFile } = file;
    let model;
    if (modelFile.type === 'WordPiece')
        model = openWordPiece(modelFile);
    else if (modelFile.type === 'Unigram')
        model = openUnigram(modelFile);
    else {
        const bpe = readBpe(modelFile);
        const { byteIds } = bpe;
        const { continuing_subword_prefix: prefix, end_of_word_suffix: suffix } = modelFile;
        const words = byteIds === undefined || prefix || suffix ? undefined : byteWordsOf(splitterFile);
        if (byteIds !== undefined && words !== undefined) {
            return { ids: bpe.ids, wellFormed: false, appendText: byteLevelText({ ...bpe, byteIds }, modelFile, words) };
        }
        model = openBpeWords(bpe, modelFile);
    }
    return {
        ids: model.ids,
        wellFormed: true,
        appendText: wordText(splitterFile ? openSplitter(splitterFile) : undefined, model),
    };
}
function withoutStart(normalizer) {
    return normalizer && { normalize: normalizer.normalize };
}
//# sourceMappingURL=open-tokenizer.js.map