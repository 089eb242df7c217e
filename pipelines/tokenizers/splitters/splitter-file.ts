import { z } from 'zod';
import { patternFile } from '../normalizers/normalizer-file.ts';

const behaviors = z.enum(['Removed', 'Isolated', 'MergedWithPrevious', 'MergedWithNext', 'Contiguous']);
export type SplitBehavior = z.output<typeof behaviors>;

const character = z.string().refine((text) => [...text].length === 1);

export const byteLevelFile = z.strictObject({
  type: z.literal('ByteLevel'),
  add_prefix_space: z.boolean(),
  trim_offsets: z.boolean().optional(),
  use_regex: z.boolean().default(true),
});

const split = z.strictObject({
  type: z.literal('Split'),
  pattern: patternFile,
  behavior: behaviors,
  invert: z.boolean(),
});

/** `add_prefix_space` is of older files, and has to agree with the scheme. */
const metaspace = z
  .strictObject({
    type: z.literal('Metaspace'),
    replacement: character,
    add_prefix_space: z.boolean().optional(),
    prepend_scheme: z.enum(['first', 'never', 'always']).default('always'),
    split: z.boolean().nullish(),
    str_rep: z.string().optional(),
  })
  .refine(({ add_prefix_space, prepend_scheme }) => add_prefix_space !== false || prepend_scheme === 'never', {
    path: ['prepend_scheme'],
  });

const plain = z.strictObject({ type: z.enum(['Whitespace', 'WhitespaceSplit', 'BertPreTokenizer']) });
const digits = z.strictObject({ type: z.literal('Digits'), individual_digits: z.boolean() });
const punctuation = z.strictObject({ type: z.literal('Punctuation'), behavior: behaviors.default('Isolated') });
const delimiter = z.strictObject({ type: z.literal('CharDelimiterSplit'), delimiter: character });
const fixedLength = z.strictObject({ type: z.literal('FixedLength'), length: z.int().min(1) });
const leaves = [byteLevelFile, split, metaspace, plain, digits, punctuation, delimiter, fixedLength] as const;

const leaf = z.discriminatedUnion('type', leaves);
const innerSequence = z.strictObject({ type: z.literal('Sequence'), pretokenizers: z.array(leaf) });
const inner = z.discriminatedUnion('type', [...leaves, innerSequence]);
const sequence = z.strictObject({ type: z.literal('Sequence'), pretokenizers: z.array(inner) });

/** The key `pre_tokenizer` of a tokenizer file: how a text is split into words, which no token crosses. */
export const splitterFile = z.discriminatedUnion('type', [...leaves, sequence]);
export type SplitterFile = z.output<typeof splitterFile>;
