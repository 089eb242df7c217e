import { isAbsolute } from 'node:path';
import type { Manifest } from '../../shards/manifest.ts';
import { tokenIdBytes } from '../../shards/token-id-bytes.ts';
import { type TokenShape, tokenGroupRows } from '../../shards/tokens.ts';
import { arrivalSource } from '../arrival-cursor.ts';
import { badStream } from '../bad-stream.ts';
import { batchesOf } from '../batches.ts';
import type { Cursor } from '../cursor.ts';
import { windowPlaces } from '../epoch-order.ts';
import { oneConsumer } from '../one-consumer.ts';
import { fillHere, type Stream } from '../open-stream.ts';
import { readWindows } from '../read-windows.ts';
import { openReaderPool } from '../reader-pool.ts';
import type { ReaderData } from '../reader-thread.ts';
import { checkBatchTokens, checkNumbers, maxBatchTokens, type StreamRequest } from '../stream-request.ts';
import { startOfStream } from '../stream-start.ts';
import { tokenWindowSamples } from '../view.ts';
import { openWindowMemory } from '../window-memory.ts';
import { type FollowedShare, followedTurns, followedWindows } from './followed-plan.ts';
import { growingShards } from './growing-shards.ts';

/** What a build that is at work is followed with. Packed tokens of epoch 0, in order of arrival. */
export interface FollowOptions extends Omit<StreamRequest, 'version' | 'epoch' | 'classes' | 'cache'> {
  readonly dataset: string;
  readonly shape: TokenShape;
  /** Shards as they are sealed, in the order of the manifest to come; ends when the version is there. */
  readonly shards: (signal: AbortSignal) => AsyncIterable<Manifest['shards'][number]>;
}

/** As {@link Stream}. `shards` and `samples` are those that are there, `end` is the place after them. */
export interface FollowedStream extends Omit<Stream, 'epochs'> {
  /** Lets `batches` end where it would wait for more. */
  stop(): void;
}

/**
 * Follows a build: its batches are those that the finished version gives in order of arrival, with the same seed, and a
 * cursor of either is one of the other. A batch comes once a window of at most 16,384 samples that it lies in is whole, and
 * the batch is there for all ranks. Memory: as a stream of a version.
 *
 * @throws MillraceError `cursor-mismatch`, `bad-stream` (usage); what `shards` throws, in `batches`
 */
export async function openFollowedStream(options: FollowOptions): Promise<FollowedStream> {
  checkNumbers(options, maxBatchTokens);
  const { storage, shape, split, batch, seed, threads, ranks = 1, rank = 0, dropLast = false, from } = options;
  const { length } = shape;
  checkBatchTokens(batch, length);
  if (from !== undefined && from.epoch > 0) throw badStream('a build that is followed has no epoch but 0');
  const growing = growingShards(options.shards, options.dataset, split);
  const named = { content: 'tokens', split, seed } as const;
  const sourceAt = arrivalSource(growing.arrived);
  const cursorAt = (place: Pick<Cursor, 'epoch' | 'position'>): Cursor => ({ ...sourceAt(place), ...named, ...place });
  while (growing.samples() < (from?.position ?? 0) && !growing.hasEnded()) await growing.change();
  const start = startOfStream({ ...sourceAt(from ?? begin), ...named }, growing.samples(), undefined, from);
  const windowSamples = tokenWindowSamples(shape);
  const data = readerData(options, windowSamples);
  const here = fillHere(storage, { shape, documents: undefined, augment: undefined }, undefined);
  const pool = openReaderPool(data, growing, { threads, placesIn: (window) => windowPlaces(window, seed), here });
  const share: FollowedShare = { from: start.position, ranks, rank, batch, dropLast };
  const close = async (): Promise<void> => {
    growing.stop();
    await pool.close();
  };
  const read = oneConsumer(async function* batches(_: undefined) {
    const headSamples = isAbsolute(storage.location) ? batch : undefined;
    const windows = readWindows(followedWindows(growing, windowSamples, share), pool, headSamples);
    try {
      yield* batchesOf(followedTurns(growing, share), [{ windows, firstShard: 0 }], { batch, length, cursorAt });
    } catch (error) {
      await close();
      throw error;
    }
  });
  return {
    classes: [],
    shards: growing.names,
    parts: [],
    get samples() {
      return growing.samples();
    },
    length,
    vocabulary: shape.vocabulary,
    start,
    get end() {
      return cursorAt({ epoch: 0, position: growing.samples() });
    },
    batches: () => read(undefined),
    stop: growing.stop,
    close,
  };
}

const begin = { epoch: 0, position: 0 } as const;

function readerData({ storage, shape, ranks = 1 }: FollowOptions, windowSamples: number): ReaderData {
  const held = Math.max(windowSamples, tokenGroupRows);
  const ownSamples = Math.ceil(held / ranks);
  const memory = () =>
    openWindowMemory({ samples: held, ownSamples, length: shape.length, idBytes: tokenIdBytes(shape) });
  const memories = [memory(), memory()] as const;
  return { store: storage.location, shape, memories, documents: undefined, augment: undefined, cache: undefined };
}
