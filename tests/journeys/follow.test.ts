import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { randomUint32 } from '../../core/seeded-random.ts';
import { millraceOutput, startMillrace, untilJobsDone } from './build-command.ts';
import { temporaryFolder } from './mail-store.ts';

const words = 'the mill grinds grain while a river turns its wheel and day after day flour falls into sacks'.split(' ');

/** Texts that differ, enough for some twenty shards. */
function writeRecipe(folder: string): string {
  const texts = Array.from({ length: 3_000 }, (_, id) => {
    const text = Array.from({ length: 80 }, (_, place) => words[randomUint32(id, place) % words.length]).join(' ');
    return JSON.stringify({ id: String(id), text });
  });
  writeFileSync(join(folder, 'texts.jsonl'), texts.join('\n'));
  const recipe = join(folder, 'recipe.yaml');
  writeFileSync(
    recipe,
    `version: 1
dataset: river
kind: text
sources: [{ format: jsonl, path: texts.jsonl, id: id, text: text }]
tokenizer: { train: { vocabulary: 300 } }
pack: { length: 64 }
output: { shardBytes: 64KiB }
limits: { partitionBytes: 32KiB }
`,
  );
  return recipe;
}

function stream(store: string, ...more: readonly string[]) {
  const shape = ['--batch', '16', '--seed', '3', '--store', store, '--json'];
  return millraceOutput(['stream', 'river', ...shape, ...more]);
}

test('a build at work is followed by other processes, and its version replays what they read', async () => {
  using folder = temporaryFolder();
  const store = join(folder.path, 'store');
  const build = startMillrace(['build', writeRecipe(folder.path), '--store', store, '--threads', '1', '--json']);
  assert.ok(await untilJobsDone(store, 'river', 'map-0', 1, build));
  const cursor = join(folder.path, 'place.json');
  const followed = await Promise.all([
    stream(store, '--follow', '--threads', '1', '--cursor', cursor),
    stream(store, '--follow', '--threads', '2', '--ranks', '2', '--rank', '1'),
  ]);
  const built = await build.ended;
  assert.equal(built.code, 0, built.stderr);
  for (const { code, stderr } of followed) assert.equal(code, 0, stderr);
  const replayed = await Promise.all([
    stream(store, '--order', 'arrival', '--threads', '2'),
    stream(store, '--order', 'arrival', '--threads', '1', '--ranks', '2', '--rank', '1'),
  ]);
  for (const [rank, { stdout }] of followed.entries()) {
    const [theirs, ours] = [JSON.parse(replayed[rank]?.stdout ?? ''), JSON.parse(stdout)];
    assert.ok(ours.samples > 500 / (rank + 1), stdout);
    assert.equal(ours.version, 1);
    for (const key of ['orderSha256', 'samples', 'tokens', 'batches']) assert.equal(ours[key], theirs[key], key);
  }
  // The place where a followed build ended is the end of its version's epoch.
  const { format, position } = JSON.parse(readFileSync(cursor, 'utf8'));
  assert.deepEqual([format, position], ['millrace-arrival-cursor/1', JSON.parse(followed[0]?.stdout ?? '').samples]);
  const after = JSON.parse((await stream(store, '--cursor', cursor, '--epoch', '1')).stdout);
  assert.equal(after.samples, position);
  assert.equal(
    after.orderSha256,
    JSON.parse((await stream(store, '--order', 'arrival', '--epoch', '1')).stdout).orderSha256,
  );
  const none = await stream(store, '--follow');
  assert.equal(JSON.parse(none.stdout).error.code, 'no-build');
});

test('one that is killed ends its follower with a clear error', async () => {
  using folder = temporaryFolder();
  const store = join(folder.path, 'store');
  const build = startMillrace(['build', writeRecipe(folder.path), '--store', store, '--threads', '1', '--json']);
  assert.ok(await untilJobsDone(store, 'river', 'map-0', 1, build));
  const following = stream(store, '--follow');
  assert.ok(await untilJobsDone(store, 'river', 'map-0', 20, build));
  build.child.kill('SIGKILL');
  const { code, stdout, stderr } = await following;
  assert.equal(code, 1, stderr);
  assert.equal(JSON.parse(stdout).error.code, 'build-ended');
  assert.match(stderr, /run the same `millrace build` again/);
});
