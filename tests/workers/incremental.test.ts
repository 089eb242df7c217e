import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { canonicalJson } from '../../core/canonical-json.ts';
import { randomUint32 } from '../../core/seeded-random.ts';
import type { Manifest } from '../../shards/manifest.ts';
import { openMemoryStorage } from '../../storage/memory.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { buildHere } from './build-here.ts';

const stages = (after: string) => `stages:
  - normalize
  - gopher-quality: { words: whitespace, minWords: 20 }
  - dedup-exact
  - dedup-minhash: { minSimilarity: 0.7 }
  - c4-quality: { terminalPunctuation: false }
  - dedup-lines
${after}`;

const sentences = Array.from({ length: 2000 }, (_, i) => {
  const word = (place: number) =>
    ['mill', 'river', 'stone', 'the', 'and', 'wheel', 'of', 'grain', 'that', 'is', 'flour', 'weir'][
      randomUint32(i, place) % 12
    ];
  return `${Array.from({ length: 14 + (i % 7) }, (_, place) => word(place)).join(' ')} ${i}.`;
});

/** A file of documents that share sentences, and now and then all of them, with those of other files. */
function content(seed: number, rows: number): string {
  const lines = Array.from({ length: rows }, (_, row) => {
    const own = randomUint32(seed, row) % 5 === 0 ? randomUint32(seed, row) % 40 : seed * 100 + row;
    const text = Array.from({ length: 12 }, (_, place) => sentences[randomUint32(own, place) % sentences.length]);
    return JSON.stringify({ id: `${seed}-${row}`, text: text.join('\n') });
  });
  return `${lines.join('\n')}\n`;
}

function write(folder: string, file: number, seed: number, rows = 10): void {
  writeFileSync(join(folder, 'in', `${String(file).padStart(4, '0')}.jsonl`), content(seed, rows));
}

function writeRecipe(folder: string, after = '', more = '', all = stages(after)): string {
  const path = join(folder, 'recipe.yaml');
  writeFileSync(
    path,
    `version: 1
dataset: set
kind: text
sources: [{ format: jsonl, path: in/*.jsonl, id: id }]
${all}
tokenizer: { train: { vocabulary: 400 } }
pack: { length: 128 }
output: { shardBytes: 64KiB, holdout: 0.1 }
limits: { partitionBytes: 32KiB }
${more}`,
  );
  return path;
}

/** What is the same in every store, whatever was built there before. */
function contentOf({ version: _, parent: __, drift: ___, ...content }: Manifest): object {
  return JSON.parse(canonicalJson(content)) as object;
}

async function sameBytes(t: TestContext, all: string): Promise<void> {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, 'in'));
  const files = new Map<number, number>();
  for (let file = 0; file < 30; file++) files.set(file * 7, file);
  for (const [file, seed] of files) write(folder, file, seed);
  const path = writeRecipe(folder, '', '', all);
  const grown = openMemoryStorage();
  await buildHere(grown, path, []);
  let reused = 0;
  for (let turn = 0; turn < 4; turn++) {
    for (let edit = 0; edit <= turn % 3; edit++) {
      const draw = randomUint32(turn, edit);
      const known = [...files.keys()][draw % files.size] as number;
      const kind = ['add', 'change', 'remove'][(turn + edit) % 3];
      if (kind === 'remove') {
        files.delete(known);
        rmSync(join(folder, 'in', `${String(known).padStart(4, '0')}.jsonl`));
      } else {
        const file = kind === 'add' ? known + 1 + (draw % 5) : known;
        files.set(file, 100 + turn * 3 + edit);
        write(folder, file, 100 + turn * 3 + edit);
      }
    }
    const fresh = openMemoryStorage();
    const [again, full] = [await buildHere(grown, path, []), await buildHere(fresh, path, [])];
    assert.deepEqual(contentOf(again.manifest), contentOf(full.manifest));
    const jobs = full.ran.get('map-0') ?? 0;
    reused += 1 - (again.ran.get('map-0') ?? 0) / jobs;
    const { kept, dropped, merged } = full.manifest.records;
    assert.ok(kept > 0 && dropped + merged > 0);
  }
  assert.ok(reused / 4 > 0.7, `${reused / 4} of the partitions were reused`);
}

