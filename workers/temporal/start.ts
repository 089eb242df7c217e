import { closeSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { MillraceError } from '../../core/errors.ts';
import type { Environment } from '../../wheels/environment.ts';
import type { FetchProgress } from '../../wheels/wheel-pin.ts';
import { findTemporalCli, type TemporalCli } from './binary.ts';
import { type Hold, leaveServer } from './hold.ts';
import { startKept } from './keeper.ts';
import { createLease, type Lease, removeLease } from './lease.ts';
import { claimLock, type ServerRecord, updateLock } from './lock.ts';
import { isClaimedByAnother } from './port-claims.ts';
import { choosePort } from './ports.ts';
import { prepareServer } from './ready.ts';
import { searchAttributeFlags } from './search-attributes.ts';

/** What an opening of the embedded server needs. `folder` holds the database, the lock and the keeper's pipe. */
export interface ServerRequest {
  readonly folder: string;
  readonly env: Environment;
  readonly port: number | undefined;
  readonly uiPort: number | undefined;
  readonly logFile: string;
  readonly progress: (progress: FetchProgress) => void;
}

const startLimitMs = 30_000;
const maxLogBytes = 65_536;
const maxToldLength = 500;
const usualPort = 7233;
const usualUiPort = 8233;

/**
 * Starts a server on the folder's database if this process gets the lock; undefined where another was faster.
 * Throws MillraceError `port-in-use` for a named port, `temporal-start` with what the log tells, and what
 * {@link findTemporalCli} throws.
 */
export async function startServer(
  request: ServerRequest,
  previous: ServerRecord | undefined,
): Promise<Hold | undefined> {
  const { folder } = request;
  const cli = await findTemporalCli({ env: request.env, progress: request.progress });
  const lease = await createLease(folder);
  const claim = { state: 'starting', pipe: lease.pipe, pid: null, start: null, port: 0, uiPort: 0 } as const;
  const record = await claimLock(folder, previous, { ...claim, cliVersion: cli.version });
  if (record === undefined) {
    closeSync(lease.reader);
    closeSync(lease.writer);
    await removeLease(folder, lease.pipe);
    return undefined;
  }
  return startLocked(request, cli, lease, record, previous);
}

async function startLocked(
  request: ServerRequest,
  cli: TemporalCli,
  lease: Lease,
  claimed: ServerRecord,
  previous: ServerRecord | undefined,
): Promise<Hold> {
  const { folder, logFile } = request;
  let record = claimed;
  let reader: number | undefined = lease.reader;
  const logStart = await bytesOf(logFile);
  try {
    const unclaimed = (ports: readonly number[]) => ports.filter((each) => !isClaimedByAnother(each, folder));
    const ports = unclaimed([previous?.port ?? usualPort, usualPort]);
    const port = await choosePort(request.port, ports);
    const uiPorts = unclaimed([previous?.uiPort ?? usualUiPort, usualUiPort]);
    const uiPort = await choosePort(request.uiPort, uiPorts, port);
    reader = undefined;
    // Go lets a heap double before it collects; half of that is enough for one machine's history.
    const env = { GOGC: '50', ...request.env };
    const server = await startKept(serverCommand(cli, folder, port, uiPort), lease, folder, env, logFile);
    record = { ...record, pid: server.pid, start: server.start, port, uiPort };
    await updateLock(folder, record);
    await prepareServer(server, port, uiPort, startLimitMs);
    record = { ...record, state: 'running' };
    await updateLock(folder, record);
    return { record, writer: lease.writer, started: true };
  } catch (cause) {
    if (reader !== undefined) closeSync(reader);
    await leaveServer(folder, { record, writer: lease.writer, started: true });
    throw reader === undefined ? startError(logFile, await logSince(logFile, logStart), cause) : cause;
  }
}

function serverCommand(cli: TemporalCli, folder: string, port: number, uiPort: number): string[] {
  const command = [cli.path, 'server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port)];
  command.push('--ui-port', String(uiPort), '--ui-disable-news-fetch', '--log-level', 'error');
  command.push('--db-filename', join(folder, 'temporal.db'));
  // Measured at 4 to 5 times the activities per second of the defaults.
  command.push('--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL');
  return [...command, ...searchAttributeFlags()];
}

function startError(logFile: string, log: string, cause: unknown): MillraceError {
  const tellingLines = log.split('\n').filter((line) => /error|fatal|panic/i.test(line));
  const told = tellingLines.slice(0, 3).join(' ').slice(0, maxToldLength);
  if (/address already in use/i.test(log)) {
    return new MillraceError('port-in-use', `a port was taken while the Temporal server started: ${told}`, {
      at: logFile,
      hint: 'run the command again',
      cause,
    });
  }
  const why = cause instanceof Error ? cause.message : String(cause);
  return new MillraceError(
    'temporal-start',
    `the Temporal server did not start: ${why}${told && `; its log: ${told}`}`,
    {
      at: logFile,
      hint: 'read the log; `millrace doctor` checks what the server needs',
      cause,
    },
  );
}

async function bytesOf(path: string): Promise<number> {
  return stat(path).then(
    (found) => found.size,
    () => 0,
  );
}

/** What was added to the log since it had `from` bytes, up to a limit. */
async function logSince(logFile: string, from: number): Promise<string> {
  const bytes = Math.min((await bytesOf(logFile)) - from, maxLogBytes);
  if (bytes <= 0) return '';
  const file = await open(logFile, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, from);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}
