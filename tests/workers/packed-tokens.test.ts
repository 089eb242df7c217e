import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { openTokenizer } from '../../pipelines/tokenizers/open-tokenizer.ts';
import type { Manifest } from '../../shards/manifest.ts';
import { openTokenReader } from '../../shards/tokens.ts';
import { openLocalFolder } from '../../storage/local-folder.ts';
import { packageRoot } from '../../storage/package-root.ts';
import type { Storage } from '../../storage/storage.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { buildHere } from './build-here.ts';

const texts = ['The mill grinds the grain.', 'The river turns the wheel.', 'Der Müller mahlt das Korn.'];

const recipe = `
version: 1
dataset: packed
kind: text
sources: [{ format: jsonl, path: texts.jsonl, id: id, text: text }]
tokenizer: { file: tokenizer.json, template: true }
pack: { length: 16, strategy: concatenate }
`;

/** BERT's kind, with \`[CLS]\` before and \`[SEP]\` after a text. */
function bertJson(): string {
  const file = new URL('tests/fixtures/tokenizers/kinds.json.gz', packageRoot);
  const { bases, cases } = JSON.parse(gunzipSync(readFileSync(file)).toString());
  const bert = cases.find(({ name }: { name: string }) => name === 'BERT');
  return JSON.stringify({ ...bases[bert.base], ...bert.keys });
}

async function sequencesOf(storage: Storage, manifest: Manifest) {
  const { length = 0 } = manifest.packing ?? {};
  const { vocabulary = 0 } = manifest.lineage.tokenizer ?? {};
  const found: { tokens: number[]; used: number; documents: readonly string[] }[] = [];
  for (const { file, content } of manifest.shards) {
    if (content !== 'tokens') continue;
    const reader = await openTokenReader(storage, `packed/${file}`, { length, vocabulary });
    for (let group = 0; group < reader.groups; group++)
      for (const { tokens, used, documents } of await reader.group(group))
        found.push({ tokens: Array.from(tokens), used, documents });
  }
  return found;
}

const tokenShard = ({ shards }: Manifest) => shards.find(({ content }) => content === 'tokens');

test('a build with a template and joined documents keeps every token in order', async (t) => {
  const folder = temporaryFolder(t);
  const json = bertJson();
  writeFileSync(join(folder, 'tokenizer.json'), json);
  writeFileSync(join(folder, 'recipe.yaml'), recipe);
  writeFileSync(
    join(folder, 'texts.jsonl'),
    texts.map((text, index) => JSON.stringify({ id: String(index), text })).join('\n'),
  );
  const storage = openLocalFolder(join(folder, 'store'));
  const { manifest } = await buildHere(storage, join(folder, 'recipe.yaml'), []);
  const sequences = await sequencesOf(storage, manifest);
  const tokenizer = openTokenizer(json);
  const expected = texts.flatMap((text) => [...tokenizer.encodeWhole(text)]);
  assert.equal(expected[0], 1);
  assert.deepEqual(
    sequences.flatMap(({ tokens, used }) => tokens.slice(0, used)),
    expected,
  );
  assert.ok(sequences.slice(0, -1).every(({ used }) => used === 16));
  assert.equal(manifest.summary['tokens.total'], expected.length);
  assert.equal(manifest.packing?.usedTokens, expected.length);

  const packed = openLocalFolder(join(folder, 'zstd'));
  const smaller = await buildHere(packed, join(folder, 'recipe.yaml'), ['pack.compression=zstd']);
  assert.deepEqual(await sequencesOf(packed, smaller.manifest), sequences);
  assert.notEqual(tokenShard(smaller.manifest)?.sha256, tokenShard(manifest)?.sha256);

  const best = openLocalFolder(join(folder, 'best'));
  const fit = await buildHere(best, join(folder, 'recipe.yaml'), [
    'tokenizer.template=false',
    'pack.strategy=best-fit',
  ]);
  const [first] = await sequencesOf(best, fit.manifest);
  const [alone] = texts.map((text) => tokenizer.encode(text)).sort((a, b) => b.length - a.length);
  assert.deepEqual(first?.tokens.slice(0, (alone?.length ?? 0) + 1), [...(alone ?? []), tokenizer.idOf('[SEP]')]);
});

test('a tokenizer file that cannot be used, or has no template, is told of before any work', async (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, 'recipe.yaml'), recipe);
  writeFileSync(join(folder, 'texts.jsonl'), JSON.stringify({ id: 'a', text: 'a' }));
  const storage = openLocalFolder(join(folder, 'store'));
  const bert = JSON.parse(bertJson());
  for (const [file, code] of [
    [{ ...bert, model: { ...bert.model, type: 'WordLevel' } }, 'tokenizer-unsupported'],
    [{ ...bert, post_processor: null }, 'no-template'],
  ] as const) {
    writeFileSync(join(folder, 'tokenizer.json'), JSON.stringify(file));
    await assert.rejects(buildHere(storage, join(folder, 'recipe.yaml'), []), { code, kind: 'usage' });
  }
  await assert.rejects(buildHere(storage, join(folder, 'recipe.yaml'), ['tokenizer={"train":{},"template":true}']), {
    kind: 'usage',
  });
});
