import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { openTokenizer } from '../../../pipelines/tokenizers/open-tokenizer.ts';
import { packageRoot } from '../../../storage/package-root.ts';

interface Kinds {
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

const file = new URL('tests/fixtures/tokenizers/kinds.json.gz', packageRoot);
const { texts, bases, cases } = JSON.parse(gunzipSync(readFileSync(file)).toString()) as Kinds;

for (const { name, base, keys, model, ids, decoded } of cases) {
  test(`ids and their text equal those of tokenizers 0.23.3: ${base}, ${name}`, () => {
    const json = { ...bases[base], ...keys, model: { ...bases[base]?.model, ...model } };
    const tokenizer = openTokenizer(JSON.stringify(json));
    for (const [index, text] of texts.entries()) {
      assert.deepEqual([...tokenizer.encodeWhole(text)], ids[index], JSON.stringify(text));
      if (decoded !== null) assert.equal(tokenizer.decode(ids[index] ?? []), decoded[index], JSON.stringify(text));
    }
  });
}
