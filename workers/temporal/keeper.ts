import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { MillraceError } from '../../core/errors.ts';
import { processStart } from '../../storage/process-identity.ts';
import type { Environment } from '../../wheels/environment.ts';
import type { Lease } from './lease.ts';

// Standard input is the lease's reading end; descriptor 3 tells the server's process id to the process that started us.
// Only the watcher holds the reading end, until the server is gone, so that "nobody reads" means "no server".
// Renaming the pipe first keeps new users from joining a server that is about to stop.
// What the server has answered is in the database's log, which the next server reads: SIGTERM takes 1.2 s and adds nothing.
const script = `
pipe=$1; shift
exec 4<&0 </dev/null
"$@" 4<&- 3>&- &
server=$!
echo "$server" >&3
exec 3>&-
(
  while read -r _; do :; done <&4
  mv "$pipe" "$pipe.closing"
  kill -KILL "$server"
  rm -f "$pipe.closing"
) 2>/dev/null &
watcher=$!
exec 4<&-
trap 'kill -TERM "$server"' TERM INT HUP
while kill -0 "$server" 2>/dev/null; do wait "$server"; done
kill -TERM "$watcher" 2>/dev/null
rm -f "$pipe" "$pipe.closing"
`;

/** A server under its keeper: a shell in a process group of its own, which a terminal's Ctrl-C does not reach. */
export interface KeptServer {
  readonly pid: number;
  /** As {@link processStart} gives it. */
  readonly start: string;
}

/**
 * Starts `command` under a keeper that ends it when nobody holds the lease's writing end any more. Output goes to the
 * end of `logFile`. Closes the lease's reading end. Throws MillraceError `temporal-start` where the command cannot be
 * started.
 */
export async function startKept(
  command: readonly string[],
  lease: Lease,
  folder: string,
  env: Environment,
  logFile: string,
): Promise<KeptServer> {
  const log = openSync(logFile, 'a');
  try {
    const path = [env['PATH'], '/usr/bin', '/bin'].filter(Boolean).join(':');
    const keeper = spawn('/bin/sh', ['-c', script, 'millrace-temporal-keeper', join(folder, lease.pipe), ...command], {
      detached: true,
      env: { ...env, PATH: path },
      stdio: [lease.reader, log, log, 'pipe'],
    });
    keeper.unref();
    const pid = Number(await firstLine(keeper));
    const start = Number.isInteger(pid) && pid > 0 ? processStart(pid) : undefined;
    if (start === undefined)
      throw new MillraceError('temporal-start', 'the Temporal server ended at once', { at: logFile });
    return { pid, start };
  } finally {
    closeSync(log);
    closeSync(lease.reader);
  }
}

function firstLine(keeper: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const pipe = keeper.stdio[3] as Readable;
    pipe.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
    });
    pipe.once('close', () => resolve(text.trim()));
    keeper.once('error', reject);
  });
}
