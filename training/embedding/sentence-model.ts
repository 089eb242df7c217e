import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { MillraceError } from '../../core/errors.ts';
import { openTokenizer } from '../../pipelines/tokenizers/open-tokenizer.ts';
import { theText } from '../../pipelines/tokenizers/template.ts';
import type { Tokenizer } from '../../pipelines/tokenizers/tokenizer.ts';
import type { HostTensor } from '../host-tensor.ts';
import { readFolder } from '../hugging-face/read-folder.ts';
import type { TokenModel } from '../model.ts';
import { bert } from '../models/bert.ts';

/** A model of sentences: an encoder with its weights, its tokenizer, and how its states become one vector. */
export interface SentenceModel {
  readonly model: TokenModel;
  /** Values of the model's weights, by name. */
  readonly weights: ReadonlyMap<string, HostTensor>;
  readonly tokenizer: Tokenizer;
  /** Most tokens of a text, with those around it; what comes after is not read. */
  readonly length: number;
  /** The vector: the mean of the states of the text, or the state of its first token. */
  readonly pool: 'mean' | 'cls';
  /** Whether vectors are brought to length 1. */
  readonly normalize: boolean;
}

const poolingSchema = z.object({
  pooling_mode_cls_token: z.boolean().default(false),
  pooling_mode_mean_tokens: z.boolean().default(false),
  pooling_mode_max_tokens: z.literal(false).default(false),
  pooling_mode_mean_sqrt_len_tokens: z.literal(false).default(false),
  pooling_mode_weightedmean_tokens: z.literal(false).default(false),
  pooling_mode_lasttoken: z.literal(false).default(false),
});
const lengthSchema = z.object({ max_seq_length: z.int().positive().nullish() });
const knownModule = /\.(Transformer|Pooling|Normalize)$/;
const modulesSchema = z.array(
  z.object({ type: z.string().regex(knownModule, 'expected a Transformer, Pooling or Normalize') }),
);

/**
 * Reads a sentence model from a folder as sentence-transformers saves it: a BERT as {@link readFolder} reads it,
 * `tokenizer.json`, and where they are there `modules.json`, `sentence_bert_config.json` and `1_Pooling/config.json`.
 * Without those the mean of the states is taken, at length 1.
 * Throws MillraceError `sentence-model` (usage) for what is missing or of another kind, and what `readFolder` throws.
 */
export async function readSentenceModel(folder: string): Promise<SentenceModel> {
  const { model: named, size, weights } = await readFolder(folder);
  if (named.name !== 'bert' || !('vocabulary' in size)) throw wrong(folder, `expected a bert, found a ${named.name}`);
  const read = async <Schema extends z.ZodType>(schema: Schema, name: string) => {
    const bytes = await optional(folder, name);
    return bytes === undefined ? undefined : parse(schema, bytes, folder, name);
  };
  const pooling = await read(poolingSchema, '1_Pooling/config.json');
  const limit = await read(lengthSchema, 'sentence_bert_config.json');
  const modules = await read(modulesSchema, 'modules.json');
  const { vocabulary, positions } = size;
  const model = bert.build(bert.parameters.parse(named.parameters), { vocabulary, length: positions });
  const tokenizer = openTokenizer(new TextDecoder().decode(await required(folder, 'tokenizer.json')));
  if (tokenizer.vocabularySize > vocabulary) {
    throw wrong(folder, `expected a tokenizer of at most ${vocabulary} tokens, found ${tokenizer.vocabularySize}`);
  }
  const length = Math.min(positions, limit?.max_seq_length ?? positions);
  const around = tokenizer.template.filter((piece) => piece !== theText).length;
  if (length <= around) throw wrong(folder, `expected texts of more than ${around} tokens, found ${length}`);
  // A head of classes is no part of the model.
  const names = new Set(model.weights.map(({ name }) => name));
  return {
    model,
    weights: new Map([...weights].filter(([name]) => names.has(name))),
    tokenizer,
    length,
    pool: pooling?.pooling_mode_cls_token === true && !pooling.pooling_mode_mean_tokens ? 'cls' : 'mean',
    normalize: modules?.some(({ type }) => type.endsWith('.Normalize')) ?? true,
  };
}

function parse<Schema extends z.ZodType>(schema: Schema, bytes: Uint8Array, folder: string, name: string) {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw wrong(folder, `expected JSON in ${name}`, cause);
  }
  const { success, data, error } = schema.safeParse(json);
  if (success) return data;
  const [issue] = error.issues;
  throw wrong(folder, `${name}, ${issue?.path.join('.') || 'its root'}: ${issue?.message}`);
}

async function required(folder: string, name: string): Promise<Uint8Array> {
  const bytes = await optional(folder, name);
  if (bytes === undefined) throw wrong(folder, `expected a file ${name}, found none`);
  return bytes;
}

async function optional(folder: string, name: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(join(folder, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw wrong(folder, `${name} cannot be read`, error);
  }
}

function wrong(folder: string, message: string, cause?: unknown): MillraceError {
  return new MillraceError('sentence-model', message, {
    kind: 'usage',
    at: folder,
    hint: 'Name a folder with a BERT model as sentence-transformers saves it.',
    cause,
  });
}
