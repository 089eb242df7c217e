import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { json } from 'node:stream/consumers';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { boxesToText } from '../../shards/boxes-column.ts';
import { openDocumentWriter } from '../../shards/documents.ts';
import { openFateWriter } from '../../shards/fates.ts';
import { openImageWriter } from '../../shards/images.ts';
import { openInputWriter } from '../../shards/inputs.ts';
import { metadataToText } from '../../shards/metadata-column.ts';
import { writeMetrics } from '../../shards/metrics.ts';
import { openRecordFateWriter } from '../../shards/record-fates.ts';
import { openRecordWriter } from '../../shards/records.ts';
import type { RowFileWriter } from '../../shards/row-file.ts';
import { openTokenWriter } from '../../shards/tokens.ts';
import { openLocalFolder } from '../../storage/local-folder.ts';
import { packageRoot } from '../../storage/package-root.ts';
import type { Storage } from '../../storage/storage.ts';
import { testPython } from '../python-environment.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { sampleImages } from './sample-images.ts';
import { hardTexts, sampleDocuments, sampleFates } from './sample-rows.ts';

/** A file of ours, and the rows that every reader must find in it. */
interface Expected {
  readonly name: string;
  readonly path: string;
  readonly rows: readonly object[];
}

test('pyarrow, DuckDB and polars read every kind of file, value for value', { timeout: 400_000 }, async (t) => {
  let python: string;
  try {
    python = await testPython();
  } catch (error) {
    t.skip(`no Python with pyarrow, DuckDB and polars: ${error instanceof Error ? error.message : error}`);
    return;
  }
  const storage = openLocalFolder(temporaryFolder(t));
  const files = [
    ...(await writeTables(storage)),
    ...(await writeIntermediates(storage)),
    ...(await writeTokens(storage)),
    await writeImages(storage),
  ];
  const found = await readElsewhere(python, files);
  for (const { name, rows } of files) {
    const engines = Object.entries(found[name] ?? {});
    assert.equal(engines.length, 3);
    for (const [engine, theirs] of engines) {
      assert.equal(theirs.length, rows.length, `${engine}: rows of ${name}`);
      assert.deepEqual(theirs, rows, `${engine}: values of ${name}`);
    }
  }
});

async function writeAll<Row>(opening: Promise<RowFileWriter<Row>>, rows: readonly Row[]): Promise<string> {
  const writer = await opening;
  await writer.add(rows);
  return (await writer.finish()).file;
}

async function writeTables(storage: Storage): Promise<Expected[]> {
  const place = (name: string, file: string, rows: readonly object[]) => ({
    name,
    path: `${storage.location}/set/${file}`,
    rows,
  });
  const documents = sampleDocuments(4_300);
  const fates = sampleFates(1_000);
  const inputs = hardTexts.map((path, index) => ({ path, bytes: 2 ** (index * 5), sha256: 'ab'.repeat(32) }));
  const metrics = hardTexts.map((key, index) => ({
    metric: `m${index % 2}`,
    key: index === 3 ? null : key,
    value: index / 3,
  }));
  return [
    place(
      'documents',
      await writeAll(openDocumentWriter(storage, 'set'), documents),
      documents.map((document) => ({ ...document, metadata: metadataToText(document.metadata) })),
    ),
    place('no documents', await writeAll(openDocumentWriter(storage, 'set'), []), []),
    place('fates', await writeAll(openFateWriter(storage, 'set'), fates), fates),
    place('inputs', await writeAll(openInputWriter(storage, 'set'), inputs), inputs),
    place('metrics', (await writeMetrics(storage, 'set', metrics)).file, metrics),
  ];
}

async function writeIntermediates(storage: Storage): Promise<Expected[]> {
  const folder = 'set/work/build';
  const records = sampleDocuments(1_500).map(({ parent: _, ...document }, ordinal) => ({
    ordinal,
    item: { ...document, format: 'text' as const },
    evidence: ordinal % 7 === 0 ? '{"pii":[]}' : null,
    textHash: ordinal % 5 === 0 ? null : '00ff00ff00ff00ff',
  }));
  const fates = sampleFates(300).map((fate, ordinal) => ({ ordinal, fate }));
  const place = (name: string, file: string, rows: readonly object[]) => ({
    name,
    path: `${storage.location}/${folder}/${file}`,
    rows,
  });
  return [
    place(
      'records',
      await writeAll(openRecordWriter(storage, folder, 'records.arrow'), records),
      records.map(({ ordinal, evidence, textHash, item }) => ({
        ordinal,
        ...item,
        metadata: metadataToText(item.metadata),
        evidence,
        textHash,
      })),
    ),
    place('no records', await writeAll(openRecordWriter(storage, folder, 'none.arrow'), []), []),
    place(
      'record fates',
      await writeAll(openRecordFateWriter(storage, folder, 'fates.arrow'), fates),
      fates.map(({ ordinal, fate }) => ({ ordinal, ...fate })),
    ),
  ];
}

async function writeTokens(storage: Storage): Promise<Expected[]> {
  const files: Expected[] = [];
  for (const [vocabulary, compression] of [
    [65_536, 'none'],
    [65_537, 'none'],
    [65_536, 'zstd'],
  ] as const) {
    const rows = Array.from({ length: 600 }, (_, row) => ({
      tokens: Array.from({ length: 64 }, (_, index) => (index * 2_654_435_761 + row * 97) % vocabulary),
      used: row % 65,
      starts: row % 3 === 0 ? [] : [0, row % 64],
      documents: row % 3 === 0 ? [] : ['first', hardTexts[row % 9] ?? ''],
    }));
    const file = await writeAll(openTokenWriter(storage, 'set', { length: 64, vocabulary }, compression), rows);
    files.push({ name: `tokens of ${vocabulary}, ${compression}`, path: `${storage.location}/set/${file}`, rows });
  }
  return files;
}

/** Other engines give an image as Hugging Face's struct, and its bytes as numbers. */
async function writeImages(storage: Storage): Promise<Expected> {
  const images = sampleImages(300);
  const file = await writeAll(openImageWriter(storage, 'set'), images);
  const rows = images.map(({ image, boxes, metadata, signals, ...row }) => ({
    ...row,
    image: { bytes: [...image], path: null },
    boxes: boxesToText(boxes),
    metadata: metadataToText(metadata),
    ...signals,
  }));
  return { name: 'images', path: `${storage.location}/set/${file}`, rows };
}

type Answers = Readonly<Record<string, Readonly<Record<string, readonly object[]>>>>;

async function readElsewhere(python: string, files: readonly Expected[]): Promise<Answers> {
  const program = fileURLToPath(new URL('tests/shards/other-engines.py', packageRoot));
  const child = spawn(python, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify(files.map(({ name, path }) => ({ name, path }))));
  return (await json(child.stdout)) as Answers;
}
