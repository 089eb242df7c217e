import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { StoredManifest } from '../../shards/catalogue.ts';
import { openDocumentReader } from '../../shards/documents.ts';
import { openImageReader } from '../../shards/images.ts';
import { groupsOf } from '../../shards/row-file.ts';
import { sha256Hex } from '../../storage/digest.ts';
import { openLocalFolder } from '../../storage/local-folder.ts';
import { packageRoot } from '../../storage/package-root.ts';
import type { Cursor } from '../../streaming/cursor.ts';
import type { Mix } from '../../streaming/mix/mix.ts';
import { openImageStream } from '../../streaming/open-image-stream.ts';
import { openStream } from '../../streaming/open-stream.ts';
import { noServer, pointTo, startS3Server, versitygw } from '../storage/s3-server.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { commitImages, picture } from './image-version.ts';
import { python, skip } from './python-comparison.ts';
import { pythonExamples } from './python-examples.ts';
import { openPythonReader, type PythonReader } from './python-reader.ts';
import { commitSynthetic, labelledDocuments } from './synthetic-version.ts';

const run = promisify(execFile);
const torch = 'MILLRACE_TORCH_PYTHON';

interface Asked {
  readonly batch: number;
  readonly seed: number;
  readonly epoch?: number;
  readonly ranks?: number;
  readonly rank?: number;
  readonly split?: 'train' | 'holdout';
  readonly dropLast?: boolean;
  readonly from?: Cursor;
}

interface Records {
  readonly orderSha256: string;
  readonly labels: readonly number[];
  readonly classes: readonly string[];
  readonly cursors: readonly Cursor[];
  /** SHA-256 of texts or image files, in order, joined by line feeds. */
  readonly valuesSha256: string;
}

