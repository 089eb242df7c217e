import { z } from 'zod';
import { addedToken } from '../../tokenizers/added-vocabulary.js';
import { parseTokenizerJson } from '../../tokenizers/parse-tokenizer-json.js';
import { bpe } from '../../tokenizers/tokenizer-file.js';
const words = "'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+";
const normalizers = z.tuple([
    z.strictObject({ type: z.literal('NFC') }),
    z.strictObject({
        type: z.literal('Replace'),
        pattern: z.strictObject({ Regex: z.literal('\\s+') }),
        content: z.literal(' '),
    }),
    z.strictObject({ type: z.literal('Lowercase') }),
]);
/** The special tokens stand for themselves in the pattern of some files: they are cut out before, so it is the same one. */
const split = z.strictObject({
    type: z.literal('Split'),
    pattern: z.strictObject({ Regex: z.literal([words, `<\\|startoftext\\|>|<\\|endoftext\\|>|${words}`]) }),
    behavior: z.literal('Removed'),
    invert: z.literal(true),
});
const byteLevel = z.strictObject({
    type: z.literal('ByteLevel'),
    add_prefix_space: z.literal(false),
    trim_offsets: z.boolean().optional(),
    use_regex: z.boolean().optional(),
});
const token = z.tuple([z.string(), z.int().nonnegative()]);
const clipFile = z.strictObject({
    version: z.literal('1.0').optional(),
    // The stage cuts and pads as the model's input asks.
    truncation: z.unknown().optional(),
    padding: z.unknown().optional(),
    added_tokens: z.array(addedToken.extend({ content: z.string().min(1) })),
    normalizer: z.strictObject({ type: z.literal('Sequence'), normalizers }),
    pre_tokenizer: z.strictObject({ type: z.literal('Sequence'), pretokenizers: z.tuple([split, byteLevel]) }),
    post_processor: z.strictObject({
        type: z.literal('RobertaProcessing'),
        sep: token,
        cls: token,
        trim_offsets: z.boolean().optional(),
        add_prefix_space: z.boolean().optional(),
    }),
    decoder: z.unknown().optional(),
    model: bpe.extend({
        continuing_subword_prefix: z.union([z.null(), z.literal('')]).optional(),
        end_of_word_suffix: z.literal('</w>'),
        byte_fallback: z.literal(false).optional(),
        ignore_merges: z.literal(false).optional(),
    }),
});
/** Reads the `tokenizer.json` of a CLIP model. Throws MillraceError `tokenizer-invalid`, `tokenizer-unsupported`. */
export function parseClipTokenizer(json) {
    return parseTokenizerJson(json, clipFile, {
        invalid: 'Give the tokenizer.json that belongs to the CLIP model.',
        unsupported: "CLIP's tokenizer is implemented: lower case, words that end in </w>, byte-level BPE.",
    });
}
//# sourceMappingURL=clip-tokenizer-file.js.map