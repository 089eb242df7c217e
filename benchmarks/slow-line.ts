import { connect, createServer, type Socket } from 'node:net';
import { portOf } from '../tests/storage/s3-server.ts';

/*
 * A line between clients and a server of this machine, as a child process that is forked: `slow-line.js PORT MBIT_PER_S
 * ROUND_TRIP_MS`. All connections share the bandwidth of the answers; what goes either way comes half a round trip later,
 * and a new connection costs a round trip, as opening one does. TCP's slow start and losses are left out. It sends a
 * {@link LineState} when it is ready, and for each message that it gets.
 */
export interface LineState {
  readonly port: number;
  /** So far. */
  readonly connections: number;
  readonly requests: number;
}

interface Waiting {
  readonly atMs: number;
  readonly give: () => void;
}

/** What the line holds of a connection before the server is kept from sending more. */
const mostWaitingBytes = 2 ** 20;
const [to = 0, megabits = 0, roundTripMs = 0] = process.argv.slice(2).map(Number);
const bytesPerMs = (megabits * 1e6) / 8 / 1000;
const waiting: Waiting[] = [];
let [connections, requests, freeAtMs] = [0, 0, 0];
let isPumping = false;

const server = createServer({ noDelay: true }, (client) => {
  connections++;
  const upstream = connect({ port: to, host: '127.0.0.1', noDelay: true });
  const openAtMs = performance.now() + roundTripMs;
  client.on('data', (piece) => {
    if (piece.subarray(0, 4).toString() === 'GET ') requests++;
    later(Math.max(openAtMs, performance.now()) + roundTripMs / 2, () => upstream.write(piece));
  });
  upstream.on('data', (piece) => answer(piece, client, upstream));
  client.on('close', () => upstream.destroy());
  upstream.on('close', () =>
    later(Math.max(freeAtMs, performance.now()) + roundTripMs / 2, () => client.destroySoon()),
  );
  for (const socket of [client, upstream]) socket.on('error', () => undefined);
});
const held = new Map<Socket, number>();

function answer(piece: Buffer, client: Socket, upstream: Socket): void {
  freeAtMs = Math.max(freeAtMs, performance.now()) + piece.length / bytesPerMs;
  const bytes = (held.get(client) ?? 0) + piece.length;
  held.set(client, bytes);
  if (bytes > mostWaitingBytes) upstream.pause();
  later(freeAtMs + roundTripMs / 2, () => {
    client.write(piece);
    const left = (held.get(client) ?? 0) - piece.length;
    held.set(client, left);
    if (left <= mostWaitingBytes) upstream.resume();
  });
}

/** Keeps the order of what is due at one time. */
function later(atMs: number, give: () => void): void {
  let place = waiting.length;
  while (place > 0 && (waiting[place - 1] as Waiting).atMs > atMs) place--;
  waiting.splice(place, 0, { atMs, give });
  if (!isPumping) pump();
}

function pump(): void {
  const nowMs = performance.now();
  while (waiting[0] !== undefined && waiting[0].atMs <= nowMs) waiting.shift()?.give();
  isPumping = waiting.length > 0;
  if (isPumping) setTimeout(pump, Math.max(0, (waiting[0] as Waiting).atMs - nowMs));
}

const tell = (): void => {
  process.send?.({ port: portOf(server), connections, requests } satisfies LineState);
};
server.listen(0, '127.0.0.1', tell);
process.on('message', tell);
process.on('disconnect', () => process.exit());
