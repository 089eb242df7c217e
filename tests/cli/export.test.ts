import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { openLocalFolder } from '../../storage/local-folder.ts';
import { filesBelow } from '../shards/export-readers.ts';
import { writeImageVersion, writeTextVersion } from '../shards/export-version.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { millrace } from './command.ts';

test('export', async (t) => {
  const folder = temporaryFolder(t);
  const store = join(folder, 'store');
  const storage = openLocalFolder(store);
  const images = await writeImageVersion(storage);
  await writeTextVersion(storage);
  const exportTo = (out: string, ...words: readonly string[]) =>
    millrace(['export', ...words, join(folder, out), '--store', store]);

  await t.test('says on stdout what was written where', async () => {
    const { code, out, err } = await exportTo(
      'wds',
      'pictures',
      '--format',
      'webdataset',
      '--shard-bytes',
      '10KiB',
      '--json',
    );
    assert.equal(code, 0, err);
    const files = filesBelow(join(folder, 'wds'));
    assert.deepEqual(JSON.parse(out), {
      ...{ dataset: 'pictures', version: 1, manifestSha256: images.stored.sha256 },
      ...{ format: 'webdataset', content: 'images', out: join(folder, 'wds') },
      files: Object.keys(files).length,
      records: 60,
      bytes: Object.values(files).reduce((sum, { length }) => sum + length, 0),
    });
    assert.match(err, /60 images of pictures@1 are in .*wds: \d+ files, /);
  });

  await t.test('of a text version copies the documents, and names what else there is', async () => {
    const { code, out } = await exportTo('lines', 'texts@1', '--format', 'jsonl', '--gzip');
    assert.equal(code, 0);
    assert.match(out, /60 documents of texts@1 are in .*: 2 files/);
    assert.match(out, /The version also has tokens: --content tokens/);
    assert.deepEqual(Object.keys(filesBelow(join(folder, 'lines'))), [
      'holdout/holdout-000000.jsonl.gz',
      'train/train-000000.jsonl.gz',
    ]);
  });

  await t.test('of tokens for a hub has a card that names the Arrow files', async () => {
    const { code, err } = await exportTo('hf-tokens', 'texts', '--format', 'hf', '--content', 'tokens');
    assert.equal(code, 0, err);
    const card = filesBelow(join(folder, 'hf-tokens'))['README.md']?.toString() ?? '';
    const matter = parse(/^---\n([\s\S]*?)\n---\n/.exec(card)?.[1] ?? '') as HubMatter;
    assert.deepEqual(matter.configs[0]?.data_files, [{ split: 'train', path: ['data/train-00000-of-00001.arrow'] }]);
    assert.match(card, /tokens = load_dataset\('FOLDER', split='train'\)/);
  });

  await t.test('for a hub has a card with the splits, files and columns', async () => {
    for (const [name, content] of [
      ['pictures', 'images'],
      ['texts', 'documents'],
    ] as const) {
      const { code, err } = await exportTo(`hf-${name}`, name, '--format', 'hf');
      assert.equal(code, 0, err);
      const files = filesBelow(join(folder, `hf-${name}`));
      const card = files['README.md']?.toString() ?? '';
      const matter = parse(/^---\n([\s\S]*?)\n---\n/.exec(card)?.[1] ?? '') as HubMatter;
      const named = matter.configs[0]?.data_files.flatMap(({ path }) => path) ?? [];
      assert.deepEqual(
        named.sort(),
        Object.keys(files)
          .filter((path) => path !== 'README.md')
          .sort(),
      );
      const [info] = matter.dataset_info;
      assert.deepEqual(
        info?.splits.map((split) => `${split.name} ${split.num_examples}`),
        ['train 50', 'test 10'],
      );
      const column = info?.features.find((each) => each.name === (content === 'images' ? 'image' : 'text'));
      assert.equal(column?.dtype, content === 'images' ? 'image' : 'string');
      assert.ok(card.includes(`${content} = load_dataset('FOLDER', split='train')`));
      assert.ok(!/\btokens\b.*\.arrow/.test(card));
    }
  });

  await t.test('refuses what it cannot do before anything is written', async () => {
    mkdirSync(join(folder, 'full'));
    writeFileSync(join(folder, 'full', 'mine.txt'), 'mine');
    const refusals: readonly (readonly [out: string, words: string, message: RegExp])[] = [
      [
        'full',
        'texts --format jsonl',
        /expected an empty folder or none, found "mine.txt" in it \[not-empty\]\n {2}now: name another/,
      ],
      ['a', 'texts --format parquet --gzip', /expected --format jsonl beside --gzip, found parquet/],
      ['a', 'texts --format mds --shard-bytes 4GiB', /expected --shard-bytes below 4GiB/],
      [
        'a',
        'texts --format jsonl --content images',
        /expected images, found none in version 1 of texts .*\n {2}now: it has documents and tokens/,
      ],
    ];
    const ends = await Promise.all(refusals.map(([out, words]) => exportTo(out, ...words.split(' '))));
    for (const [index, { code, out, err }] of ends.entries()) {
      assert.match(err, refusals[index]?.[2] ?? /^$/);
      assert.deepEqual({ code, out }, { code: 2, out: '' }, refusals[index]?.[1]);
    }
    assert.equal(readFileSync(join(folder, 'full', 'mine.txt'), 'utf8'), 'mine');
    assert.deepEqual(
      Object.keys(filesBelow(folder)).filter((path) => path.startsWith('a/')),
      [],
    );
  });
});

interface HubMatter {
  readonly configs: readonly { readonly data_files: readonly { readonly split: string; readonly path: string[] }[] }[];
  readonly dataset_info: readonly {
    readonly features: readonly { readonly name: string; readonly dtype: string }[];
    readonly splits: readonly { readonly name: string; readonly num_examples: number }[];
  }[];
}
