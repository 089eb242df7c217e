import { z } from 'zod';
import { addedToken } from './added-vocabulary.js';
import { unigramFile } from './models/unigram.js';
import { wordPieceFile } from './models/word-piece.js';
import { normalizerFile } from './normalizers/normalizer-file.js';
import { parseTokenizerJson } from './parse-tokenizer-json.js';
import { splitterFile } from './splitters/splitter-file.js';
import { paddingFile, templateFile, truncationFile } from './template-file.js';
import { unsupportedHint } from './unsupported-file.js';
/** `vocab` stays as JSON.parse made it, since a copy by key could lose tokens such as `__proto__`. */
export const bpe = z.strictObject({
    type: z.literal('BPE'),
    dropout: z.union([z.null(), z.literal(0)]).optional(),
    unk_token: z.string().nullish(),
    continuing_subword_prefix: z.string().nullish(),
    end_of_word_suffix: z.string().nullish(),
    fuse_unk: z.boolean().nullish(),
    byte_fallback: z.boolean().nullish(),
    ignore_merges: z.boolean().nullish(),
    vocab: z.custom((value) => typeof value === 'object' && value !== null),
    merges: z.custom((value) => Array.isArray(value)),
});
/** How ids become text again; kinds of which Millrace reads no options are told apart when ids are decoded. */
const decoder = z.looseObject({ type: z.string() });
const tokenizerFile = z.strictObject({
    version: z.literal('1.0').optional(),
    truncation: truncationFile.nullish(),
    padding: paddingFile.nullish(),
    added_tokens: z.array(addedToken).default([]),
    normalizer: normalizerFile.nullish(),
    pre_tokenizer: splitterFile.nullish(),
    post_processor: templateFile.nullish(),
    decoder: decoder.nullish(),
    model: z.discriminatedUnion('type', [bpe, wordPieceFile, unigramFile]),
});
/** Reads a Hugging Face `tokenizer.json`. Throws MillraceError `tokenizer-invalid`, `tokenizer-unsupported`. */
export function parseTokenizerFile(json) {
    return parseTokenizerJson(json, tokenizerFile, {
        invalid: 'Give a tokenizer.json as Hugging Face or `millrace tokenizer train` writes it.',
        unsupported: unsupportedHint,
    });
}
//# sourceMappingURL=tokenizer-file.js.map