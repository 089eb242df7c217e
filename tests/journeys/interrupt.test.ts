import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { connectClient } from '../../workers/temporal/connection.ts';
import { readLock } from '../../workers/temporal/lock.ts';
import { localTarget } from '../../workers/temporal/ready.ts';
import {
  fileDigests,
  finishedJobs,
  hostPids,
  isAlive,
  millraceOutput,
  startMillrace,
  untilJobsDone,
} from './build-command.ts';
import { temporaryFolder, writeMailRecipe } from './mail-store.ts';
import { processesOf } from './processes.ts';

const folder = temporaryFolder();
const recipe = writeMailRecipe(folder.path, '000*.txt');
let calm: Record<string, string>;

before(async () => {
  const store = join(folder.path, 'calm');
  const { code, stderr } = await millraceOutput(['build', recipe, '--store', store, '--json']);
  assert.equal(code, 0, stderr);
  calm = fileDigests(store, 'mail');
});

test.after(() => folder[Symbol.dispose]());

test('Ctrl-C leaves nothing running and nothing lost', async () => {
  const store = join(folder.path, 'interrupted');
  const running = startMillrace(['build', recipe, '--store', store, '--json']);
  assert.ok(await untilJobsDone(store, 'mail', 'map-0', 5, running));
  const hosts = hostPids(store, running.child.pid);
  running.child.kill('SIGINT');
  const end = await running.ended;
  assert.equal(end.code, 130, end.stderr);
  assert.match(end.stderr, /same command resumes/);
  assert.deepEqual(hosts.filter(isAlive), []);
  assert.deepEqual(processesOf(store), []);

  const status = await millraceOutput(['status', '--store', store, '--json']);
  const { unfinished } = JSON.parse(status.stdout) as { unfinished: { partitionsDone: number }[] };
  assert.ok((unfinished[0]?.partitionsDone ?? 0) >= 5);
  const done = finishedJobs(store, 'mail', 'map-0');
  await millraceOutput(['gc', '--yes', '--store', store]);
  assert.equal(finishedJobs(store, 'mail', 'map-0'), done, 'gc took the work of an unfinished build');

  const again = await millraceOutput(['build', recipe, '--store', store, '--json']);
  assert.equal(again.code, 0, again.stderr);
  assert.ok((JSON.parse(again.stdout) as { reusedPartitions: number }).reusedPartitions >= 5);
  assert.deepEqual(fileDigests(store, 'mail'), calm);

  const built = finishedJobs(store, 'mail', 'map-0');
  await millraceOutput(['gc', '--yes', '--store', store]);
  assert.equal(finishedJobs(store, 'mail', 'map-0'), built, 'gc took the work that the next build would reuse');
  const swept = await millraceOutput(['gc', '--reusable', '--yes', '--store', store]);
  assert.equal(swept.code, 0, swept.stderr);
  assert.equal(finishedJobs(store, 'mail', 'map-0'), 0);
  assert.deepEqual(fileDigests(store, 'mail'), calm);
});

for (const [begun, interrupts] of [
  ['that this command began', 0],
  ['that an interrupted command began', 1],
] as const) {
  test(`a cancelled workflow ${begun} stops its threads and the command`, () =>
    cancelled(`cancelled-${interrupts}`, interrupts));
}

async function cancelled(name: string, interrupts: number): Promise<void> {
  const store = join(folder.path, name);
  for (let i = 0; i < interrupts; i++) {
    const first = startMillrace(['build', recipe, '--store', store, '--json', '--threads', '1']);
    assert.ok(await untilJobsDone(store, 'mail', 'map-0', 1, first));
    first.child.kill('SIGINT');
    assert.equal((await first.ended).code, 130);
  }
  const done = finishedJobs(store, 'mail', 'map-0');
  const running = startMillrace(['build', recipe, '--store', store, '--json', '--threads', '1']);
  assert.ok(await untilJobsDone(store, 'mail', 'map-0', done + 2, running));
  const record = await readLock(join(store, 'temporal'));
  assert.ok(record !== undefined);
  const client = await connectClient(localTarget(record.port));
  for await (const { workflowId } of client.workflow.list({ query: "ExecutionStatus='Running'" })) {
    await client.workflow.getHandle(workflowId).cancel();
  }
  await client.connection.close();
  const cancelledMs = performance.now();
  const end = await running.ended;
  assert.equal(end.code, 1, end.stderr);
  assert.equal((JSON.parse(end.stdout) as { error: { code: string } }).error.code, 'cancelled');
  assert.ok(performance.now() - cancelledMs < 15_000, 'the command did not end soon after the cancellation');
  assert.deepEqual(processesOf(store), []);
  const again = await millraceOutput(['build', recipe, '--store', store, '--json']);
  assert.equal(again.code, 0, again.stderr);
  assert.deepEqual(fileDigests(store, 'mail'), calm);
}
