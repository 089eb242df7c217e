import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '@temporalio/client';
import proto from '@temporalio/proto';
import { MillraceError } from '../../core/errors.ts';
import { isRunning } from '../../storage/process-identity.ts';
import { openConnection } from './connection.ts';
import type { KeptServer } from './keeper.ts';
import { listensOn } from './ports.ts';
import { ensureSearchAttributes } from './search-attributes.ts';
import type { TemporalTarget } from './settings.ts';
import { waitForUi } from './ui.ts';

/** How long closed workflows stay to be looked at; the server's own default is one day. */
const retentionHours = 2160;
const pollMs = 25;
const connectMs = 2000;

/** The embedded server as a target: plain gRPC on the loopback address. */
export function localTarget(port: number): TemporalTarget {
  return {
    address: `127.0.0.1:${port}`,
    namespace: 'default',
    namedBy: 'the embedded server',
    local: true,
    tls: false,
  };
}

export function localUiUrl(uiPort: number): string {
  return `http://127.0.0.1:${uiPort}`;
}

/**
 * Waits until a server that was just started answers gRPC and its UI answers 200, then sets the retention and registers
 * the search attributes; a fresh database takes about a second. Throws MillraceError `temporal-unreachable` or
 * `temporal-ui` after `limitMs`, or as soon as the server has ended.
 */
export async function prepareServer(server: KeptServer, port: number, uiPort: number, limitMs: number): Promise<void> {
  const { namespace } = localTarget(port);
  const deadline = performance.now() + limitMs;
  const connection = await connectWhenUp(server, port, deadline);
  try {
    const workflowExecutionRetentionTtl = proto.google.protobuf.Duration.fromObject({ seconds: retentionHours * 3600 });
    await connection.workflowService.updateNamespace({ namespace, config: { workflowExecutionRetentionTtl } });
    await ensureSearchAttributes(connection, namespace);
  } finally {
    await connection.close();
  }
  await waitToListen(server, uiPort, deadline);
  const isAlive = () => isRunning(server.pid, server.start);
  await waitForUi(localUiUrl(uiPort), isAlive, Math.max(0, deadline - performance.now()));
}

/** Checks once, within about `limitMs`, that a running server and its UI answer. Throws as {@link prepareServer}. */
export async function checkServer(port: number, uiPort: number, limitMs: number): Promise<void> {
  const connection = await openConnection(localTarget(port), limitMs);
  await connection.close();
  await waitForUi(localUiUrl(uiPort), () => true, limitMs);
}

async function connectWhenUp(server: KeptServer, port: number, deadline: number): Promise<Connection> {
  for (;;) {
    await waitToListen(server, port, deadline);
    try {
      return await openConnection(localTarget(port), connectMs);
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
  }
}

/** Waits for the port by looking, not by knocking: what answers there may be another store's server. */
async function waitToListen(server: KeptServer, port: number, deadline: number): Promise<void> {
  while (!(await listensOn(server.pid, port)) || !(await accepts(port))) {
    if (!isRunning(server.pid, server.start)) {
      throw new MillraceError('temporal-unreachable', 'the Temporal server ended while it started');
    }
    if (performance.now() > deadline) {
      throw new MillraceError('temporal-unreachable', `the Temporal server does not listen on port ${port}`);
    }
    await sleep(pollMs);
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
