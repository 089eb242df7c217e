import { parentPort, workerData } from 'node:worker_threads';
import { errorToData, MillraceError } from '../core/errors.js';
import { openCropDecoder } from '../pipelines/images/crop-decoder.js';
import { openStorage } from '../storage/open-storage.js';
import { openImageDecoding } from './image-decoding.js';
import { valuesOf } from './image-memory.js';
import { idOf } from './image-table.js';
import { openPixelPlacer } from './pixel-placer.js';
import { openRangeReader } from './range-reader.js';
import { noneLeft } from './window-memory.js';
const { store, keys, table, memories, shape, augment, seed } = workerData;
const read = openRangeReader(openStorage(store));
const decode = await openImageDecoding(openCropDecoder(), augment, seed, shape.size);
const placers = memories.map(({ pixels }) => openPixelPlacer(pixels, shape));
const levels = new Uint8Array(valuesOf(shape.size));
let turn = Promise.resolve();
parentPort?.on('message', (task) => {
    turn = turn.then(async () => parentPort?.postMessage(await fill(task)));
});
async function fill({ task, memory, samples, epoch }) {
    const { taken, tableRows } = memories[memory];
    for (let place = Atomics.add(taken, 0, 1); place < samples; place = Atomics.add(taken, 0, 1)) {
        const row = tableRows[place];
        try {
            // Most images need no promise, and one for each costs.
            const reading = readImage(row, epoch, memory, place);
            if (reading !== undefined)
                await reading;
        }
        catch (error) {
            Atomics.store(taken, 0, noneLeft);
            return { task, type: 'failed', place, error: errorToData(error) };
        }
    }
    return { task, type: 'done' };
}
function readImage(row, epoch, memory, place) {
    const bytes = read(keyOf(row), table.offsets[row], table.lengths[row]);
    return bytes instanceof Promise
        ? bytes.then((found) => placeImage(found, row, epoch, memory, place))
        : placeImage(bytes, row, epoch, memory, place);
}
function placeImage(bytes, row, epoch, memory, place) {
    const placer = placers[memory];
    const into = placer.into(place);
    const image = {
        id: idOf(table, row),
        epoch,
        width: table.widths[row],
        height: table.heights[row],
    };
    const put = into === undefined ? () => placer.put(levels, place) : () => undefined;
    try {
        const decoding = decode(bytes, image, into ?? levels);
        return decoding === undefined ? put() : decoding.then(put, (error) => failed(row, error));
    }
    catch (error) {
        return failed(row, error);
    }
}
/** The build decoded every image that it kept, so one that cannot be decoded has been changed since. */
function failed(row, error) {
    const problem = error instanceof MillraceError ? `: ${error.message}` : '';
    throw new MillraceError('bad-file', `the image in row ${table.shardRows[row]} cannot be decoded${problem}`, {
        at: keyOf(row),
        hint: 'run `millrace verify`',
        cause: error,
    });
}
function keyOf(row) {
    return keys[table.shards[row]] ?? '';
}
//# sourceMappingURL=image-thread.js.map