describe('documents and images in Python', { skip, timeout: 300_000 }, () => {
  let reader: PythonReader;
  before(() => {
    reader = openPythonReader(String(python));
  });
  after(() => reader?.close());

  const there = (
    store: string,
    reference: unknown,
    content: string,
    { from, dropLast, ...rest }: Asked,
    more = {},
  ): Promise<Records> =>
    reader.ask({
      ...{ ask: 'records', store, reference, content, ...rest, ...more },
      ...(from === undefined ? {} : { cursor: from }),
      ...(dropLast === true ? { drop_last: true } : {}),
    });

  test('documents come in the order of Node, with its classes and cursors, each with its text', async (t) => {
    const { folder, storage, read } = await documents(t);
    const version = await read('docs');
    const texts = await textsOf(storage, version);
    const cases: readonly Asked[] = [
      { batch: 700, seed: 1 },
      { batch: 64, seed: 7, epoch: 3, ranks: 3, rank: 2, dropLast: true },
      { batch: 10, seed: 2 ** 32 - 1, split: 'holdout' },
    ];
    for (const asked of cases) {
      const here = await readDocuments(storage, version, asked, texts);
      assert.deepEqual(await there(folder, 'docs@1', 'documents', asked), here);
      assert.ok(here.labels.length > 10, `${here.labels.length} samples`);
      const from = here.cursors[0] as Cursor;
      const other = { ...asked, batch: 33, from };
      assert.deepEqual(
        await there(folder, 'docs@1', 'documents', other),
        await readDocuments(storage, version, other, texts),
      );
    }
    const classes = { low: ['é', 'a'], high: ['😀'] };
    const here = await readDocuments(storage, version, cases[0] as Asked, texts, { classes });
    assert.deepEqual(await there(folder, 'docs@1', 'documents', cases[0] as Asked, { classes }), here);
    const all = await there(folder, 'docs@1', 'documents', cases[0] as Asked, { labelled: false });
    assert.equal(all.labels.length, 9_500);
    assert.ok(all.labels.includes(-1));
  });

  test('a mix of documents takes turns as in Node', async (t) => {
    const { folder, storage, read } = await documents(t);
    const [docs, more] = [await read('docs'), await read('more')];
    const texts = new Map([...(await textsOf(storage, docs)), ...(await textsOf(storage, more))]);
    const parts = [{ weight: 3 }, { weight: 1 }] as const;
    const mix = { parts: [docs, more].map((version, part) => ({ ...parts[part], version })), samples: 900 };
    const asked = { batch: 50, seed: 5 };
    const here = await readDocuments(storage, mix as Mix<StoredManifest>, asked, texts);
    const named = { parts: ['docs@1', 'more@1'].map((version, part) => ({ ...parts[part], version })), samples: 900 };
    assert.deepEqual(await there(folder, named, 'documents', asked), here);
  });

  test('images come in the order of Node, their files as they are stored, from a folder and from S3', async (t) => {
    const folder = join(temporaryFolder(t), 'store');
    const storage = openLocalFolder(folder);
    const version = await pictures(storage);
    const files = await filesOf(storage, version);
    const cases: readonly Asked[] = [
      { batch: 100, seed: 1 },
      { batch: 9, seed: 3, epoch: 1, ranks: 2, rank: 1 },
    ];
    for (const asked of cases) {
      for (const labelled of [false, true]) {
        const here = await readImages(storage, version, asked, files, labelled);
        assert.deepEqual(await there(folder, 'pictures@1', 'images', asked, { labelled }), here);
        const other = { ...asked, batch: 17, from: here.cursors[1] as Cursor };
        assert.deepEqual(
          await there(folder, 'pictures@1', 'images', other, { labelled }),
          await readImages(storage, version, other, files, labelled),
        );
      }
    }
    const program = versitygw();
    if (program === undefined) return t.diagnostic(noServer);
    const server = await startS3Server(program, ['stores']);
    t.after(() => server.stop());
    cpSync(folder, join(server.folder, 'stores/here'), { recursive: true });
    pointTo(server.port, server.credentials);
    const remote = openPythonReader(String(python));
    t.after(() => remote.close());
    const asked = cases[0] as Asked;
    const answer = await remote.ask({
      ...{ ask: 'records', store: 's3://stores/here', reference: 'pictures@1', content: 'images', ...asked },
    });
    assert.deepEqual(answer, await readImages(storage, version, asked, files, false));
  });

  test("PyTorch's loaders give the same orders, with workers and from a cursor", {
    skip: process.env[torch] ? false : `set ${torch} to a Python with torch 2.9 and pyarrow to run this test`,
  }, async (t) => {
    const { folder, storage, read } = await documents(t);
    const [docs, images] = [await read('docs'), await pictures(storage)];
    const program = fileURLToPath(new URL('tests/streaming/python_torch_records.py', packageRoot));
    const env = { ...process.env, PYTHONPATH: fileURLToPath(new URL('python/', packageRoot)) };
    const { stdout } = await run(process.env[torch] ?? '', [program, folder, 'docs@1', 'pictures@1'], { env });
    const none = new Map();
    assert.deepEqual(JSON.parse(stdout), {
      documents: (await readDocuments(storage, docs, { batch: 64, seed: 3 }, none)).orderSha256,
      images: (await readImages(storage, images, { batch: 50, seed: 3 }, none, false)).orderSha256,
    });
  });

  test('the example in the docs runs', async (t) => {
    const cwd = temporaryFolder(t);
    const storage = openLocalFolder(join(cwd, '.millrace'));
    const rows = [labelledDocuments(90, ['a', 'b'])];
    await commitSynthetic(storage, { dataset: 'river', sequences: [1], length: 8, documents: rows });
    await pictures(storage, 'photographs');
    const example = pythonExamples().find((each) => each.includes('ImageStream')) ?? '';
    const program = `${example}print(texts[0][:9], len(labels), files[0][:2].hex())`;
    const env = { ...process.env, PYTHONPATH: fileURLToPath(new URL('python/', packageRoot)) };
    const { stdout } = await run(String(python), ['-c', program], { cwd, env });
    // 620 images in batches of 64, PNG or JPEG.
    assert.match(stdout, /^the quick 44 (8950|ffd8)\n$/);
  });

  test('what is no such stream is refused, and what is damaged names itself', async (t) => {
    const { folder, storage, read } = await documents(t);
    const version = await read('docs');
    await pictures(storage);
    const asked = { batch: 10, seed: 1 };
    const refused = (code: string, ...args: Parameters<typeof there>) =>
      assert.rejects(there(...args), (error: Error & { code?: string; at?: string }) => {
        assert.equal(error.code, code);
        return true;
      });
    await refused('bad-stream', folder, 'docs@1', 'documents', asked, { columns: ['words'] });
    await refused('no-samples', folder, 'docs@1', 'images', asked);
    await refused('label-twice', folder, 'docs@1', 'documents', asked, { classes: { one: ['a'], two: ['a'] } });
    const tokens = await readDocuments(storage, version, asked, new Map());
    const wrong = { ...(tokens.cursors[0] as Cursor), content: 'tokens' } as Cursor;
    await refused('cursor-mismatch', folder, 'docs@1', 'documents', { ...asked, from: wrong });
    for (const [dataset, content, ending] of [
      ['pictures', 'images', '.arrow'],
      ['docs', 'documents', '.parquet'],
    ] as const) {
      const data = join(folder, dataset, 'data');
      for (const name of readdirSync(data).filter((each) => each.endsWith(ending))) {
        const bytes = readFileSync(join(data, name));
        writeFileSync(join(data, name), bytes.fill(0xa5, 100, bytes.length - 100));
      }
      await refused('bad-file', folder, `${dataset}@1`, content, asked);
    }
  });
});

