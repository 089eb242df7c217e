import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { openImageRecordWriter } from '../../shards/image-records.ts';
import { readRecordIds } from '../../shards/record-ids.ts';
import { openRecordWriter } from '../../shards/records.ts';
import { openLocalFolder } from '../../storage/local-folder.ts';
import type { Storage } from '../../storage/storage.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';

const hashes = { evidence: null, textHash: null };

function textRecord(id: string, text: string, ordinal: number) {
  return { ordinal, item: { id, text, format: 'text' as const, source: 'a', label: null, metadata: {} }, ...hashes };
}

async function idsIn(storage: Storage, key: string): Promise<[number, string][]> {
  const found: [number, string][] = [];
  for await (const { ordinals, idOf } of readRecordIds(storage, key)) {
    for (const [at, ordinal] of ordinals.entries()) found.push([ordinal, idOf(at)]);
  }
  return found;
}

test('the ids of a file of texts are those that were written, in groups or one', async (t) => {
  const storage = openLocalFolder(temporaryFolder(t));
  let name = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 8 }),
      fc.constantFrom(1, 400),
      async (ids, times) => {
        const rows = Array.from({ length: times }, () => ids).flat();
        const key = `${name++}.arrow`;
        const writer = await openRecordWriter(storage, 'work', key);
        await writer.add(rows.map((id, row) => textRecord(id, 'x'.repeat(row % 7), 3 * row)));
        await writer.finish();
        assert.deepEqual(
          await idsIn(storage, `work/${key}`),
          rows.map((id, row) => [3 * row, id]),
        );
      },
    ),
    { numRuns: 30 },
  );
});

test('the ids of a file of images are those that were written', async (t) => {
  const storage = openLocalFolder(temporaryFolder(t));
  const writer = await openImageRecordWriter(storage, 'work', 'images.arrow');
  const image = { source: 'a', format: null, label: null, caption: null, boxes: [], metadata: {}, signals: null };
  const ids = Array.from({ length: 600 }, (_, n) => `image ${n}`);
  await writer.add(
    ids.map((id, ordinal) => ({ ordinal, item: { ...image, id, bytes: Uint8Array.of(ordinal) }, ...hashes })),
  );
  await writer.finish();
  assert.deepEqual(await idsIn(storage, 'work/images.arrow'), [...ids.entries()]);
});

test('a damaged file is refused, not misread', async (t) => {
  const storage = openLocalFolder(temporaryFolder(t));
  const writer = await openRecordWriter(storage, 'work', 'good.arrow');
  await writer.add(Array.from({ length: 2000 }, (_, row) => textRecord(`id ${row}`, 'text', row)));
  await writer.finish();
  const good = await storage.get('work/good.arrow');
  const sound = await idsIn(storage, 'work/good.arrow');
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 8, max: good.length - 1 }),
      fc.integer({ min: 1, max: 255 }),
      async (at, flip) => {
        const bytes = good.slice();
        bytes[at] = (bytes[at] ?? 0) ^ flip;
        await storage.put('work/bad.arrow', bytes);
        const found = await idsIn(storage, 'work/bad.arrow').catch((error: { code?: unknown }) => error.code);
        if (typeof found === 'string') assert.ok(['bad-file', 'short-read'].includes(found), found);
        else assert.ok(Array.isArray(found), String(found));
      },
    ),
    { numRuns: 300 },
  );
  assert.equal(sound.length, 2000);
});
