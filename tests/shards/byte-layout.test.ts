import assert from 'node:assert/strict';
import { test } from 'node:test';
import xxhash from 'xxhash-wasm';
import { commitVersion } from '../../shards/catalogue.ts';
import { openDocumentWriter } from '../../shards/documents.ts';
import { openFateWriter } from '../../shards/fates.ts';
import { readImageIndex, writeImageIndex } from '../../shards/image-index.ts';
import { openImageWriter } from '../../shards/images.ts';
import { openParquetReader } from '../../shards/parquet-reader.ts';
import type { WrittenFile } from '../../shards/row-file.ts';
import { openTokenWriter } from '../../shards/tokens.ts';
import { openLocalFolder } from '../../storage/local-folder.ts';
import type { Storage } from '../../storage/storage.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { sampleImages } from './sample-images.ts';
import { sampleDocuments, sampleFates } from './sample-rows.ts';
import { writeAll, writeSampleVersion } from './sample-version.ts';

/* What docs/shard-format.md draws, read from real files. */

async function bytesOf(storage: Storage, { file }: Pick<WrittenFile, 'file'>): Promise<Buffer> {
  return Buffer.from(await storage.get(`set/${file}`));
}

function checkParquet(bytes: Buffer, { rowGroups }: Pick<WrittenFile, 'rowGroups'>): void {
  const size = bytes.length;
  assert.equal(bytes.toString('latin1', 0, 4), 'PAR1');
  assert.equal(bytes.toString('latin1', size - 4), 'PAR1');
  const footer = bytes.readUInt32LE(size - 8);
  let end = 4;
  for (const { offset, bytes: length } of rowGroups) {
    assert.equal(offset, end);
    end = offset + length;
  }
  assert.ok(end <= size - 8 - footer);
  // A Thrift struct of the compact protocol whose first field is the version, an i32.
  assert.equal(bytes[size - 8 - footer], 0x15);
}

test('Parquet: documents and fates', async (t) => {
  const storage = openLocalFolder(temporaryFolder(t));
  const documents = await writeAll(openDocumentWriter(storage, 'set'), sampleDocuments(9_000));
  assert.ok(documents.rowGroups.length >= 3);
  checkParquet(await bytesOf(storage, documents), documents);
  const fates = await writeAll(openFateWriter(storage, 'set'), sampleFates(20_000));
  assert.deepEqual(
    fates.rowGroups.map(({ rows }) => rows),
    [8_192, 8_192, 3_616],
  );
  checkParquet(await bytesOf(storage, fates), fates);
});

test('an image is one range of its shard, after its length', async (t) => {
  const storage = openLocalFolder(temporaryFolder(t));
  const images = sampleImages(300);
  const shard = await writeAll(openImageWriter(storage, 'set'), images);
  const bytes = await bytesOf(storage, shard);
  checkParquet(bytes, shard);
  const index = await writeImageIndex(storage, 'set', shard);
  const { offsets, lengths } = await readImageIndex(storage, 'set', { ...shard, index });
  for (const [row, { image }] of images.entries()) {
    const [offset = 0, length = 0] = [offsets[row], lengths[row]];
    assert.equal(bytes.readUInt32LE(offset - 4), length);
    assert.deepEqual(Uint8Array.from(bytes.subarray(offset, offset + length)), Uint8Array.from(image));
  }
});

test('tokens: schema, record batches, footer', async (t) => {
  const storage = openLocalFolder(temporaryFolder(t));
  const rows = Array.from({ length: 600 }, (_, row) => ({
    tokens: Array.from({ length: 64 }, (_, index) => (index * 7_919 + row * 97) % 60_000),
    used: 64,
    starts: [0],
    documents: [`document-${row}`],
  }));
  const shard = await writeAll(openTokenWriter(storage, 'set', { length: 64, vocabulary: 60_000 }), rows);
  const bytes = await bytesOf(storage, shard);
  const size = bytes.length;
  assert.equal(bytes.toString('latin1', 0, 8), 'ARROW1\0\0');
  assert.equal(bytes.toString('latin1', size - 6), 'ARROW1');
  assert.equal(bytes.readInt32LE(8), -1);
  let end = 16 + bytes.readInt32LE(12);
  assert.equal(shard.rowGroups.length, 3);
  for (const { offset, bytes: length } of shard.rowGroups) {
    assert.equal(offset, end);
    assert.equal(bytes.readInt32LE(offset), -1);
    assert.ok(8 + bytes.readInt32LE(offset + 4) < length);
    assert.equal(offset % 8, 0);
    end = offset + length;
  }
  assert.equal(bytes.toString('hex', end, end + 8), 'ffffffff00000000');
  for (const [group, { offset }] of shard.rowGroups.entries()) {
    const inGroup = rows.slice(group * 256, (group + 1) * 256).flatMap(({ tokens }) => tokens);
    const place = bytes.indexOf(new Uint8Array(Uint16Array.from(inGroup).buffer), offset);
    assert.ok(place > offset && place % 64 === 0, `the tokens of group ${group} lie at ${place}`);
  }
  const footer = bytes.readInt32LE(size - 10);
  assert.equal(end + 8, size - 10 - footer);
});

test('the index of fates: one filter for each group, which has eight bits of each key', async (t) => {
  const { h64 } = await xxhash();
  const storage = openLocalFolder(temporaryFolder(t));
  const fates = sampleFates(10_000);
  const { index, rowGroups } = await writeAll(openFateWriter(storage, 'set'), fates);
  const columns = { rows: { type: 'uint32' }, filter: { type: 'binary' } } as const;
  const reader = await openParquetReader(storage, `set/${index.file}`, columns);
  const filters = await reader.group(0);
  assert.deepEqual(
    filters.map(({ rows }) => rows),
    rowGroups.map(({ rows }) => rows),
  );
  const salts = '47b6137b 44974d91 8824ad5b a2b7289d 705495c7 2df1424b 9efc4947 5c6bfb31'.split(' ');
  const holds = (filter: Buffer, key: bigint) => {
    const block = Number(((key >> 32n) * BigInt(filter.length / 32)) >> 32n);
    return salts.every((salt, word) => {
      const bit = (((key & 0xffffffffn) * BigInt(`0x${salt}`)) & 0xffffffffn) >> 27n;
      return ((BigInt(filter.readUInt32LE(32 * block + 4 * word)) >> bit) & 1n) === 1n;
    });
  };
  const group = (row: number) => Buffer.from(filters[row < 8_192 ? 0 : 1]?.filter ?? []);
  let mistaken = 0;
  for (const [row, { id, textHash, into }] of fates.entries()) {
    for (const key of [`id=${id}`, `textHash=${textHash}`, `into=${into}`])
      if (!key.endsWith('=null')) assert.ok(holds(group(row), h64(key)), key);
    if (holds(group(row), h64(`id=other-${row}`))) mistaken++;
  }
  assert.ok(mistaken < 50, `${mistaken} of 10,000 ids seem to be there`);
});

test('a manifest', async (t) => {
  const storage = openLocalFolder(temporaryFolder(t));
  const { key } = await commitVersion(storage, await writeSampleVersion(storage, 'set', 40));
  const bytes = Buffer.from(await storage.get(key));
  assert.equal(bytes.toString('latin1', 0, 2), '{\n');
  assert.equal(bytes.toString('latin1', 2, 13), '  "dataset"');
  assert.equal(bytes.toString('latin1', bytes.length - 3), '\n}\n');
});
