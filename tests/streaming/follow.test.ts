import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { MillraceError } from '../../core/errors.ts';
import type { StoredManifest } from '../../shards/catalogue.ts';
import { sha256Hex } from '../../storage/digest.ts';
import { openLocalFolder } from '../../storage/local-folder.ts';
import type { Storage } from '../../storage/storage.ts';
import type { Batch } from '../../streaming/batch.ts';
import type { Cursor } from '../../streaming/cursor.ts';
import { parseCursor } from '../../streaming/cursor-file.ts';
import { type FollowOptions, openFollowedStream } from '../../streaming/follow/open-followed-stream.ts';
import { openStream } from '../../streaming/open-stream.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { commitSynthetic, tokenizer } from './synthetic-version.ts';

const length = 4;
const shape = { length, vocabulary: tokenizer.vocabularySize };
/** Of a window, 16,384, neither a multiple nor a part; 42,700 in all. */
const sequences = [9_000, 9_100, 300, 15_300, 9_000];

async function finished(t: TestContext): Promise<{ storage: Storage; version: StoredManifest }> {
  const storage = openLocalFolder(temporaryFolder(t));
  return { storage, version: await commitSynthetic(storage, { dataset: 'set', sequences, length, documents: [] }) };
}

/** Shards that come when they are let. */
function gate(version: StoredManifest) {
  let open = 0;
  let ended = false;
  let failure: Error | undefined;
  let change = Promise.withResolvers<void>();
  const tell = (): void => {
    change.resolve();
    change = Promise.withResolvers();
  };
  return {
    let: (count: number) => {
      open = count;
      tell();
    },
    end: () => {
      ended = true;
      tell();
    },
    fail: (error: Error) => {
      failure = error;
      tell();
    },
    shards: async function* shards(signal: AbortSignal) {
      signal.addEventListener('abort', tell);
      for (let next = 0; ; ) {
        if (failure !== undefined) throw failure;
        const shard = version.manifest.shards[next];
        if (next < open && shard !== undefined) yield version.manifest.shards[next++] ?? shard;
        else if (ended || signal.aborted) return;
        else await change.promise;
      }
    },
  };
}

type Common = Pick<FollowOptions, 'split' | 'batch' | 'seed' | 'threads' | 'ranks' | 'rank' | 'dropLast' | 'from'> & {
  readonly epoch?: number;
};
const common = { split: 'train', batch: 1_000, seed: 5, threads: 2 } as const satisfies Common;

interface Seen {
  readonly cursor: Cursor;
  readonly digest: string;
}

function seen({ tokens, used, shards, rows, cursor }: Batch): Seen {
  return { cursor, digest: sha256Hex(`${tokens.join()} ${used.join()} ${shards.join()} ${rows.join()}`) };
}

async function replayed(storage: Storage, version: StoredManifest, options: Common): Promise<Seen[]> {
  const stream = await openStream({ storage, version, content: 'tokens', order: 'arrival', ...options });
  const all: Seen[] = [];
  for await (const batch of stream.batches()) all.push(seen(batch));
  await stream.close();
  return all;
}

test('a build that is followed gives the batches and cursors of the version that it becomes', async (t) => {
  const { storage, version } = await finished(t);
  const whole = await replayed(storage, version, common);
  assert.equal(whole.length, 43);
  for (const { ranks, rank, threads, dropLast } of [
    { ranks: 1, rank: 0, threads: 1, dropLast: false },
    { ranks: 3, rank: 2, threads: 2, dropLast: false },
    { ranks: 2, rank: 0, threads: 3, dropLast: true },
  ]) {
    const options = { ...common, batch: 900, ranks, rank, threads, dropLast };
    const source = gate(version);
    const stream = await openFollowedStream({ storage, dataset: 'set', shape, shards: source.shards, ...options });
    const found: Seen[] = [];
    let open = 0;
    const opening = setInterval(() => {
      if (open < sequences.length) source.let(++open);
      else source.end();
    }, 30);
    for await (const batch of stream.batches()) found.push(seen(batch));
    clearInterval(opening);
    await stream.close();
    assert.deepEqual(found, await replayed(storage, version, options));
    // The next epoch is the version's: in the same order of groups, drawn anew within windows.
    const from = found.at(-1)?.cursor;
    if (from === undefined || dropLast) continue;
    const later = { ...options, ranks: 1, rank: 0, batch: 1_000 };
    const next = await replayed(storage, version, { ...later, from, epoch: 1 });
    assert.equal(next.length, whole.length);
    assert.equal(next.filter(({ digest }) => whole.some((each) => each.digest === digest)).length, 0);
    assert.deepEqual(next, await replayed(storage, version, { ...later, epoch: 1 }));
  }
});

test('a window comes before the shards that follow it, and a consumer that waits can be stopped', async (t) => {
  const { storage, version } = await finished(t);
  const source = gate(version);
  const stream = await openFollowedStream({ storage, dataset: 'set', shape, shards: source.shards, ...common });
  source.let(2);
  const found: Seen[] = [];
  for await (const batch of stream.batches()) {
    found.push(seen(batch));
    // Of 18,100 samples the first 16,168 make a whole window.
    if (found.length === 16) setTimeout(stream.stop, 200);
  }
  await stream.close();
  const whole = await replayed(storage, version, common);
  assert.deepEqual(found.slice(0, 16), whole.slice(0, 16));
  const from = parseCursor(JSON.stringify(found[15]?.cursor), 'cursor');
  assert.deepEqual(await replayed(storage, version, { ...common, from }), whole.slice(16));

  const again = gate(version);
  again.let(sequences.length);
  again.end();
  const resumed = await openFollowedStream({ storage, dataset: 'set', shape, shards: again.shards, ...common, from });
  const rest: Seen[] = [];
  for await (const batch of resumed.batches()) rest.push(seen(batch));
  await resumed.close();
  assert.deepEqual(rest, whole.slice(16));
});

test('a consumer that leaves while the build goes on leaves nothing behind', { timeout: 20_000 }, async (t) => {
  const { storage, version } = await finished(t);
  const source = gate(version);
  const stream = await openFollowedStream({ storage, dataset: 'set', shape, shards: source.shards, ...common });
  source.let(2);
  for await (const _ of stream.batches()) break;
  await stream.close();
});

test('a build that fails ends the stream with its error', async (t) => {
  const { storage, version } = await finished(t);
  const source = gate(version);
  const stream = await openFollowedStream({ storage, dataset: 'set', shape, shards: source.shards, ...common });
  source.let(2);
  const read = (async () => {
    for await (const { cursor } of stream.batches())
      if (cursor.position === 16_000) source.fail(new MillraceError('build-ended', 'it failed'));
  })();
  await assert.rejects(read, { code: 'build-ended' });
});

test('a cursor of other shards, or of the other order, is refused', async (t) => {
  const { storage, version } = await finished(t);
  const shards = version.manifest.shards.map((shard, place) =>
    place === 1 ? { ...shard, sha256: 'a'.repeat(64) } : shard,
  );
  const other = { ...version, manifest: { ...version.manifest, shards } };
  const from = (await replayed(storage, version, common))[9]?.cursor as Cursor;
  await assert.rejects(replayed(storage, other, { ...common, from }), { code: 'cursor-mismatch' });
  // The shard that differs holds none of the samples before this place.
  const early = (await replayed(storage, version, common))[7]?.cursor as Cursor;
  assert.equal((await replayed(storage, other, { ...common, from: early })).length, 35);
  const shuffled = { storage, version, content: 'tokens', ...common, from } as const;
  await assert.rejects(openStream(shuffled), { code: 'cursor-mismatch' });
});
