import { closeSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type ErrorData, errorToData, MillraceError } from '../../core/errors.ts';
import type { Environment } from '../../wheels/environment.ts';
import type { FetchProgress } from '../../wheels/wheel-pin.ts';
import { acquireServer } from './acquire.ts';
import { type Hold, isServing, leaveServer } from './hold.ts';
import { claimPorts } from './port-claims.ts';
import { localTarget, localUiUrl } from './ready.ts';
import type { TemporalTarget } from './settings.ts';
import type { ServerRequest } from './start.ts';

export interface OpenTemporalOptions {
  /** Local folder of the store: the server's files lie in `temporal/` within. */
  readonly folder: string;
  readonly env: Environment;
  /** Ports that must be taken. Where none is named, 7233 and 8233 if they are free, else any. */
  readonly port?: number;
  readonly uiPort?: number;
  /** Default: `temporal/server.log` in `folder`. Output is added at its end. */
  readonly logFile?: string;
  /** How often a server that died is brought back; default 3, 0 for never. */
  readonly maxRestarts?: number;
  /** Called while the Temporal CLI is fetched, at the first use on a machine. */
  readonly progress?: (progress: FetchProgress) => void;
  readonly onEvent?: (event: ServerEvent) => void;
}

/** `restarted`: the server died and answers again at the same address. `lost`: it will not come back. */
export type ServerEvent =
  | { readonly kind: 'restarted'; readonly restarts: number; readonly seconds: number }
  | { readonly kind: 'lost'; readonly error: ErrorData };

/** A running Temporal server, for as long as it is not stopped. Keeps the event loop alive until then. */
export interface TemporalServer {
  /** For `connectClient` and `connectWorker`. */
  readonly target: TemporalTarget;
  readonly address: string;
  readonly namespace: string;
  /** Has answered 200. */
  readonly uiUrl: string;
  readonly cliVersion: string;
  /** True where this call started the server, false where it joined one that another command of this store runs. */
  readonly started: boolean;
  /** The server's process id now. */
  pid(): number;
  /** Gives the server up; true where it is gone, false where other commands still use it. Repeating does nothing. */
  stop(): Promise<boolean>;
}

const watchMs = 500;
const defaultMaxRestarts = 3;

/**
 * Opens the embedded Temporal server of a store: joins the one that runs, or starts one, which takes about a second.
 * It lives until its last user stops or ends, even by SIGKILL, and is brought back on the same ports and database if
 * it dies before. Throws what {@link acquireServer} throws.
 */
export async function openTemporal(options: OpenTemporalOptions): Promise<TemporalServer> {
  const folder = join(resolve(options.folder), 'temporal');
  await mkdir(folder, { recursive: true });
  const request: ServerRequest = {
    folder,
    env: options.env,
    port: options.port,
    uiPort: options.uiPort,
    logFile: resolve(options.logFile ?? join(folder, 'server.log')),
    progress: options.progress ?? (() => undefined),
  };
  const first = await acquireServer(request);
  const watched = watchServer(request, first, options.maxRestarts ?? defaultMaxRestarts, options.onEvent);
  const target = localTarget(first.record.port);
  return {
    target,
    address: target.address,
    namespace: target.namespace,
    uiUrl: localUiUrl(first.record.uiPort),
    cliVersion: first.record.cliVersion,
    started: first.started,
    ...watched,
  };
}

function watchServer(
  request: ServerRequest,
  first: Hold,
  maxRestarts: number,
  onEvent: (event: ServerEvent) => void = () => undefined,
): Pick<TemporalServer, 'pid' | 'stop'> {
  let hold: Hold | undefined = first;
  let restarts = 0;
  let reviving: Promise<void> | undefined;
  let stopped: Promise<boolean> | undefined;
  const { port, uiPort, pid } = first.record;
  const giveUpPorts = claimPorts(request.folder, [port, uiPort]);

  const revive = async (died: Hold): Promise<void> => {
    const begin = performance.now();
    hold = undefined;
    closeSync(died.writer);
    try {
      if (restarts >= maxRestarts) throw lostError(restarts, request.logFile);
      restarts++;
      hold = await acquireServer({ ...request, port, uiPort });
      onEvent({ kind: 'restarted', restarts, seconds: (performance.now() - begin) / 1000 });
    } catch (error) {
      clearInterval(timer);
      onEvent({ kind: 'lost', error: errorToData(error) });
    }
  };
  const timer = setInterval(() => {
    if (hold === undefined || isServing(hold.record)) return;
    reviving = revive(hold);
  }, watchMs);

  return {
    pid: () => hold?.record.pid ?? pid ?? 0,
    stop: () => {
      stopped ??= (async () => {
        clearInterval(timer);
        await reviving;
        const gone = hold === undefined || (await leaveServer(request.folder, hold));
        giveUpPorts();
        return gone;
      })();
      return stopped;
    },
  };
}

function lostError(restarts: number, logFile: string): MillraceError {
  return new MillraceError('temporal-lost', `the Temporal server died and was brought back ${restarts} times already`, {
    at: logFile,
    hint: 'read the log; nothing is lost: run the command again to resume',
  });
}
