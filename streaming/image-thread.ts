import { parentPort, workerData } from 'node:worker_threads';
import { type ErrorData, errorToData, MillraceError } from '../core/errors.ts';
import type { AugmentStep } from '../pipelines/augment/augmentation.ts';
import { openCropDecoder } from '../pipelines/images/crop-decoder.ts';
import { openStorage } from '../storage/open-storage.ts';
import { openImageDecoding } from './image-decoding.ts';
import { type ImageMemory, type PixelShape, valuesOf } from './image-memory.ts';
import { type ImageTable, idOf } from './image-table.ts';
import { openPixelPlacer, type PixelPlacer } from './pixel-placer.ts';
import { openRangeReader } from './range-reader.ts';
import { noneLeft } from './window-memory.ts';

/** What a reader thread of images is given when it starts. */
export interface ImageThreadData {
  readonly store: string;
  readonly keys: readonly string[];
  readonly table: ImageTable;
  readonly memories: readonly ImageMemory[];
  readonly shape: PixelShape;
  readonly augment: readonly AugmentStep[];
  readonly seed: number;
}

/** A batch to be read: every thread gets the same ones in the same order, and takes images of each in turn. */
export interface ImageTask {
  readonly task: number;
  readonly memory: number;
  readonly samples: number;
}

/** A thread has left a batch: no image of it is left, or one that it took is bad; `place` is that of the bad one. */
export type ImageAnswer =
  | { readonly task: number; readonly type: 'done' }
  | { readonly task: number; readonly type: 'failed'; readonly place: number; readonly error: ErrorData };

const { store, keys, table, memories, shape, augment, seed } = workerData as ImageThreadData;
const read = openRangeReader(openStorage(store));
const decode = await openImageDecoding(openCropDecoder(), augment, seed, shape.size);
const placers = memories.map(({ pixels }) => openPixelPlacer(pixels, shape));
const levels = new Uint8Array(valuesOf(shape.size));

let turn: Promise<void> = Promise.resolve();
parentPort?.on('message', (tasks: readonly ImageTask[]) => {
  for (const task of tasks) turn = turn.then(async () => parentPort?.postMessage(await fill(task)));
});

async function fill({ task, memory, samples }: ImageTask): Promise<ImageAnswer> {
  const { taken, tableRows, epochs } = memories[memory] as ImageMemory;
  for (let place = Atomics.add(taken, 0, 1); place < samples; place = Atomics.add(taken, 0, 1)) {
    const row = tableRows[place] as number;
    try {
      // Most images need no promise, and one for each costs.
      const reading = readImage(row, epochs[place] as number, memory, place);
      if (reading !== undefined) await reading;
    } catch (error) {
      Atomics.store(taken, 0, noneLeft);
      return { task, type: 'failed', place, error: errorToData(error) };
    }
  }
  return { task, type: 'done' };
}

function readImage(row: number, epoch: number, memory: number, place: number): void | Promise<void> {
  const bytes = read(keyOf(row), table.offsets[row] as number, table.lengths[row] as number);
  return bytes instanceof Promise
    ? bytes.then((found) => placeImage(found, row, epoch, memory, place))
    : placeImage(bytes, row, epoch, memory, place);
}

function placeImage(
  bytes: Uint8Array,
  row: number,
  epoch: number,
  memory: number,
  place: number,
): void | Promise<void> {
  const placer = placers[memory] as PixelPlacer;
  const into = placer.into(place);
  const image = {
    id: idOf(table, row),
    epoch,
    width: table.widths[row] as number,
    height: table.heights[row] as number,
  };
  const put = into === undefined ? () => placer.put(levels, place) : () => undefined;
  try {
    const decoding = decode(bytes, image, into ?? levels);
    return decoding === undefined ? put() : decoding.then(put, (error: unknown) => failed(row, error));
  } catch (error) {
    return failed(row, error);
  }
}

/** The build decoded every image that it kept, so one that cannot be decoded has been changed since. */
function failed(row: number, error: unknown): never {
  const problem = error instanceof MillraceError ? `: ${error.message}` : '';
  throw new MillraceError('bad-file', `the image in row ${table.shardRows[row]} cannot be decoded${problem}`, {
    at: keyOf(row),
    hint: 'run `millrace verify`',
    cause: error,
  });
}

function keyOf(row: number): string {
  return keys[table.shards[row] as number] ?? '';
}
