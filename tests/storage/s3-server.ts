import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A real S3-compatible server over a folder: what lies in `folder/BUCKET/` are the bucket's objects. */
export interface S3Server {
  readonly folder: string;
  readonly port: number;
  readonly credentials: { readonly id: string; readonly secret: string };
  readonly stop: () => Promise<void>;
}

/** Why tests that need the server are skipped where there is none. */
export const noServer =
  'no versitygw on PATH or in ~/go/bin: go install github.com/versity/versitygw/cmd/versitygw@v1.8.0';

/** Where the server's program is; undefined where it is not installed. */
export function versitygw(): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), join(homedir(), 'go/bin')];
  return folders.map((folder) => join(folder, 'versitygw')).find((path) => existsSync(path));
}

/** Starts the server on a free port of this machine, with keys that no other has, and points the environment to it. */
export async function startS3Server(program: string, buckets: readonly string[]): Promise<S3Server> {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-s3-'));
  for (const bucket of buckets) mkdirSync(join(folder, bucket));
  const port = await freePort();
  const credentials = { id: `CANARYID${hex(6)}`, secret: `canary-secret-${hex(12)}` };
  // As S3 does; without it the server closes each connection after its answer.
  const child = spawn(program, ['--keep-alive', '--port', `127.0.0.1:${port}`, 'posix', folder], {
    env: { ...process.env, ROOT_ACCESS_KEY: credentials.id, ROOT_SECRET_KEY: credentials.secret },
    stdio: 'ignore',
  });
  const end = (): void => void child.kill('SIGKILL');
  process.once('exit', end);
  await answering(port, child);
  return {
    ...{ folder, port, credentials },
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
      process.off('exit', end);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The environment of a client of the server, and nothing of this machine's own settings. */
export function pointTo(port: number, { id, secret }: S3Server['credentials'], env = process.env): void {
  for (const name of Object.keys(env)) if (name.startsWith('AWS_')) delete env[name];
  Object.assign(env, {
    AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${port}`,
    AWS_ACCESS_KEY_ID: id,
    AWS_SECRET_ACCESS_KEY: secret,
    // Neither a person's profile nor the address where a cloud keeps its roles is asked.
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  });
}

/** A way to the server that breaks: each connection ends when it has brought `bytes` bytes of answers. */
export async function startBreakingProxy(
  to: number,
  bytes: number,
): Promise<{ server: Server; port: number; cuts: () => number }> {
  let cuts = 0;
  const server = createServer((client) => {
    const upstream = connect(to, '127.0.0.1');
    let left = bytes;
    client.pipe(upstream);
    upstream.on('data', (piece) => {
      if (client.destroyed) return;
      client.write(piece.subarray(0, left));
      left -= piece.length;
      if (left > 0) return;
      cuts++;
      client.destroySoon();
      upstream.destroy();
    });
    for (const socket of [client, upstream]) socket.on('error', () => undefined);
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroySoon());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: portOf(server), cuts: () => cuts };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = portOf(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('Expected a port');
  return address.port;
}

async function answering(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (open) return;
    if (child.exitCode !== null) break;
    await pause(50);
  }
  throw new Error('The S3 server does not answer');
}

function hex(bytes: number): string {
  return randomBytes(bytes).toString('hex').toUpperCase();
}
