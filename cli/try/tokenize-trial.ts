import { z } from 'zod';
import { openTokenizer } from '../../pipelines/tokenizers/open-tokenizer.ts';
import { readTokenizer } from '../read-tokenizer.ts';
import type { TextTrial } from './answer-line.ts';
import { checkedParameters } from './checked-parameters.ts';

const parametersSchema = z.strictObject({ tokenizer: z.string().min(1) });

/** Answers `{ids}`, the file's template included. Throws a usage error: `parameters-invalid`, `tokenizer-not-found`, or what the tokenizer says of its file. */
export async function tokenizeTrial(parameters: unknown): Promise<TextTrial> {
  const hint = 'give {"tokenizer": "path of a tokenizer.json"}';
  const { tokenizer: path } = checkedParameters(parametersSchema, parameters, 'tokenize', hint);
  const tokenizer = openTokenizer(await readTokenizer(path));
  return { format: 'text', answer: ({ text }) => ({ ids: Array.from(tokenizer.encodeWhole(text)) }) };
}
