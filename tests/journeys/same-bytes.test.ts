import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { readVersion } from '../../shards/catalogue.ts';
import { verifyVersion } from '../../shards/verify.ts';
import { openLocalFolder } from '../../storage/local-folder.ts';
import { connectClient } from '../../workers/temporal/connection.ts';
import { temporalSettings } from '../../workers/temporal/settings.ts';
import { attributes } from '../../workflows/attributes.ts';
import { fileDigests, hostPids, isAlive, millraceOutput, startMillrace, untilJobsDone } from './build-command.ts';
import { temporaryFolder, writeMailRecipe } from './mail-store.ts';
import { startNamedServer } from './named-server.ts';
import { serverPid } from './server-pid.ts';

// About 1,000 real mails in some 35 partitions: enough work to be killed in the midst of it.
const folder = temporaryFolder();
const recipe = writeMailRecipe(folder.path, '00[0-1]*.txt');
const calmStore = join(folder.path, 'calm');
let calm: Record<string, string>;

before(async () => {
  const { code, stderr } = await build(calmStore, '--threads', '2');
  assert.equal(code, 0, stderr);
  calm = fileDigests(calmStore, 'mail');
});

test.after(() => folder[Symbol.dispose]());

function build(store: string, ...more: readonly string[]) {
  return millraceOutput(['build', recipe, '--store', store, '--json', ...more]);
}

test('the build holds all that a version must', async () => {
  const { manifest } = await readVersion(openLocalFolder(calmStore), 'mail', 1);
  const { records } = manifest;
  assert.ok(
    records.in > 900 && records.kept > 100 && records.dropped > 100 && records.merged > 10,
    JSON.stringify(records),
  );
  assert.equal(records.kept + records.dropped + records.merged + records.quarantined, records.in);
  assert.ok(manifest.shards.filter(({ content }) => content === 'documents').length >= 4);
  assert.ok(manifest.shards.some(({ content, split }) => content === 'tokens' && split === 'holdout'));
  assert.deepEqual((await verifyVersion(openLocalFolder(calmStore), 'mail@1')).problems, []);
});

for (const [threads, hosts] of [
  [1, 1],
  [4, 1],
  [1, 2],
] as const) {
  test(`${threads} threads in ${hosts} hosts give the same bytes`, async () => {
    const store = join(folder.path, `threads-${threads}-${hosts}`);
    const { code, stderr } = await build(store, '--threads', String(threads), '--hosts', String(hosts));
    assert.equal(code, 0, stderr);
    assert.deepEqual(fileDigests(store, 'mail'), calm);
  });
}

test('a second build of the same says that it is the same', async () => {
  const { code, stdout } = await build(calmStore);
  const answer = JSON.parse(stdout) as {
    version: number;
    identical: boolean;
    partitions: number;
    reusedPartitions: number;
  };
  assert.equal(code, 0);
  assert.equal(answer.version, 1);
  assert.equal(answer.identical, true);
  assert.equal(answer.reusedPartitions, answer.partitions);
  assert.deepEqual(fileDigests(calmStore, 'mail'), calm);
});

test('kill -9 of a host midway: the build ends by itself with the same bytes', async () => {
  const store = join(folder.path, 'host');
  const running = startMillrace(['build', recipe, '--store', store, '--json', '--threads', '2']);
  assert.ok(await untilJobsDone(store, 'mail', 'map-0', 10, running), 'the build ended before it could be disturbed');
  const [host] = hostPids(store, running.child.pid);
  assert.ok(host !== undefined);
  process.kill(host, 'SIGKILL');
  const { code, stderr } = await running.ended;
  assert.equal(code, 0, stderr);
  assert.match(stderr, new RegExp(`host ${host} ended \\(SIGKILL\\)`));
  assert.deepEqual(fileDigests(store, 'mail'), calm);
});

