import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { randomUint32 } from '../../../core/seeded-random.ts';
import { findNearDuplicates } from '../../../pipelines/dedup/near-duplicates.ts';
import { readSignatureFile } from '../../../pipelines/dedup/signature-file.ts';
import { openMemoryStorage } from '../../../storage/memory.ts';
import type { OpenBuild } from '../../../workers/phases/open-build.ts';
import { readRemovals } from '../../../workers/phases/removals.ts';
import { temporaryFolder } from '../../storage/temporary-folder.ts';
import { buildHere } from '../build-here.ts';

test('bands that several jobs look at give the removals of all signatures at once', async (t) => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, 'in'));
  const letter = (draw: number): string => String.fromCharCode(97 + (draw % 26));
  const word = (draw: number): string => [draw, draw >>> 8, draw >>> 16].map(letter).join('');
  const words = (document: number): string =>
    Array.from({ length: 8 }, (_, place) => word(randomUint32(document, place))).join(' ');
  for (let file = 0; file < 42; file++) {
    const texts = Array.from({ length: 100 }, (_, row) => {
      const document = file * 100 + row;
      // Some hundred are another one but for a word.
      return document % 11 === 0 ? `${words(Math.floor(document / 22))} tail` : words(document);
    });
    writeFileSync(join(folder, 'in', `${file + 10}.jsonl`), texts.map((text) => JSON.stringify({ text })).join('\n'));
  }
  const recipe = join(folder, 'recipe.yaml');
  const stage = 'dedup-minhash: { bands: 512, rows: 3, shingle: 1, minSimilarity: 0.8, keep: last }';
  writeFileSync(
    recipe,
    `version: 1\ndataset: set\nkind: text\nsources: [{ format: jsonl, path: in/*.jsonl }]\nstages: [{ ${stage} }]\n`,
  );
  const storage = openMemoryStorage();
  const { ran } = await buildHere(storage, recipe, []);
  assert.equal(ran.get('dedup-minhash-0-bands'), 2);

  const [build = ''] = await storage.folders('set/work/');
  const work = `set/work/${build}`;
  const keys = (await storage.keys(`${work}/map-0/`)).filter((key) => key.endsWith('.signatures'));
  const files = await Promise.all(keys.map(async (key) => readSignatureFile(await storage.get(key))));
  const expected = findNearDuplicates(files, { minSimilarity: 0.8, keep: 'last' });
  const { all } = await readRemovals({ storage, folder: work } as OpenBuild, 'dedup-minhash-0');
  assert.ok(expected.length > 300, `${expected.length}`);
  assert.deepEqual(
    all.map(({ partition, ordinal, intoPartition, similarity }) => [partition, ordinal, intoPartition, similarity]),
    expected.map(({ partition, ordinal, intoPartition, similarity }) => [
      partition,
      ordinal,
      intoPartition,
      similarity,
    ]),
  );
});
