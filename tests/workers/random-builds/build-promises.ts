import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { canonicalJson } from '../../../core/canonical-json.ts';
import type { FateRow } from '../../../core/fate.ts';
import { randomUint32 } from '../../../core/seeded-random.ts';
import { openTokenizer } from '../../../pipelines/tokenizers/open-tokenizer.ts';
import { readManifest } from '../../../shards/catalogue.ts';
import { openDocumentReader, type StoredDocument } from '../../../shards/documents.ts';
import { openExportFolder } from '../../../shards/export/export-folder.ts';
import { exportVersion } from '../../../shards/export/export-version.ts';
import { openFateReader } from '../../../shards/fates.ts';
import { openImageReader, type StoredImage } from '../../../shards/images.ts';
import type { Manifest } from '../../../shards/manifest.ts';
import { openTokenReader } from '../../../shards/tokens.ts';
import { verifyVersion } from '../../../shards/verify.ts';
import { openLocalFolder } from '../../../storage/local-folder.ts';
import { openMemoryStorage } from '../../../storage/memory.ts';
import type { Storage } from '../../../storage/storage.ts';
import type { Batch } from '../../../streaming/batch.ts';
import type { Cursor } from '../../../streaming/cursor.ts';
import { openImageStream } from '../../../streaming/open-image-stream.ts';
import { openStream } from '../../../streaming/open-stream.ts';
import { buildHere } from '../build-here.ts';
import { Died, dyingStorage } from './dying-storage.ts';

/** What is the same in every store, whatever was built there before. */
function contentOf({ version: _, parent: __, drift: ___, ...content }: Manifest): unknown {
  return JSON.parse(canonicalJson(content));
}

/** What is held of a build beside what holds of each. */
export const promises = ['order', 'partitions', 'crashes', 'export', 'edits', 'stream'] as const;

/** What is drawn of any build: which promises it is held to, and how. */
export interface DrawnChecks {
  readonly promises: readonly (typeof promises)[number][];
  /** Writes after which the process dies. */
  readonly crash: number;
  /** Seed of the jobs' order, and of the stream. */
  readonly order: number;
  readonly limits: { readonly partitionBytes: number };
}

/** A build's inputs in a folder. `write` makes them anew and gives the recipe's path. */
export interface DrawnFiles {
  readonly write: () => Promise<string>;
  readonly edit: () => Promise<void>;
}

/** Where two values differ, as paths; a difference of whole manifests takes `assert` minutes to show. */
function differences(a: unknown, b: unknown, path = ''): string[] {
  if (isDeepStrictEqual(a, b)) return [];
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null)
    return [`${path}: ${JSON.stringify(a)?.slice(0, 200)}, not ${JSON.stringify(b)?.slice(0, 200)}`];
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].flatMap((key) =>
    differences((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key], `${path}/${key}`),
  );
}

function same(a: unknown, b: unknown, when: string): void {
  const found = differences(a, b);
  if (found.length > 0) assert.fail(`${when}:\n${found.slice(0, 20).join('\n')}`);
}

async function rowsOf<Row>(
  files: readonly { readonly file: string }[],
  open: (
    key: string,
  ) => Promise<{ readonly groups: number; readonly group: (place: number) => Promise<readonly Row[]> }>,
  dataset = 'drawn',
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { file } of files) {
    const reader = await open(`${dataset}/${file}`);
    for (let group = 0; group < reader.groups; group++) rows.push(...(await reader.group(group)));
  }
  return rows;
}

const ofContent = ({ shards }: Manifest, content: string) => shards.filter((shard) => shard.content === content);

/** All fates of a version, in an order of their own. */
export async function fatesOf(storage: Storage, { fates }: Manifest): Promise<readonly FateRow[]> {
  const rows = await rowsOf(fates, (key) => openFateReader(storage, key));
  return rows.sort((a, b) => (canonicalJson({ ...a }) < canonicalJson({ ...b }) ? -1 : 1));
}

export async function documentsOf(storage: Storage, manifest: Manifest): Promise<readonly StoredDocument[]> {
  const shards = ofContent(manifest, 'documents');
  return rowsOf(shards, (key) => openDocumentReader(storage, key), manifest.dataset);
}

async function imagesOf(storage: Storage, manifest: Manifest): Promise<readonly StoredImage[]> {
  return rowsOf(ofContent(manifest, 'images'), (key) => openImageReader(storage, key), manifest.dataset);
}