for (const phase of ['map-0', 'dedup-minhash-5-bands', 'write']) {
  test(`kill -9 of the worker in ${phase}: the same command goes on, with the same bytes`, async () => {
    const store = join(folder.path, `worker-${phase}`);
    const running = startMillrace(['build', recipe, '--store', store, '--json', '--threads', '2']);
    assert.ok(await untilJobsDone(store, 'mail', phase, 1, running), 'the build ended before it could be disturbed');
    const hosts = hostPids(store, running.child.pid);
    running.child.kill('SIGKILL');
    assert.equal((await running.ended).code, null);
    const again = await build(store, '--threads', '2');
    assert.equal(again.code, 0, again.stderr);
    assert.match(again.stderr, /Resumed build-mail-/);
    assert.ok((JSON.parse(again.stdout) as { reusedPartitions: number }).reusedPartitions > 0);
    assert.deepEqual(fileDigests(store, 'mail'), calm);
    assert.deepEqual(hosts.filter(isAlive), [], 'hosts outlive their worker');
  });
}

test('kill -9 of the server midway: it comes back, and the bytes are the same', async () => {
  const store = join(folder.path, 'server');
  const running = startMillrace(['build', recipe, '--store', store, '--json', '--threads', '2']);
  assert.ok(await untilJobsDone(store, 'mail', 'map-0', 10, running), 'the build ended before it could be disturbed');
  const server = await serverPid(store);
  process.kill(server, 'SIGKILL');
  const { code, stderr } = await running.ended;
  assert.equal(code, 0, stderr);
  assert.match(stderr, /server.*(back|restarted)/i);
  assert.deepEqual(fileDigests(store, 'mail'), calm);
});

test('kill -9 of worker and server at once, then the same command: the same bytes', async () => {
  const store = join(folder.path, 'both');
  const running = startMillrace(['build', recipe, '--store', store, '--json', '--threads', '2']);
  assert.ok(await untilJobsDone(store, 'mail', 'map-0', 15, running), 'the build ended before it could be disturbed');
  const server = await serverPid(store);
  running.child.kill('SIGKILL');
  process.kill(server, 'SIGKILL');
  await running.ended;
  const again = await build(store, '--threads', '2');
  assert.equal(again.code, 0, again.stderr);
  assert.deepEqual(fileDigests(store, 'mail'), calm);
});

test('a server that the environment names, and a history that is cut into runs: the same bytes', async () => {
  const server = await startNamedServer(100);
  try {
    const store = join(folder.path, 'named');
    const env = { ...process.env, TEMPORAL_ADDRESS: server.address };
    const { code, stdout, stderr } = await millraceOutput(['build', recipe, '--store', store, '--json'], env);
    assert.equal(code, 0, stderr);
    assert.deepEqual(fileDigests(store, 'mail'), calm);
    const { workflowId, records } = JSON.parse(stdout) as { workflowId: string; records: { in: number; kept: number } };
    const { runs, headline } = await lookAt(server.address, workflowId);
    assert.ok(runs >= 3, 'the workflow did not continue as new');
    assert.deepEqual(headline, {
      dataset: 'mail',
      version: 'mail@1',
      stage: 'done',
      in: records.in,
      out: records.kept,
      passed: true,
    });
  } finally {
    await server.stop();
  }
});

/** How many runs a workflow took, and the headline numbers that its search attributes show. */
async function lookAt(address: string, workflowId: string) {
  const settings = temporalSettings({ TEMPORAL_ADDRESS: address });
  assert.ok(settings.kind === 'external');
  const client = await connectClient(settings.target);
  let runs = 0;
  for await (const _ of client.workflow.list({ query: `WorkflowId='${workflowId}'` })) runs++;
  const { typedSearchAttributes: shown } = await client.workflow.getHandle(workflowId).describe();
  await client.connection.close();
  const headline = {
    dataset: shown.get(attributes.dataset),
    version: shown.get(attributes.datasetVersion),
    stage: shown.get(attributes.stage),
    in: shown.get(attributes.rowsIn),
    out: shown.get(attributes.rowsOut),
    passed: shown.get(attributes.gatePassed),
  };
  return { runs, headline };
}