async function documents(t: TestContext) {
  const folder = join(temporaryFolder(t), 'store');
  mkdirSync(folder);
  const storage = openLocalFolder(folder);
  const shapes = {
    docs: {
      documents: [labelledDocuments(9_000, ['a', '😀', null, 'é', '']), labelledDocuments(500, ['a', null], 9_000)],
      holdoutDocuments: labelledDocuments(60, ['a', 'é', 'elsewhere'], 20_000),
    },
    more: { documents: [labelledDocuments(400, ['b', 'a'], 30_000)] },
  };
  const read = (dataset: keyof typeof shapes): Promise<StoredManifest> =>
    commitSynthetic(storage, { dataset, sequences: [1], length: 8, ...shapes[dataset] });
  return { folder, storage, read };
}

async function pictures(storage: ReturnType<typeof openLocalFolder>, dataset = 'pictures'): Promise<StoredManifest> {
  const labels = ['cat', 'dog', null];
  const made = await Promise.all(
    Array.from({ length: 620 }, (_, place) =>
      picture(place, { width: 8, height: 8, format: place % 2 ? 'png' : 'jpeg' }, labels[place % 3]),
    ),
  );
  return commitImages(storage, { dataset, train: [made.slice(0, 600), made.slice(600)] });
}

/** Texts by `shardSha256:row`. */
async function textsOf(storage: ReturnType<typeof openLocalFolder>, { manifest }: StoredManifest) {
  const texts = new Map<string, string>();
  for (const shard of manifest.shards.filter(({ content }) => content === 'documents')) {
    let row = 0;
    const reader = await openDocumentReader(storage, `${manifest.dataset}/${shard.file}`);
    for await (const group of groupsOf(reader))
      for (const { text } of group) texts.set(`${shard.sha256}:${row++}`, text);
  }
  return texts;
}

async function filesOf(storage: ReturnType<typeof openLocalFolder>, { manifest }: StoredManifest) {
  const files = new Map<string, string>();
  for (const shard of manifest.shards.filter(({ content }) => content === 'images')) {
    let row = 0;
    const reader = await openImageReader(storage, `${manifest.dataset}/${shard.file}`);
    for await (const group of groupsOf(reader))
      for (const { id, image } of group) files.set(`${shard.sha256}:${row++}`, `${id} ${sha256Hex(image)}`);
  }
  return files;
}

async function readDocuments(
  storage: ReturnType<typeof openLocalFolder>,
  version: StoredManifest | Mix<StoredManifest>,
  { split = 'train', ...asked }: Asked,
  texts: ReadonlyMap<string, string>,
  more: { classes?: Record<string, string[]> } = {},
): Promise<Records> {
  const options = { storage, version, content: 'documents', split, threads: 1, ...asked, ...more } as const;
  return recordsOf(await openStream(options), texts);
}

async function readImages(
  storage: ReturnType<typeof openLocalFolder>,
  version: StoredManifest,
  { split = 'train', ...asked }: Asked,
  files: ReadonlyMap<string, string>,
  labelled: boolean,
): Promise<Records> {
  return recordsOf(await openImageStream({ storage, version, split, threads: 1, size: 8, labelled, ...asked }), files);
}

type Read = { readonly shards: Uint32Array; readonly rows: Uint32Array; readonly labels: Int32Array; cursor: Cursor };

async function recordsOf(
  stream: {
    readonly classes: readonly string[];
    readonly shards: readonly string[];
    batches(): AsyncIterable<Read>;
    close(): Promise<void>;
  },
  values: ReadonlyMap<string, string>,
): Promise<Records> {
  const ids: string[] = [];
  const labels: number[] = [];
  const cursors: Cursor[] = [];
  for await (const batch of stream.batches()) {
    for (const [sample, row] of batch.rows.entries()) ids.push(`${stream.shards[batch.shards[sample] ?? -1]}:${row}`);
    labels.push(...batch.labels);
    cursors.push(batch.cursor);
  }
  await stream.close();
  const valuesSha256 = sha256Hex(ids.map((id) => values.get(id)).join('\n'));
  return { orderSha256: sha256Hex(ids.join('\n')), labels, classes: stream.classes, cursors, valuesSha256 };
}
