import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeSafetensors } from '../checkpoints/safetensors.ts';
import type { FedBatch, RunFeed } from '../run-feed.ts';
import { rankShare } from './rank-share.ts';

/** What ranks are fed: the splits of a run, of which `holdout` is read `validationBatches` at a time. */
export interface Feeds {
  readonly train: RunFeed;
  readonly holdout: RunFeed | undefined;
  readonly validationBatches: number;
  /** Samples of a micro-batch. */
  readonly batch: number;
  readonly ranks: number;
}

/** A socket at which ranks are given their shares of the micro-batches that this process prepares. */
export interface Feeder {
  /** The path of a socket that none but this user can open. */
  readonly socket: string;
  /** What ended the feeding; the ranks see their connections closed. */
  readonly error: () => unknown;
  /** Ends all connections, and resolves when nothing reads the feeds. */
  readonly close: () => Promise<void>;
}

/**
 * Begins to feed. A rank connects once for each split, and says `train RANK` or `holdout RANK` in one line. It is sent
 * frames: 8 bytes with the size, little-endian, then that many of safetensors with its share of a micro-batch, and in the
 * metadata `batch`, JSON: `targets` and `tokens`, of the whole micro-batch to rank 0 and 0 to the others, and `cursor`,
 * the place after it. A frame of 0 bytes ends one reading of `holdout`; the next one follows.
 *
 * Holds one micro-batch for each split, beside what the feeds hold: the next is prepared when the last is sent.
 */
export async function openFeeder(run: Feeds): Promise<Feeder> {
  const folder = await mkdtemp(join(tmpdir(), 'millrace-feed-'));
  const socket = join(folder, 'socket');
  const connected = { train: new Map<number, Socket>(), holdout: new Map<number, Socket>() };
  const pumps: Promise<void>[] = [];
  let failure: unknown;
  const closeAll = (): void => {
    for (const each of [...connected.train.values(), ...connected.holdout.values()]) each.destroy();
  };
  const start = (split: 'train' | 'holdout'): void => {
    const sockets = [...connected[split]].sort(([a], [b]) => a - b).map(([, each]) => each);
    const pump = split === 'train' ? feedEpochs(run, sockets) : feedValidations(run, sockets);
    pumps.push(
      pump.catch((error) => {
        failure ??= error;
        closeAll();
      }),
    );
  };
  const server = createServer((connection) => {
    // A rank that dies resets its connection: that is seen where it is sent to.
    connection.on('error', () => connection.destroy());
    // So short a line comes whole.
    connection.once('data', (line) => {
      const [, split, rank] = /^(train|holdout) (\d+)\n$/.exec(line.toString()) ?? [];
      if ((split !== 'train' && split !== 'holdout') || Number(rank) >= run.ranks) return connection.destroy();
      connected[split].set(Number(rank), connection);
      if (connected[split].size === run.ranks) start(split);
    });
  });
  server.listen(socket);
  await once(server, 'listening');
  return {
    socket,
    error: () => failure,
    close: async () => {
      server.close();
      closeAll();
      await Promise.all(pumps);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function feedEpochs({ train, ...run }: Feeds, sockets: readonly Socket[]): Promise<void> {
  for await (const batch of train.epochs()) {
    if (!(await feed(batch, run, sockets))) return;
  }
}

async function feedValidations({ holdout, ...run }: Feeds, sockets: readonly Socket[]): Promise<void> {
  for (;;) {
    let read = 0;
    for await (const batch of holdout?.batches() ?? []) {
      if (!(await feed(batch, run, sockets))) return;
      if (++read === run.validationBatches) break;
    }
    const over = await Promise.all(sockets.map((socket) => send(socket, Buffer.alloc(8))));
    if (over.includes(false)) return;
  }
}

/** Whether all ranks took their shares. */
async function feed(
  { inputs, units, cursor }: FedBatch,
  { batch, ranks }: Pick<Feeds, 'batch' | 'ranks'>,
  sockets: readonly Socket[],
): Promise<boolean> {
  const judged = inputs.reduce((sum, part) => sum + part.targets, 0);
  const sent = sockets.map((socket, rank) => {
    const counted = rank === 0 ? { targets: judged, tokens: units } : { targets: 0, tokens: 0 };
    const frame = encodeSafetensors(rankShare(inputs, batch, { ranks, rank }), {
      batch: JSON.stringify({ ...counted, cursor }),
    });
    const size = Buffer.alloc(8);
    size.writeBigUInt64LE(BigInt(frame.length));
    socket.write(size);
    return send(socket, frame);
  });
  return !(await Promise.all(sent)).includes(false);
}

/** Resolves when a rank can be sent more: false where it is gone. */
async function send(socket: Socket, bytes: Uint8Array): Promise<boolean> {
  if (socket.destroyed) return false;
  if (socket.write(bytes)) return true;
  return await new Promise((resolve) => {
    const settle = (): void => {
      socket.off('drain', settle).off('close', settle);
      resolve(!socket.destroyed);
    };
    socket.once('drain', settle).once('close', settle);
  });
}
