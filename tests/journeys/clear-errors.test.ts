import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type CommandEnd, millraceOutput, startMillrace, untilJobsDone } from './build-command.ts';
import { temporaryFolder, writeMailRecipe } from './mail-store.ts';
import { processesOf } from './processes.ts';

const folder = temporaryFolder();
test.after(() => folder[Symbol.dispose]());

interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly at?: string;
}

/** One error, for people on stderr and as JSON on stdout, without a stack trace; and nothing left running. */
function refusal(end: CommandEnd, exitCode: number, store: string): Refusal {
  assert.equal(end.code, exitCode, end.stderr);
  const errors = end.stderr.split('\n').filter((line) => line.startsWith('error: '));
  assert.equal(errors.length, 1, end.stderr);
  assert.doesNotMatch(end.stderr, /\n\s+at /);
  assert.deepEqual(processesOf(store), []);
  return (JSON.parse(end.stdout) as { error: Refusal }).error;
}

function build(recipe: string, store: string, env?: NodeJS.ProcessEnv): Promise<CommandEnd> {
  return millraceOutput(['build', recipe, '--store', store, '--json'], env);
}

test('a misspelt key names its place and the right word', async () => {
  const store = join(folder.path, 'key');
  const error = refusal(await build(writeMailRecipe(folder.path, '0000*.txt', 'stpes: []'), store), 2, store);
  assert.match(error.message, /unknown key "stpes", did you mean "stages"\?/);
  assert.match(error.at ?? '', /mail\.yaml:\d+:\d+$/);
});

test('a pattern without files, and a recipe that is not there', async () => {
  const store = join(folder.path, 'pattern');
  const empty = refusal(await build(writeMailRecipe(folder.path, 'no-such-*.txt'), store), 2, store);
  assert.equal(empty.code, 'no-input');
  assert.match(empty.message, /no-such-\*\.txt/);
  const missing = refusal(await build(join(folder.path, 'none.yaml'), store), 2, store);
  assert.match(missing.at ?? '', /none\.yaml$/);
});

test('an unreachable TEMPORAL_ADDRESS is named, within 15 seconds', async () => {
  const store = join(folder.path, 'unreachable');
  const started = performance.now();
  const env = { ...process.env, TEMPORAL_ADDRESS: '127.0.0.1:1' };
  const error = refusal(await build(writeMailRecipe(folder.path, '0000*.txt'), store, env), 1, store);
  assert.equal(error.code, 'temporal-unreachable');
  assert.match(`${error.message} ${error.at} ${error.hint}`, /TEMPORAL_ADDRESS/);
  assert.match(`${error.message} ${error.at}`, /127\.0\.0\.1:1/);
  assert.ok(performance.now() - started < 15_000);
});

test('without pip and without a Temporal CLI the error says what to install', async () => {
  const store = join(folder.path, 'no-pip');
  const env = { PATH: join(folder.path, 'empty-path'), HOME: folder.path, XDG_CACHE_HOME: join(folder.path, 'cache') };
  const error = refusal(await build(writeMailRecipe(folder.path, '0000*.txt'), store, env), 1, store);
  assert.equal(error.code, 'temporal-cli-missing');
  assert.match(`${error.message} ${error.hint}`, /pip/);
  assert.match(`${error.message} ${error.hint}`, /TEMPORAL_CLI/);
});

test('a store of a kind that is not supported', async () => {
  const end = await build(writeMailRecipe(folder.path, '0000*.txt'), 'gs://bucket/prefix');
  assert.equal(refusal(end, 2, 'gs://bucket/prefix').code, 'storage-unsupported');
});

for (const option of ['--port', '--ui-port']) {
  test(`an occupied port named by ${option}`, async () => {
    const store = join(folder.path, `port${option}`);
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const { port } = holder.address() as { port: number };
    try {
      const end = await millraceOutput(['up', option, String(port), '--store', store, '--json']);
      const error = refusal(end, 2, store);
      assert.equal(error.code, 'port-in-use');
      assert.match(error.message, new RegExp(`${port}.*${process.pid}`));
    } finally {
      holder.close();
    }
  });
}

test('a disk that is full from the start, or becomes so midway: one error, and the same command goes on', async (t) => {
  const store = mountedStore(t, 'small-disk', 'size=64m');
  if (store === undefined) return;
  const ballast = join(store, 'ballast');
  const recipe = writeMailRecipe(folder.path, '00[0-1]*.txt');
  writeFileSync(ballast, Buffer.alloc(48 * 2 ** 20));
  const early = refusal(await build(recipe, store), 1, store);
  assert.equal(early.code, 'disk-full');
  assert.match(`${early.message} ${early.hint}`, /free space.*Free some space/);

  rmSync(ballast);
  const running = startMillrace(['build', recipe, '--store', store, '--json']);
  assert.ok(await untilJobsDone(store, 'mail', 'map-0', 3, running));
  fill(ballast);
  const midway = refusal(await running.ended, 1, store);
  assert.equal(midway.code, 'disk-full');

  rmSync(ballast);
  execFileSync('mount', ['-o', 'remount,size=400m', store]);
  const again = await build(recipe, store);
  assert.equal(again.code, 0, again.stderr);
  const verified = await millraceOutput(['verify', 'mail', '--store', store, '--json']);
  assert.equal((JSON.parse(verified.stdout) as { ok: boolean }).ok, true);
});

test('a store that cannot be written to', async (t) => {
  const store = mountedStore(t, 'read-only-disk', 'ro');
  if (store === undefined) return;
  const error = refusal(await build(writeMailRecipe(folder.path, '0000*.txt'), store), 1, store);
  assert.equal(error.code, 'not-writable');
  assert.ok(error.at?.startsWith(store), error.at);
  assert.match(error.hint ?? '', /--store/);
});

/** Writes to a file until its disk takes no more. */
function fill(path: string): void {
  try {
    for (;;) appendFileSync(path, Buffer.alloc(2 ** 16));
  } catch (error) {
    assert.equal((error as NodeJS.ErrnoException).code, 'ENOSPC');
  }
}

/** A store on a filesystem in memory; undefined, with the test skipped, where mounting is not permitted. */
function mountedStore(t: TestContext, name: string, options: string): string | undefined {
  const path = join(folder.path, name);
  mkdirSync(path);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path], { stdio: 'ignore' });
  } catch {
    t.skip('mounting a filesystem is not permitted here');
    return undefined;
  }
  t.after(() => execFileSync('umount', ['-l', path]));
  return path;
}
