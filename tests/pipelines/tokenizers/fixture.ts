import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
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

/** Small tokenizers of every kind, each a base with other keys, and what `tokenizers` makes of `texts`. */
export interface Kinds {
  readonly texts: readonly string[];
  readonly bases: Readonly<Record<string, { readonly model: object }>>;
  readonly cases: readonly {
    readonly name: string;
    readonly base: string;
    readonly keys: object;
    readonly model: object;
    readonly ids: readonly number[][];
    readonly decoded: readonly string[] | null;
  }[];
}

export function readKinds(): Kinds {
  const file = new URL('tests/fixtures/tokenizers/kinds.json.gz', packageRoot);
  return JSON.parse(gunzipSync(readFileSync(file)).toString()) as Kinds;
}
