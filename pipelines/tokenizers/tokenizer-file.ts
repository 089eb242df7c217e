import { z } from 'zod';
import { parseTokenizerJson } from './parse-tokenizer-json.ts';
import { gpt2Pattern, llama3Pattern } from './word-scanner.ts';

const byteLevel = z.strictObject({
  type: z.literal('ByteLevel'),
  add_prefix_space: z.boolean().default(true),
  trim_offsets: z.boolean().optional(),
  use_regex: z.boolean().default(true),
});

const split = z.strictObject({
  type: z.literal('Split'),
  pattern: z.strictObject({ Regex: z.literal([gpt2Pattern, llama3Pattern]) }),
  behavior: z.literal('Isolated'),
  invert: z.literal(false).default(false),
});

const splitThenBytes = z.strictObject({
  type: z.literal('Sequence'),
  pretokenizers: z.tuple([
    split,
    byteLevel.extend({ add_prefix_space: z.literal(false), use_regex: z.literal(false) }),
  ]),
});

export const addedToken = z.strictObject({
  id: z.int().nonnegative(),
  content: z.string().min(1),
  single_word: z.literal(false).default(false),
  lstrip: z.literal(false).default(false),
  rstrip: z.literal(false).default(false),
  normalized: z.boolean(),
  special: z.boolean(),
});

const none = z.union([z.null(), z.literal('')]).optional();

/**
 * `unk_token`, `fuse_unk` and `byte_fallback` are free: they cannot matter where all 256 bytes have a token.
 * `vocab` stays as JSON.parse made it, since a copy by key could lose tokens such as `__proto__`.
 */
export const bpe = z.strictObject({
  type: z.literal('BPE'),
  dropout: z.union([z.null(), z.literal(0)]).optional(),
  unk_token: z.string().nullish(),
  continuing_subword_prefix: none,
  end_of_word_suffix: none,
  fuse_unk: z.boolean().optional(),
  byte_fallback: z.boolean().optional(),
  ignore_merges: z.boolean().default(false),
  vocab: z.custom<Readonly<Record<string, unknown>>>((value) => typeof value === 'object' && value !== null),
  merges: z.custom<readonly unknown[]>((value) => Array.isArray(value)),
});

const tokenizerFile = z.strictObject({
  version: z.literal('1.0').optional(),
  truncation: z.null().optional(),
  padding: z.null().optional(),
  added_tokens: z.array(addedToken).default([]),
  normalizer: z.null().optional(),
  pre_tokenizer: z.discriminatedUnion('type', [byteLevel, splitThenBytes]),
  post_processor: byteLevel.nullish(),
  decoder: byteLevel,
  model: bpe,
});

/** A Hugging Face `tokenizer.json` of which every key is one that Millrace obeys. */
export type TokenizerFile = z.output<typeof tokenizerFile>;

/**
 * Reads a Hugging Face `tokenizer.json`: byte-level BPE with GPT-2's or Llama 3's pattern.
 * Throws MillraceError `tokenizer-invalid`, `tokenizer-unsupported`.
 */
export function parseTokenizerFile(json: string): TokenizerFile {
  return parseTokenizerJson(json, tokenizerFile, {
    invalid: 'Give a tokenizer.json as Hugging Face or `millrace tokenizer train` writes it.',
    unsupported:
      "Byte-level BPE with GPT-2's or Llama 3's pattern is implemented, without normalizer, template or truncation.",
  });
}
