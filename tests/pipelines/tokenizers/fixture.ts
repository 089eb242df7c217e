import { readFileSync } from 'node:fs';
import { packageRoot } from '../../../storage/package-root.ts';

export function readFixture(name: string): string {
  return readFileSync(new URL(`tests/fixtures/tokenizers/${name}`, packageRoot), 'utf8');
}

/** A `tokenizer.json` of the fixtures as data, to be changed by a test. */
export function readTokenizer(name: string): TokenizerData {
  return JSON.parse(readFixture(name)) as TokenizerData;
}

export interface TokenizerData {
  [key: string]: unknown;
  added_tokens: Record<string, unknown>[];
  pre_tokenizer: Record<string, unknown>;
  model: { [key: string]: unknown; vocab: Record<string, number>; merges: unknown[] };
}