/** Each record has one fate, each that is kept a row that can be read, and what is written is what the manifest says. */
async function checkVersion(storage: Storage, manifest: Manifest): Promise<void> {
  const { ok, problems } = await verifyVersion(storage, 'drawn');
  assert.ok(ok, problems.join('\n'));
  const fates = await fatesOf(storage, manifest);
  const records = manifest.kind === 'text' ? await documentsOf(storage, manifest) : await imagesOf(storage, manifest);
  const ids = fates.flatMap(({ id, fate }) => (fate === 'kept' ? [id] : []));
  same(records.flatMap(({ id, parent }) => (parent === null ? [id] : [])).sort(), ids.sort(), 'ids of records');
  assert.equal(new Set(records.map(({ id }) => id)).size, records.length, 'an id of its own for each record');
  for (const { into } of fates)
    if (into !== null)
      assert.ok(
        fates.some(({ id }) => id === into),
        `no record ${into}`,
      );
  for (const { parent, ...record } of records) {
    assert.ok('text' in record ? record.text.isWellFormed() : record.image.length > 0);
    if (parent !== null) assert.ok(ids.includes(parent), `no parent ${parent}`);
  }
  await checkTokens(storage, manifest, records);
}

/** Sequences hold the tokens of the records, all of them; those of bytes are the texts. */
async function checkTokens(
  storage: Storage,
  manifest: Manifest,
  records: readonly (StoredDocument | StoredImage)[],
): Promise<void> {
  const { tokenizer } = manifest.lineage;
  const { length = 0 } = manifest.packing ?? {};
  const vocabulary = tokenizer?.vocabulary ?? 0;
  const ofDocument = new Map<string, number[]>(records.map(({ id }) => [id, []]));
  const shards = ofContent(manifest, 'tokens');
  let tokens = 0;
  for (const row of await rowsOf(shards, (key) => openTokenReader(storage, key, { length, vocabulary }))) {
    tokens += row.used;
    assert.ok(row.used <= length && row.documents.length === row.starts.length);
    for (const [place, id] of row.documents.entries()) {
      const found = ofDocument.get(id);
      assert.ok(found !== undefined, `tokens of ${id}`);
      for (let at = row.starts[place] ?? 0; at < (row.starts[place + 1] ?? row.used); at++)
        found.push(row.tokens[at] ?? 0);
    }
  }
  assert.equal(tokens, manifest.tokens);
  const { tokenizer: asked } = manifest.lineage.recipe as { tokenizer: { train?: unknown } | null };
  if (tokenizer === null || asked?.train === undefined) return;
  const { decode } = openTokenizer(new TextDecoder().decode(await storage.get(`drawn/${tokenizer.file}`)));
  const plain = (text: string): string => text.replaceAll('<|endoftext|>', '');
  for (const record of records)
    if ('text' in record) same(plain(decode(ofDocument.get(record.id) ?? [])), plain(record.text), 'tokens of a text');
}

function shuffled(seed: number): (jobs: number) => readonly number[] {
  return (jobs) =>
    Array.from({ length: jobs }, (_, job) => job).sort((a, b) => randomUint32(seed, a) - randomUint32(seed, b));
}

/** A build whose process dies at some write, and the next, and then one that does not, end with the same manifest. */
async function checkCrashes(path: string, drawn: DrawnChecks, calm: Manifest): Promise<void> {
  const storage = openMemoryStorage();
  for (const writes of [drawn.crash, 20 + (drawn.crash % 50)]) {
    try {
      await buildHere(dyingStorage(storage, writes), path, []);
    } catch (error) {
      if (!(error instanceof Died)) throw error;
    }
  }
  const { manifest } = await buildHere(storage, path, []);
  same(contentOf(manifest), contentOf(calm), 'after crashes');
  const { ok, problems } = await verifyVersion(storage, 'drawn');
  assert.ok(ok, problems.join('\n'));
}

/** A version that is exported and built again has the texts that it had. */
async function checkExport(folder: string, storage: Storage, manifest: Manifest): Promise<void> {
  const documents = await documentsOf(storage, manifest);
  if (documents.length === 0) return;
  const out = join(folder, 'out');
  rmSync(out, { recursive: true, force: true });
  const target = await openExportFolder(out);
  const request = {
    format: 'jsonl',
    content: 'documents',
    shardBytes: 5000,
    gzip: manifest.records.kept % 2 === 0,
  } as const;
  await exportVersion(storage, manifest, target, {
    ...request,
    onProgress: () => undefined,
    signal: AbortSignal.timeout(60_000),
  });
  await target.finish();
  const path = join(folder, 'again.yaml');
  const sources = [{ format: 'jsonl', path: 'out/**', id: 'id', label: 'label' }];
  writeFileSync(path, JSON.stringify({ version: 1, dataset: 'again', kind: 'text', sources }));
  const again = openMemoryStorage();
  const built = await buildHere(again, path, []);
  const told = (rows: readonly StoredDocument[]) =>
    rows.map(({ id, text, label }) => JSON.stringify({ id, text, label })).sort();
  same(told(await documentsOf(again, built.manifest)), told(documents), 'after an export');
}