describe('a build after another one of the dataset', () => {
  const lists = {
    'every kind of stage': stages(''),
    'spans alone': 'stages: [dedup-lines, dedup-substrings: { span: 5 }]',
    'the last of equal and the longest of similar texts':
      'stages: [dedup-exact: { keep: last }, dedup-minhash: { keep: longest, minSimilarity: 0.7 }]',
  };
  for (const [name, all] of Object.entries(lists)) {
    it(`with ${name} writes the bytes of one in an empty store, whatever was added, changed and removed`, (t) =>
      sameBytes(t, all));
  }

  it('of a thousand inputs works on a hundredth where one changed, and writes the bytes of one in an empty store', async (t) => {
    const folder = temporaryFolder(t);
    mkdirSync(join(folder, 'in'));
    for (let file = 0; file < 1000; file++) write(folder, file, file, 3);
    const path = writeRecipe(folder, '', '', 'stages: [dedup-exact, dedup-minhash, { length: { minCharacters: 10 } }]');
    const storage = openMemoryStorage();
    // By then nobody is taken to be writing to the files any more: later builds know what this one has read.
    await setTimeout(2100);
    await buildHere(storage, path, []);
    const edits: readonly (() => void)[] = [
      () => write(folder, 500, 5000, 3),
      () => write(folder, 1001, 5001, 3),
      () => rmSync(join(folder, 'in', '0300.jsonl')),
    ];
    for (const edit of edits) {
      edit();
      const { ran, partitions, manifest } = await buildHere(storage, path, []);
      const again = ran.get('map-0') ?? 0;
      assert.ok(again >= 1 && again / partitions < 0.02, `${again} of ${partitions} partitions`);
      assert.deepEqual(contentOf(manifest), contentOf((await buildHere(openMemoryStorage(), path, [])).manifest));
    }
  });

  it('begins with the stage that is another one', async (t) => {
    const folder = temporaryFolder(t);
    mkdirSync(join(folder, 'in'));
    for (let file = 0; file < 12; file++) write(folder, file, file);
    const storage = openMemoryStorage();
    const first = await buildHere(storage, writeRecipe(folder, '  - length: { minCharacters: 10 }'), []);
    const late = await buildHere(storage, writeRecipe(folder, '  - length: { minCharacters: 400 }'), []);
    const again = [...late.ran.keys()];
    assert.deepEqual(again, ['map-2', 'count-words', 'train-tokenizer', 'measure', 'write']);
    assert.notEqual(late.manifest.records.dropped, first.manifest.records.dropped);
    const gates = await buildHere(
      storage,
      writeRecipe(folder, '  - length: { minCharacters: 400 }', 'gates: [{ metric: kept.ratio, min: 0.01 }]'),
      [],
    );
    assert.deepEqual([...gates.ran.keys()], []);
  });

  it('measures and writes only the partitions in which a late stage ended other records', async (t) => {
    const folder = temporaryFolder(t);
    mkdirSync(join(folder, 'in'));
    for (let file = 0; file < 12; file++) write(folder, file, file);
    const short = JSON.stringify({ id: 'short', text: 'This text is too short for some.' });
    appendFileSync(join(folder, 'in', '0005.jsonl'), `${short}\n`);
    const path = join(folder, 'recipe.yaml');
    const recipe = (minCharacters: number, more = ''): string => `version: 1
dataset: set
kind: text
sources: [{ format: jsonl, path: in/*.jsonl, id: id }]
stages: [dedup-exact, ${more} { length: { minCharacters: ${minCharacters} } }]
output: { shardBytes: 16KiB }
`;
    const storage = openMemoryStorage();
    const build = (text: string, store = storage) => {
      writeFileSync(path, text);
      return buildHere(store, path, []);
    };
    const first = await build(recipe(10));
    assert.ok((first.ran.get('write') ?? 0) > 4);
    const late = await build(recipe(100));
    assert.deepEqual(
      [...late.ran],
      [
        ['map-1', 12],
        ['measure', 1],
        ['write', 1],
      ],
    );
    assert.equal(late.manifest.records.dropped, first.manifest.records.dropped + 1);
    // A stage that changes no text, before the late one.
    const more = await build(recipe(100, '{ length: { minCharacters: 5 } },'));
    assert.deepEqual([...more.ran], [['map-1', 12]]);
    for (const { manifest } of [late, more]) assert.ok(manifest.records.kept > 50);
    const fresh = await build(recipe(100, '{ length: { minCharacters: 5 } },'), openMemoryStorage());
    assert.deepEqual(contentOf(more.manifest), contentOf(fresh.manifest));
    const again = await build(recipe(100), openMemoryStorage());
    assert.deepEqual(contentOf(late.manifest), contentOf(again.manifest));
  });

  it('writes again what is gone of the files of a version', async (t) => {
    const folder = temporaryFolder(t);
    mkdirSync(join(folder, 'in'));
    for (let file = 0; file < 12; file++) write(folder, file, file);
    const path = writeRecipe(folder, '', '', 'stages: [dedup-exact]');
    const storage = openMemoryStorage();
    const first = await buildHere(storage, path, []);
    const gone = [first.manifest.shards.at(0)?.file, first.manifest.fates.at(-1)?.file].map((file) => `set/${file}`);
    for (const key of gone) await storage.delete(key);
    // Another build, none of whose jobs is another.
    writeRecipe(folder, '', 'gates: [{ metric: kept.ratio, min: 0.01 }]', 'stages: [dedup-exact]');
    const again = await buildHere(storage, path, []);
    assert.deepEqual([...again.ran], [['write', 2]]);
    assert.deepEqual(again.manifest.shards, first.manifest.shards);
    for (const key of gone) assert.notEqual(await storage.size(key), undefined, key);
  });

  it('of the same inputs writes the bytes of one in an empty store, whatever the recipe was before', async (t) => {
    const folder = temporaryFolder(t);
    mkdirSync(join(folder, 'in'));
    for (let file = 0; file < 6; file++) write(folder, file, file);
    // Records of one id, the later of which a stage ends.
    const twin = (file: string, text: string): void =>
      appendFileSync(join(folder, 'in', file), JSON.stringify({ id: 'twin', text }));
    twin('0000.jsonl', 'It is long enough.');
    twin('0003.jsonl', 'Short.');
    const path = join(folder, 'recipe.yaml');
    const one = '{ format: jsonl, path: in/*.jsonl, id: id }';
    const two = (last: number): string =>
      `{ format: jsonl, path: 'in/000[0-${last}].jsonl', id: id }, { format: jsonl, path: 'in/000[${last + 1}-9].jsonl', id: id }`;
    const recipes: readonly (readonly [sources: string, stages: string, more?: string])[] = [
      [one, 'dedup-exact, length: { minCharacters: 10 }'],
      [one, 'length: { minCharacters: 10 }'],
      [one, 'length: { minCharacters: 20 }'],
      [two(3), 'length: { minCharacters: 20 }'],
      [two(2), 'length: { minCharacters: 20 }'],
      [one, 'dedup-minhash: { minSimilarity: 1 }, length: { minCharacters: 10 }'],
      [one, 'dedup-exact, length: { minCharacters: 10 }'],
      ['{ format: jsonl, path: in/*.jsonl }', 'dedup-exact, length: { minCharacters: 10 }'],
      [one, 'dedup-exact: { keep: last }, length: { minCharacters: 10 }'],
      [one, 'normalize, dedup-exact, length: { minCharacters: 10 }'],
      [one, 'normalize, length: { minCharacters: 10 }, dedup-exact', 'output: { holdout: 0.2 }'],
      [one, 'normalize, length: { minCharacters: 10 }, dedup-minhash: { minSimilarity: 1 }'],
      [one, 'dedup-lines, length: { minCharacters: 10 }'],
      [one, 'dedup-lines: { minDocuments: 4 }, length: { minCharacters: 10 }'],
      [one, 'dedup-exact, length: { minCharacters: 10 }, dedup-lines'],
      [one, 'length: { minCharacters: 1 }, dedup-exact, length: { minCharacters: 10 }, dedup-lines'],
      [one, 'dedup-lines: { minDocuments: 3 }, length: { minCharacters: 10 }, dedup-exact'],
      [
        one,
        'dedup-exact, length: { minCharacters: 10 }',
        'augment: { copies: 1, operations: [keyboard-noise: { p: 0.01 }] }',
      ],
    ];
    const grown = openMemoryStorage();
    const build = async ([sources, all, more = '']: (typeof recipes)[number]): Promise<void> => {
      writeFileSync(path, `version: 1\ndataset: set\nkind: text\nsources: [${sources}]\nstages: [${all}]\n${more}\n`);
      const [again, full] = [await buildHere(grown, path, []), await buildHere(openMemoryStorage(), path, [])];
      assert.deepEqual(contentOf(again.manifest), contentOf(full.manifest), all);
    };
    for (const recipe of recipes) await build(recipe);
    const filters = 'length: { minCharacters: 10 }, dedup-exact, length: { minCharacters: 11 }';
    const ends = [one, filters, 'output: { shardBytes: 16KiB }'] as const;
    await build(ends);
    write(folder, 0, 0);
    await build(ends);
  });
});
