import { z } from 'zod';
const unicodeForm = z.strictObject({ type: z.enum(['NFC', 'NFD', 'NFKC', 'NFKD']) });
const plain = z.strictObject({ type: z.enum(['Lowercase', 'StripAccents', 'Nmt', 'ByteLevel']) });
const bert = z.strictObject({
    type: z.literal('BertNormalizer'),
    clean_text: z.boolean(),
    handle_chinese_chars: z.boolean(),
    strip_accents: z.boolean().nullable(),
    lowercase: z.boolean(),
});
const strip = z.strictObject({ type: z.literal('Strip'), strip_left: z.boolean(), strip_right: z.boolean() });
const prepend = z.strictObject({ type: z.literal('Prepend'), prepend: z.string() });
const precompiled = z.strictObject({ type: z.literal('Precompiled'), precompiled_charsmap: z.base64() });
/** Literal text, or a pattern of Oniguruma. */
export const patternFile = z.union([
    z.strictObject({ String: z.string().min(1) }),
    z.strictObject({ Regex: z.string().min(1) }),
]);
const replace = z.strictObject({ type: z.literal('Replace'), pattern: patternFile, content: z.string() });
const leaves = [unicodeForm, plain, bert, strip, prepend, precompiled, replace];
const leaf = z.discriminatedUnion('type', leaves);
const innerSequence = z.strictObject({ type: z.literal('Sequence'), normalizers: z.array(leaf) });
const inner = z.discriminatedUnion('type', [...leaves, innerSequence]);
const sequence = z.strictObject({ type: z.literal('Sequence'), normalizers: z.array(inner) });
/** The key `normalizer` of a tokenizer file: what is done to a text before it is split. */
export const normalizerFile = z.discriminatedUnion('type', [...leaves, sequence]);
//# sourceMappingURL=normalizer-file.js.map