/** The stream has each row of the split once, in one order for any number of ranks and from any place on. */
export async function checkStream(storage: Storage, drawn: DrawnChecks): Promise<void> {
  const version = await readManifest(storage, 'drawn');
  const { manifest } = version;
  const rows = manifest.shards
    .filter(({ content, split }) => content === (manifest.kind === 'text' ? 'tokens' : 'images') && split === 'train')
    .reduce((sum, shard) => sum + shard.rows, 0);
  if (rows === 0) return;
  const read = async (ranks: number, rank: number, from?: Cursor) => {
    const asked = {
      storage,
      version,
      split: 'train',
      batch: 1 + (drawn.order % 5),
      seed: drawn.order,
      threads: 1,
    } as const;
    const options = { ...asked, ranks, rank, ...(from === undefined ? {} : { from }) };
    const stream =
      manifest.kind === 'text'
        ? await openStream({ ...options, content: 'tokens' })
        : await openImageStream({ ...options, size: 8 });
    const ids: string[] = [];
    const cursors: Cursor[] = [];
    for await (const batch of stream.batches() as AsyncIterable<
      Pick<Batch, 'samples' | 'shards' | 'rows' | 'cursor'>
    >) {
      for (let sample = 0; sample < batch.samples; sample++) ids.push(`${batch.shards[sample]}:${batch.rows[sample]}`);
      cursors.push(batch.cursor);
    }
    await stream.close();
    return { ids, cursors };
  };
  const { ids, cursors } = await read(1, 0);
  assert.equal(new Set(ids).size, rows, 'each row once');
  assert.equal(ids.length, rows);
  for (const ranks of [2, 4]) {
    const hands = await Promise.all(Array.from({ length: ranks }, (_, rank) => read(ranks, rank)));
    same(
      Array.from({ length: rows }, (_, place) => hands[place % ranks]?.ids[Math.floor(place / ranks)]),
      ids,
      'over ranks',
    );
  }
  const from = cursors[drawn.crash % cursors.length];
  const rest = await read(1, 0, from);
  same(rest.ids, ids.slice(from?.epoch === 0 ? from.position : 0), 'from a cursor on');
}

/** Builds what was drawn in a folder of its own, and holds it to what any build promises, and to the promises drawn. */
export async function checkPromises(folder: string, drawn: DrawnChecks, files: DrawnFiles): Promise<Manifest> {
  const path = await files.write();
  const store = join(folder, 'store');
  rmSync(store, { recursive: true, force: true });
  const has = (promise: DrawnChecks['promises'][number]): boolean => drawn.promises.includes(promise);
  const storage = has('stream') ? openLocalFolder(store) : openMemoryStorage();
  const { manifest } = await buildHere(storage, path, []);
  await checkVersion(storage, manifest);
  if (has('order')) {
    const turned = await buildHere(openMemoryStorage(), path, [], shuffled(drawn.order));
    same(contentOf(turned.manifest), contentOf(manifest), 'in another order of jobs');
  }
  if (has('partitions')) await checkPartitions(path, drawn, await fatesOf(storage, manifest));
  if (has('crashes')) await checkCrashes(path, drawn, manifest);
  if (has('export') && manifest.kind === 'text') await checkExport(folder, storage, manifest);
  if (has('stream')) await checkStream(storage, drawn);
  if (has('edits')) await checkEdits(path, drawn, files, storage);
  return manifest;
}

/** Where the inputs are cut changes nothing of what becomes of records. */
async function checkPartitions(path: string, { limits }: DrawnChecks, fates: readonly FateRow[]): Promise<void> {
  const storage = openMemoryStorage();
  const { manifest } = await buildHere(storage, path, [
    `limits.partitionBytes=${limits.partitionBytes === 300 ? 4096 : 300}`,
  ]);
  same(await fatesOf(storage, manifest), fates, 'in other partitions');
}

/** A build in a store that has an earlier one, of other files or another recipe, gives what one in an empty store gives. */
async function checkEdits(path: string, drawn: DrawnChecks, files: DrawnFiles, storage: Storage): Promise<void> {
  const builds = [files.edit, () => withoutAStage(path, drawn.order)].slice(drawn.order % 2);
  for (const change of builds) {
    await change();
    const again = await buildHere(storage, path, []);
    const full = await buildHere(openMemoryStorage(), path, []);
    same(
      contentOf(again.manifest),
      contentOf(full.manifest),
      `after ${change === files.edit ? 'edits' : 'a stage less'}`,
    );
    const { ok, problems } = await verifyVersion(storage, 'drawn');
    assert.ok(ok, problems.join('\n'));
  }
}

function withoutAStage(path: string, place: number): void {
  const recipe = JSON.parse(readFileSync(path, 'utf8')) as { stages: unknown[] };
  const { stages } = recipe;
  const left = stages.filter((_, index) => index !== place % stages.length);
  writeFileSync(path, JSON.stringify({ ...recipe, stages: left }));
}
