import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { MillraceError } from '../../core/errors.ts';
import { decodeTokenGroup } from '../../shards/token-groups.ts';
import { openLocalFolder } from '../../storage/local-folder.ts';
import { openStream, type Stream } from '../../streaming/open-stream.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { commitSynthetic, labelledDocuments, tokenizer } from './synthetic-version.ts';

const length = 4;
const shape = { length, vocabulary: tokenizer.vocabularySize };

async function openDamaged(t: TestContext, damage: (path: string) => void, content: 'tokens' | 'documents') {
  const folder = temporaryFolder(t);
  const storage = openLocalFolder(folder);
  const documents = [labelledDocuments(40, ['a', 'b'])];
  const version = await commitSynthetic(storage, { dataset: 'set', sequences: [9_000, 9_000], length, documents });
  const shards = version.manifest.shards.filter((shard) => shard.content === content);
  const file = shards.at(-1)?.file ?? '';
  const options = { storage, version, content, split: 'train', batch: 100, length, seed: 1 } as const;
  return {
    file,
    damage: () => damage(join(folder, 'set', file)),
    open: (threads: number) => openStream({ ...options, threads }),
  };
}

async function readToEnd(stream: Stream): Promise<void> {
  for await (const _ of stream.batches());
}

/** Threads of this process; undefined where the system does not tell. */
function threads(): number | undefined {
  return existsSync('/proc/self/task') ? readdirSync('/proc/self/task').length : undefined;
}

/** Waits until there are no more threads than before: the system takes a while to forget one that has ended. */
async function ended(before: number | undefined): Promise<void> {
  const deadline = performance.now() + 5000;
  while ((threads() ?? 0) > (before ?? 0) && performance.now() < deadline) await pause(20);
  assert.ok((threads() ?? 0) <= (before ?? 0), `${threads()} threads, ${before} before`);
}

const cut = (path: string): void => writeFileSync(path, readFileSync(path).subarray(0, 1_000));
const overwrite = (path: string): void => writeFileSync(path, readFileSync(path).fill(0xa5, 2_000));
const remove = (path: string): void => rmSync(path);

for (const [name, damage, code] of [
  ['cut', cut, 'short-read'],
  ['overwritten', overwrite, 'bad-file'],
  ['missing', remove, 'not-found'],
] as const) {
  test(`a shard that is ${name} ends the stream with its name, and its threads`, async (t) => {
    const damaged = await openDamaged(t, damage, 'tokens');
    damaged.damage();
    const before = threads();
    const found = await Promise.all(
      [1, 2, 3].map(async (count) => {
        const stream = await damaged.open(count);
        return readToEnd(stream).then(
          () => undefined,
          (error: unknown) => error,
        );
      }),
    );
    for (const error of found) {
      assert.ok(error instanceof MillraceError);
      assert.equal(error.code, code);
      assert.match(error.at ?? '', new RegExp(damaged.file));
    }
    await ended(before);
  });
}

test('so does a document shard, before or while it is read', async (t) => {
  const early = await openDamaged(t, cut, 'documents');
  early.damage();
  await assert.rejects(early.open(1), { code: 'bad-file' });
  const pages = (path: string): void => writeFileSync(path, readFileSync(path).fill(0xa5, 4, 200));
  const late = await openDamaged(t, pages, 'documents');
  const stream = await late.open(1);
  late.damage();
  await assert.rejects(readToEnd(stream), { code: 'bad-file' });
});

test('a consumer that stops early, and closes, leaves no thread', async (t) => {
  const { open } = await openDamaged(t, () => undefined, 'tokens');
  const before = threads();
  const stream = await open(3);
  for await (const _ of stream.epochs()) break;
  await stream.close();
  await ended(before);
});

test('streams that are closed leave no file open', async (t) => {
  const { open } = await openDamaged(t, () => undefined, 'tokens');
  const files = (): number => (existsSync('/proc/self/fd') ? readdirSync('/proc/self/fd').length : 0);
  await (await open(1)).close();
  const before = files();
  for (let round = 0; round < 3; round++) {
    const stream = await open(1);
    for await (const _ of stream.batches()) break;
    await stream.close();
  }
  assert.ok(files() <= before, `${files()} files, ${before} before`);
});

test('a stream closed while it is read ends its consumer', async (t) => {
  const { open } = await openDamaged(t, () => undefined, 'tokens');
  const stream = await open(2);
  const consumer = (async () => {
    for await (const _ of stream.epochs()) await new Promise((resolve) => setImmediate(resolve));
  })();
  const ended = assert.rejects(consumer);
  await new Promise((resolve) => setTimeout(resolve, 50));
  await stream.close();
  await ended;
});

test('no change to a record batch gives anything but an error or rows of its shape', async (t) => {
  const storage = openLocalFolder(temporaryFolder(t));
  const version = await commitSynthetic(storage, { dataset: 'set', sequences: [200], length, documents: [] });
  const [shard] = version.manifest.shards;
  const [group] = shard?.rowGroups ?? [];
  assert.ok(shard !== undefined && group !== undefined);
  const message = await storage.getRange(`set/${shard.file}`, group.offset, group.offset + group.bytes);
  assert.equal(decodeTokenGroup(message, shape, 200, 'shard').tokens.length, 800);
  const change = fc.record({ at: fc.nat(message.length - 1), value: fc.nat(255) });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 4 }), fc.nat(message.length), (changes, end) => {
      const changed = Uint8Array.from(message).subarray(0, end % 3 === 0 ? end : message.length);
      for (const { at, value } of changes) if (at < changed.length) changed[at] = value;
      try {
        const { tokens, used } = decodeTokenGroup(changed, shape, 200, 'shard');
        assert.deepEqual([tokens.length, used.length], [800, 200]);
        assert.ok(used.every((count) => count <= length));
      } catch (error) {
        assert.ok(error instanceof MillraceError, String(error));
        assert.deepEqual([error.code, error.at], ['bad-file', 'shard']);
      }
    }),
    { numRuns: 2000 },
  );
});
