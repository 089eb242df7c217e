import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isRunning, processStart } from '../../../storage/process-identity.ts';
import { connectClient } from '../../../workers/temporal/connection.ts';
import { readLock } from '../../../workers/temporal/lock.ts';
import { claimPorts } from '../../../workers/temporal/port-claims.ts';
import {
  type OpenTemporalOptions,
  openTemporal,
  type ServerEvent,
  type TemporalServer,
} from '../../../workers/temporal/server.ts';
import { connectWorker } from '../../../workers/temporal/worker-connection.ts';
import { hasTemporalCli } from './available-cli.ts';

interface Opened {
  readonly address: string;
  readonly uiUrl: string;
  readonly started: boolean;
  readonly pid: number;
}

const userScript = fileURLToPath(new URL(`./server-user${extname(import.meta.url)}`, import.meta.url));
const { env } = process;

/** A store's folder with what a test opens in it; all is ended and removed after the test. */
interface Place {
  readonly folder: string;
  open(more?: Partial<OpenTemporalOptions>): Promise<TemporalServer>;
  startUser(): Promise<User>;
}

/** Another process that uses the folder's server, in a process group of its own as under a terminal. */
interface User {
  readonly user: ChildProcess;
  readonly lines: AsyncIterator<string>;
  readonly opened: Opened;
}

