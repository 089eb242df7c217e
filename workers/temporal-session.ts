import type { Client } from '@temporalio/client';
import { formatByteSize } from '../core/byte-size.ts';
import type { FetchProgress } from '../wheels/wheel-pin.ts';
import { connectClient } from './temporal/connection.ts';
import { ensureSearchAttributes } from './temporal/search-attributes.ts';
import { openTemporal } from './temporal/server.ts';
import { type TemporalTarget, temporalSettings } from './temporal/settings.ts';
import { externalUiUrl, namedUiUrl } from './temporal/ui.ts';

const noteEveryMs = 2_000;

/** The Temporal that a command uses: its own server, or one that a person named. */
export interface TemporalSession {
  readonly target: TemporalTarget;
  readonly client: Client;
  readonly uiUrl: string | null;
  readonly started: boolean;
  /** Gives up a server that this session started or joined. The process should end then. */
  readonly close: () => Promise<void>;
}

/**
 * Connects to Temporal, starting the embedded server of the store's folder where the environment names none.
 * Throws what {@link openTemporal} and {@link connectClient} throw.
 */
export async function openTemporalSession(
  folder: string,
  env: NodeJS.ProcessEnv,
  onNote: (text: string) => void,
): Promise<TemporalSession> {
  const settings = temporalSettings(env);
  if (settings.kind === 'external') {
    const { target } = settings;
    const client = await connectClient(target);
    await ensureSearchAttributes(client.connection, target.namespace);
    const uiUrl = namedUiUrl(env) ?? externalUiUrl(target) ?? null;
    return { target, client, uiUrl, started: false, close: async () => undefined };
  }
  const server = await openTemporal({
    folder,
    env,
    progress: nowAndThen((fetched) => onNote(fetchNote(fetched))),
    onEvent: (event) => {
      if (event.kind === 'restarted')
        onNote(`the Temporal server ended and is back after ${event.seconds.toFixed(1)} s`);
      else onNote(`the Temporal server is lost: ${event.error.message}`);
    },
  });
  try {
    return {
      target: server.target,
      // Its channel stays open until the process ends: the SDK retries a pending call from a timer, and one that meets a
      // closed channel throws there, past every catch.
      client: await connectClient(server.target),
      uiUrl: server.uiUrl,
      started: server.started,
      close: async () => {
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

function fetchNote({ phase, bytes, totalBytes }: FetchProgress): string {
  return `Temporal CLI, needed once: ${phase} ${formatByteSize(bytes)} of ${formatByteSize(totalBytes)}`;
}

/** Passes on what begins a phase, and within one what comes two seconds after the last: each is a line for people. */
function nowAndThen(tell: (fetched: FetchProgress) => void): (fetched: FetchProgress) => void {
  let last: { readonly phase: string; readonly ms: number } | undefined;
  return (fetched) => {
    const ms = performance.now();
    if (last?.phase === fetched.phase && ms - last.ms < noteEveryMs) return;
    last = { phase: fetched.phase, ms };
    tell(fetched);
  };
}
