import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { openMemoryStorage } from '../../../storage/memory.ts';
import type { Storage } from '../../../storage/storage.ts';
import { decodeFacts, encodeFacts, textKey } from '../../../workers/phases/text-facts.ts';
import { temporaryFolder } from '../../storage/temporary-folder.ts';
import { buildHere } from '../build-here.ts';

const words =
  'the mill by the river turns its wheel of stone and grinds the grain of that year to flour for bread'.split(' ');

/** Twelve files of documents, the half of each of them like one of another file but for a word. */
function inputs(t: TestContext) {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, 'in'));
  const write = (file: number, last: string): void => {
    const texts = Array.from({ length: 6 }, (_, row) => {
      const subject = row % 2 === 0 ? `shared${row}` : `own${file}x${row}`;
      const body = words.map((word, place) => (place % 3 === 0 ? `${word} ${subject}` : word)).join(' ');
      return `${body} ${row === 5 ? last : 'end'} ${file}`;
    });
    const lines = texts.map((text, row) => JSON.stringify({ id: `${file}-${row}`, text }));
    writeFileSync(join(folder, 'in', `${file + 10}.jsonl`), lines.join('\n'));
  };
  for (let file = 0; file < 12; file++) write(file, 'end');
  const recipe = join(folder, 'recipe.yaml');
  const writeRecipe = (more: string): void =>
    writeFileSync(
      recipe,
      `version: 1\ndataset: set\nkind: text\nsources: [{ format: jsonl, path: in/*.jsonl, id: id }]
limits: { partitionBytes: 1KiB }\nstages: [dedup-minhash: { minSimilarity: 0.5, bands: 32, rows: 4, shingle: 2 }]\n${more}`,
    );
  writeRecipe('');
  return { recipe, write, writeRecipe };
}

/** Writes another value over each output of the store's builds whose name ends so. */
async function plant(storage: Storage, ending: string, lie: (bytes: Uint8Array) => Uint8Array): Promise<void> {
  const keys = (await storage.keys('set/work/')).filter((key) => key.endsWith(ending));
  assert.ok(keys.length > 0, ending);
  for (const key of keys) await storage.put(key, lie(await storage.get(key)));
}

test('what an earlier build found of a text is taken over, unless texts are measured in another way', async (t) => {
  const { recipe, write, writeRecipe } = inputs(t);
  const storage = openMemoryStorage();
  await buildHere(storage, recipe, []);
  await plant(storage, '.measures', (bytes) =>
    Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll('"en",[]', '"de",[]'), 'latin1'),
  );
  write(0, 'changed');
  const { manifest, ran } = await buildHere(storage, recipe, []);
  const fresh = await buildHere(openMemoryStorage(), recipe, []);
  assert.ok((ran.get('measure') ?? 0) > 0);
  assert.equal(fresh.manifest.summary['language.de'], undefined);
  assert.ok((manifest.summary['language.de'] ?? 0) > 0);

  await plant(storage, '.measures', (bytes) =>
    Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll('"de",[]', '"fr",[]'), 'latin1'),
  );
  writeRecipe('tokenizer: { train: { vocabulary: 300 } }\n');
  const tokenized = await buildHere(storage, recipe, []);
  assert.deepEqual(tokenized.manifest.summary, (await buildHere(openMemoryStorage(), recipe, [])).manifest.summary);
});

test('how similar an earlier build found two documents is taken over', async (t) => {
  const { recipe, write } = inputs(t);
  const storage = openMemoryStorage();
  await buildHere(storage, recipe, []);
  await plant(storage, '.verified', (bytes) => {
    const lie = new Uint8Array(bytes);
    new Float64Array(lie.buffer, 0, lie.length / 24).fill(Number.NaN);
    return lie;
  });
  write(3, 'changed');
  const { manifest } = await buildHere(storage, recipe, []);
  const fresh = await buildHere(openMemoryStorage(), recipe, []);
  assert.ok(fresh.manifest.records.merged > 20, `${fresh.manifest.records.merged}`);
  assert.ok(manifest.records.merged < fresh.manifest.records.merged, `${manifest.records.merged}`);
});

test('facts of texts are read as they were written, but for numbers that JSON has not', () => {
  const facts = { characters: 3, words: 1, letters: [3, 0], repetition: 0.25, language: 'en', pii: ['email'] } as const;
  const found = [
    [textKey('one'), { ...facts, perplexity: 1.1e21 }],
    [textKey('two'), { ...facts, classifierScore: 0.1 + 0.2 }],
    [textKey('three'), { ...facts, perplexity: Number.POSITIVE_INFINITY }],
  ] as const;
  const read = decodeFacts(encodeFacts(found));
  assert.deepEqual(read.slice(0, 2), found.slice(0, 2));
  assert.equal(read[2]?.[0], '');
});