async function place(test: TestContext): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'millrace-server-'));
  const servers: TemporalServer[] = [];
  const users: ChildProcess[] = [];
  test.after(async () => {
    for (const user of users) user.kill('SIGKILL');
    for (const server of servers) await server.stop();
    const record = await readLock(join(folder, 'temporal')).catch(() => undefined);
    if (record?.pid) await gone(record.pid);
    await rm(folder, { recursive: true, force: true });
  });
  return {
    folder,
    open: async (more = {}) => {
      const server = await openTemporal({ folder, env, ...more });
      servers.push(server);
      return server;
    },
    startUser: async () => {
      const user = spawn(process.execPath, [userScript, folder], {
        detached: true,
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      users.push(user);
      assert.ok(user.stdout);
      const lines = createInterface(user.stdout)[Symbol.asyncIterator]();
      return { user, lines, opened: JSON.parse((await lines.next()).value) };
    },
  };
}

/** Waits until a process has ended; milliseconds it took. */
async function gone(pid: number): Promise<number> {
  const start = processStart(pid);
  const begin = performance.now();
  while (start !== undefined && isRunning(pid, start)) {
    assert.ok(performance.now() - begin < 12_000, `process ${pid} is still there`);
    await sleep(20);
  }
  return performance.now() - begin;
}

/** A port that no other test takes: those that name none first try 7233. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

async function status(url: string): Promise<number> {
  return (await fetch(url)).status;
}

// One at a time: a server takes ports of its own beside the two that it is given, and those of two that start at the
// same moment can be the same, which ends one of them.
describe('embedded Temporal server', () => {
  it('starts, is joined by a second opening, and ends with the last user', async (test) => {
    if (!(await hasTemporalCli(test))) return;
    const { folder, open } = await place(test);
    const first = await open();
    assert.equal(first.started, true);
    assert.equal(await status(first.uiUrl), 200);
    const second = await open();
    assert.equal(second.started, false);
    assert.equal(second.address, first.address);
    assert.equal(second.pid(), first.pid());

    const client = await connectClient(second.target);
    const { config } = await client.connection.workflowService.describeNamespace({ namespace: second.namespace });
    assert.equal(config?.workflowExecutionRetentionTtl?.seconds?.toNumber(), 2160 * 3600);
    await client.connection.close();
    await (await connectWorker(second.target)).close();

    assert.equal(await first.stop(), false);
    assert.equal(await first.stop(), false);
    assert.equal(await status(second.uiUrl), 200);
    const pid = second.pid();
    const start = processStart(pid);
    assert.ok(start !== undefined);
    assert.equal(await second.stop(), true);
    assert.equal(isRunning(pid, start), false);
    assert.deepEqual(
      (await readdir(join(folder, 'temporal'))).filter((name) => name.endsWith('.fifo')),
      [],
    );
  });

  it('keeps what it has answered when its last user leaves at once', async (test) => {
    if (!(await hasTemporalCli(test))) return;
    const { open } = await place(test);
    const server = await open();
    const client = await connectClient(server.target);
    await client.workflow.start('nobody-runs-it', { workflowId: 'kept', taskQueue: 'none' });
    await client.connection.close();
    assert.equal(await server.stop(), true);
    const again = await connectClient((await open()).target);
    assert.equal((await again.workflow.getHandle('kept').describe()).status.name, 'RUNNING');
    await again.connection.close();
  });

  it('comes back on the same ports and database when it is killed, for each user of it', async (test) => {
    if (!(await hasTemporalCli(test))) return;
    const { open, startUser } = await place(test);
    const events: ServerEvent[] = [];
    const server = await open({ onEvent: (event) => events.push(event), port: await freePort() });
    const { user, lines, opened } = await startUser();
    assert.equal(opened.started, false);
    const client = await connectClient(server.target);
    await client.workflow.start('nobody-runs-it', { workflowId: 'kept', taskQueue: 'none' });
    const pid = server.pid();
    process.kill(pid, 'SIGKILL');
    while (events.length === 0) await sleep(20);
    assert.equal(events[0]?.kind, 'restarted');
    assert.notEqual(server.pid(), pid);
    assert.equal((await client.workflow.getHandle('kept').describe()).status.name, 'RUNNING');
    await client.connection.close();
    assert.equal(await status(server.uiUrl), 200);

    await sleep(1200);
    assert.equal(await server.stop(), false, 'the other process has joined the new server');
    user.stdin?.write('stop\n');
    assert.deepEqual(JSON.parse((await lines.next()).value), { gone: true });
  });

  it('says that it is lost after the restarts it was allowed', async (test) => {
    if (!(await hasTemporalCli(test))) return;
    const { open } = await place(test);
    const events: ServerEvent[] = [];
    const server = await open({ onEvent: (event) => events.push(event), maxRestarts: 1, port: await freePort() });
    for (const count of [1, 2]) {
      process.kill(server.pid(), 'SIGKILL');
      while (events.length < count) await sleep(20);
    }
    assert.deepEqual(
      events.map((event) => (event.kind === 'lost' ? event.error.code : event.restarts)),
      [1, 'temporal-lost'],
    );
    assert.equal(await server.stop(), true);
  });

  it('dies with its only user, even by kill -9, and the store opens again', async (test) => {
    if (!(await hasTemporalCli(test))) return;
    const { open, startUser } = await place(test);
    const { user, opened } = await startUser();
    assert.equal(opened.started, true);
    user.kill('SIGKILL');
    const tookMs = await gone(opened.pid);
    test.diagnostic(`server gone ${tookMs.toFixed(0)} ms after kill -9 of its user`);
    const again = await open();
    assert.equal(again.started, true);
    assert.equal(await status(again.uiUrl), 200);
  });

  it('outlives a killed starter for as long as another process uses it', async (test) => {
    if (!(await hasTemporalCli(test))) return;
    const { open, startUser } = await place(test);
    const { user, opened } = await startUser();
    const server = await open();
    assert.equal(server.started, false);
    user.kill('SIGKILL');
    await sleep(700);
    assert.equal(server.pid(), opened.pid);
    assert.equal(await status(server.uiUrl), 200);
    assert.equal(await server.stop(), true);
  });

  it('is not reached by the Ctrl-C of its user’s terminal', async (test) => {
    if (!(await hasTemporalCli(test))) return;
    const { open, startUser } = await place(test);
    const { user, opened } = await startUser();
    const server = await open();
    assert.ok(user.pid);
    process.kill(-user.pid, 'SIGINT');
    await once(user, 'exit');
    await sleep(300);
    assert.equal(await status(server.uiUrl), 200);
    assert.equal(server.pid(), opened.pid);
  });

  it('runs once where three processes open the folder at the same moment', async (test) => {
    if (!(await hasTemporalCli(test))) return;
    const { startUser } = await place(test);
    const opened = await Promise.all([startUser(), startUser(), startUser()]);
    assert.equal(new Set(opened.map(({ opened }) => opened.pid)).size, 1);
    assert.equal(opened.filter(({ opened }) => opened.started).length, 1);
  });

  it('ends an orphan whose keeper was killed before it opens the database', async (test) => {
    if (!(await hasTemporalCli(test))) return;
    const { open, startUser } = await place(test);
    const { user, opened } = await startUser();
    const start = processStart(opened.pid);
    test.after(() => {
      if (start !== undefined && isRunning(opened.pid, start)) process.kill(opened.pid, 'SIGKILL');
    });
    for (const pid of await keepersOf(opened.pid)) {
      process.kill(pid, 'SIGKILL');
      // A killed process holds the pipe until it was scheduled once more, and its server seems kept until then.
      await gone(pid);
    }
    user.kill('SIGKILL');
    await once(user, 'exit');
    assert.ok(start !== undefined && isRunning(opened.pid, start), 'the orphan lives');
    const server = await open();
    assert.equal(server.started, true);
    assert.equal(isRunning(opened.pid, start), false);
  });

  it('takes other ports where the usual ones are in use, and refuses a named one', async (test) => {
    if (!(await hasTemporalCli(test))) return;
    const { open } = await place(test);
    const port = await freePort();
    const blocker = createServer().listen(port, '127.0.0.1');
    await once(blocker, 'listening');
    const refusal = {
      code: 'port-in-use',
      kind: 'usage',
      message: new RegExp(`port ${port} .* process ${process.pid}`),
    };
    await assert.rejects(open({ port }), refusal);
    await assert.rejects(open({ uiPort: port }), refusal);
    blocker.close();
    const server = await open({ port });
    assert.equal(server.address, `127.0.0.1:${port}`);
    await assert.rejects(open({ port: port === 7300 ? 7301 : 7300 }), { code: 'temporal-elsewhere', kind: 'usage' });

    const other = await mkdtemp(join(tmpdir(), 'millrace-server-'));
    const second = await open({ folder: other });
    assert.notEqual(second.address, server.address);
    assert.notEqual(second.uiUrl, server.uiUrl);
    await second.stop();
    await rm(other, { recursive: true });
  });

  it('leaves its last port to another store’s command that claims it', async (test) => {
    if (!(await hasTemporalCli(test))) return;
    const { open } = await place(test);
    const port = await freePort();
    await (await open({ port })).stop();
    const giveUp = claimPorts('/another/store', [port]);
    test.after(giveUp);
    const elsewhere = await open();
    assert.notEqual(elsewhere.address, `127.0.0.1:${port}`);
    await elsewhere.stop();
    giveUp();
    await (await open({ port })).stop();
    assert.equal((await open()).address, `127.0.0.1:${port}`);
  });

  it('shows the end of the log where the server cannot start, and leaves nothing that runs', async (test) => {
    if (!(await hasTemporalCli(test))) return;
    const { folder, open } = await place(test);
    await mkdir(join(folder, 'temporal'));
    const database = join(folder, 'temporal', 'temporal.db');
    await writeFile(database, 'this is no database, but long enough for a header of one hundred bytes '.repeat(4));
    await assert.rejects(open(), {
      code: 'temporal-start',
      at: join(folder, 'temporal', 'server.log'),
      message: /file is not a database/,
    });
    await rm(database);
    assert.equal((await open()).started, true);
  });
});

/** Process ids of the shells that keep a server: its parent, and the parent's other child. */
async function keepersOf(pid: number): Promise<number[]> {
  const table = spawn('ps', ['-A', '-o', 'pid=,ppid='], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  for await (const piece of table.stdout) text += piece;
  const rows = text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const keeper = rows.find(([id]) => id === pid)?.[1] ?? 0;
  assert.ok(keeper > 1);
  const watcher = rows.filter(([id, parent]) => parent === keeper && id !== pid).map(([id]) => id ?? 0);
  return [...watcher, keeper];
}
