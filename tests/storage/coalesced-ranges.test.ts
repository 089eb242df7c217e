import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { openParquetReader } from '../../shards/parquet-reader.ts';
import { openParquetWriter } from '../../shards/parquet-writer.ts';
import { coalesceRanges } from '../../storage/coalesced-ranges.ts';
import { coalescedReads } from '../../storage/coalesced-reads.ts';
import { sha256Hex } from '../../storage/digest.ts';
import { openMemoryStorage } from '../../storage/memory.ts';
import type { Storage } from '../../storage/storage.ts';

test('neighbours are joined up to a gap and up to a size', () => {
  const ranges = [
    { start: 100, end: 110 },
    { start: 0, end: 10 },
    { start: 12, end: 20 },
    { start: 25, end: 30 },
    { start: 12, end: 14 },
  ];
  assert.deepEqual(coalesceRanges(ranges, 2, 1000), [
    { start: 0, end: 20, members: [1, 2, 4] },
    { start: 25, end: 30, members: [3] },
    { start: 100, end: 110, members: [0] },
  ]);
  assert.deepEqual(
    coalesceRanges(ranges, 100, 20).map(({ members }) => members),
    [[1, 2, 4], [3], [0]],
  );
  assert.deepEqual(coalesceRanges([], 2, 10), []);
});

const someRanges = fc.array(
  fc.tuple(fc.nat(10_000), fc.nat(300)).map(([start, length]) => ({ start, end: start + length })),
  { maxLength: 60 },
);

test('whatever is asked for, each range is in one request that covers it, and none is joined in vain', () => {
  fc.assert(
    fc.property(someRanges, fc.nat(200), fc.integer({ min: 1, max: 2000 }), (ranges, gapBytes, mostBytes) => {
      const joined = coalesceRanges(ranges, gapBytes, mostBytes);
      const members = joined.flatMap((each) => each.members);
      assert.deepEqual(
        members.toSorted((a, b) => a - b),
        ranges.map((_, place) => place),
      );
      for (const { start, end, members: places } of joined) {
        const own = places.map((place) => ranges[place]).filter((range) => range !== undefined);
        assert.equal(start, Math.min(...own.map((range) => range.start)));
        assert.equal(end, Math.max(...own.map((range) => range.end)));
        assert.ok(own.length === 1 || end - start <= mostBytes);
        let reached = start;
        for (const range of own) {
          assert.ok(range.start <= reached + gapBytes, 'a gap is too wide');
          reached = Math.max(reached, range.end);
        }
      }
      for (const [index, next] of joined.slice(1).entries()) {
        const before = joined[index];
        assert.ok(before !== undefined && before.start <= next.start);
        const first = ranges[next.members[0] ?? 0];
        const near = next.start <= before.end + gapBytes;
        assert.ok(!near || Math.max(before.end, first?.end ?? 0) - before.start > mostBytes, 'it would have fitted');
      }
    }),
  );
});

/** A store whose requests cost something, and what they were. */
function counted(storage: Storage, requestCostBytes: number) {
  const requests: [number, number][] = [];
  let open = 0;
  let mostOpen = 0;
  const getRange = async (key: string, start: number, end: number): Promise<Uint8Array> => {
    requests.push([start, end]);
    mostOpen = Math.max(mostOpen, ++open);
    await new Promise((resolve) => setTimeout(resolve, 1));
    open--;
    return await storage.getRange(key, start, end);
  };
  return { storage: { ...storage, requestCostBytes, getRange }, requests, mostOpen: () => mostOpen };
}

test('reads that are asked for together are the same bytes, in few requests', async () => {
  const memory = openMemoryStorage();
  const value = Buffer.from(Array.from({ length: 100_000 }, (_, index) => (index * 7) % 251));
  await memory.put('a', value);
  await fc.assert(
    fc.asyncProperty(someRanges, fc.integer({ min: 1, max: 500 }), async (ranges, cost) => {
      const { storage, requests, mostOpen } = counted(memory, cost);
      const read = coalescedReads(storage, 'a');
      const found = await Promise.all(ranges.map(({ start, end }) => read(start, end)));
      for (const [place, { start, end }] of ranges.entries())
        assert.deepEqual(Buffer.from(found[place] ?? []), value.subarray(start, end));
      assert.ok(requests.length <= ranges.length && mostOpen() <= 6);
    }),
    { numRuns: 30 },
  );
});

test('a request that fails fails those that it would have served, and the others go on', async () => {
  const memory = openMemoryStorage();
  await memory.put('a', Buffer.alloc(1000));
  const { storage, requests } = counted(memory, 10);
  const read = coalescedReads(storage, 'a');
  const asked = [read(0, 10), read(990, 1010), read(1015, 1020), read(500, 510)].map((each) =>
    each.then(
      (bytes) => bytes.length,
      (error: { code: string }) => error.code,
    ),
  );
  assert.deepEqual(await Promise.all(asked), [10, 'short-read', 'short-read', 10]);
  assert.equal(requests.length, 3);
  assert.equal((await read(1, 2)).length, 1);
});

test('columns of a Parquet file that lie near each other are one request', async () => {
  const memory = openMemoryStorage();
  const schema = { a: { type: 'utf8' }, between: { type: 'utf8' }, b: { type: 'utf8' } } as const;
  const target = { storage: memory, folder: 'x', name: () => 'file.parquet' };
  const writer = await openParquetWriter(target, schema, { rows: 1000, textBytes: 2 ** 24 });
  // Text that hardly compresses, so that the two columns are further apart than the reader itself would join.
  const rows = Array.from({ length: 1000 }, (_, row) => ({ a: `a${row}`, between: sha256Hex(`${row}`), b: `b${row}` }));
  await writer.add(rows);
  await writer.finish();
  const requestsWith = async (cost: number): Promise<number> => {
    const { storage, requests } = counted(memory, cost);
    const reader = await openParquetReader(storage, 'x/file.parquet', schema);
    const before = requests.length;
    const found = await reader.columns(0, ['a', 'b']);
    assert.deepEqual({ ...found[999] }, { a: 'a999', b: 'b999' });
    return requests.length - before;
  };
  assert.equal(await requestsWith(0), 2);
  assert.equal(await requestsWith(2 ** 20), 1);
});
