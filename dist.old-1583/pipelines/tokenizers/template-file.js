import { z } from 'zod';
import { byteLevelFile } from './splitters/splitter-file.js';
const kind = z.int().nonnegative();
const piece = z.union([
    z.strictObject({ Sequence: z.strictObject({ id: z.enum(['A', 'B']), type_id: kind }) }),
    z.strictObject({ SpecialToken: z.strictObject({ id: z.string(), type_id: kind }) }),
]);
const special = z.strictObject({ id: z.string(), ids: z.array(kind), tokens: z.array(z.string()) });
const named = z.tuple([z.string(), kind]);
const template = z.strictObject({
    type: z.literal('TemplateProcessing'),
    single: z.array(piece),
    pair: z.array(piece),
    special_tokens: z.record(z.string(), special),
});
const bert = z.strictObject({ type: z.literal('BertProcessing'), sep: named, cls: named });
const roberta = z.strictObject({
    type: z.literal('RobertaProcessing'),
    sep: named,
    cls: named,
    trim_offsets: z.boolean(),
    add_prefix_space: z.boolean(),
});
const leaves = [byteLevelFile, template, bert, roberta];
const leaf = z.discriminatedUnion('type', leaves);
const sequence = z.strictObject({ type: z.literal('Sequence'), processors: z.array(leaf) });
/** The key `post_processor` of a tokenizer file: the tokens that stand around a text. */
export const templateFile = z.discriminatedUnion('type', [...leaves, sequence]);
/** The keys `truncation` and `padding`: what becomes of a text that is longer or shorter than a model reads. */
export const truncationFile = z.strictObject({
    direction: z.enum(['Left', 'Right']).default('Right'),
    max_length: z.int().nonnegative(),
    strategy: z.enum(['LongestFirst', 'OnlyFirst']),
    stride: z.int().nonnegative(),
});
export const paddingFile = z.strictObject({
    strategy: z.union([
        z.literal('BatchLongest'),
        z.strictObject({
            Fixed: z
                .int()
                .nonnegative()
                .max(2 ** 20),
        }),
    ]),
    direction: z.enum(['Left', 'Right']),
    pad_to_multiple_of: z
        .int()
        .nonnegative()
        .max(2 ** 20)
        .nullable(),
    pad_id: kind,
    pad_type_id: kind,
    pad_token: z.string(),
});
//# sourceMappingURL=template-file.js.map