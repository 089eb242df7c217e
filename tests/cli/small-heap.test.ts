import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { temporaryFolder } from '../storage/temporary-folder.ts';

const script = `
  import { getHeapSpaceStatistics } from 'node:v8';
  import { isMainThread, parentPort, Worker } from 'node:worker_threads';
  if (isMainThread && process.argv[2] !== undefined) (await import(process.argv[2])).keepHeapSmall();
  const kept = [];
  for (let i = 0; i < 2e6; i++) kept[i % 50_000] = { i, of: [i] };
  const { space_size: own } = getHeapSpaceStatistics().find((each) => each.space_name === 'new_space');
  if (!isMainThread) parentPort.postMessage(own);
  else new Worker(new URL(import.meta.url)).on('message', (of) => console.log(JSON.stringify([own, of])));
`;

/** Bytes of the room for new objects, in a process and in a thread of it, once both have made many that stay a while. */
function newSpaces(t: TestContext, ...words: readonly string[]): readonly number[] {
  const path = join(temporaryFolder(t), 'heap.mjs');
  writeFileSync(path, script);
  return JSON.parse(execFileSync(process.execPath, [path, ...words], { encoding: 'utf8' }));
}

test('new objects get little room in the process and in its threads, where V8 would take more', (t) => {
  for (const bytes of newSpaces(t, new URL('../../cli/small-heap.js', import.meta.url).href))
    assert.ok(bytes <= 4 * 2 ** 20, `${bytes}`);
  for (const bytes of newSpaces(t)) assert.ok(bytes > 4 * 2 ** 20, `${bytes}`);
});
