import { formatByteSize } from '../core/byte-size.js';
import { tokenIdBytes } from '../shards/token-id-bytes.js';
import { badStream } from './bad-stream.js';
import { batchesOf } from './batches.js';
import { oneConsumer } from './one-consumer.js';
import { readWindows } from './read-windows.js';
import { openReaderPool } from './reader-pool.js';
import { windowsOfEpoch, windowsOfEpochs } from './stream-plan.js';
import { checkNumbers } from './stream-request.js';
import { startOfStream } from './stream-start.js';
import { viewOf } from './view.js';
import { openWindowMemory } from './window-memory.js';
/** 2 GiB of token ids. */
const maxBatchTokens = 2 ** 29;
/** Two windows are in memory. */
const maxWindowBytes = 2 ** 32;
/**
 * Opens a version as a stream of batches whose order is a pure function of (manifest, seed, epoch).
 *
 * The groups of rows of all shards are permuted; those that follow each other make windows, whose samples are permuted
 * among themselves. Memory: two windows of at most 16,384 samples (of packed tokens at most 32 MiB) or one group that
 * is larger, divided by `ranks`; two groups for each thread; 8 bytes for each sample of a window and some 100 for each
 * group of the version. Every rank reads every group that holds a sample of its own.
 *
 * @throws MillraceError `cursor-mismatch`, `no-samples`, `bad-stream`, `too-many-classes` (usage); as shards are read
 * `bad-file`, `not-found`, `short-read`
 */
export async function openStream(options) {
    checkNumbers(options, maxBatchTokens);
    const { version, content, split, batch, seed, threads, ranks = 1, rank = 0 } = options;
    const view = await viewOf(options);
    const { shape, groups, windowSamples } = view;
    const { length } = shape;
    if (batch * length > maxBatchTokens)
        throw badStream(`a batch of ${batch} × ${length} tokens is too large`);
    const groupSamples = groups.map((group) => group.samples);
    const samples = groupSamples.reduce((sum, count) => sum + count, 0);
    const named = { manifestSha256: version.sha256, content, split, seed };
    const start = startOfStream(named, samples, options.epoch, options.from);
    const wholeBatch = options.dropLast === true ? batch * ranks : undefined;
    const order = { groupSamples, windowSamples, seed, ranks, rank, wholeBatch };
    const pool = openReaderPool(readerData(options.storage, view, order, samples), groups, { threads, seed });
    const read = oneConsumer(async function* batches(plan) {
        try {
            yield* batchesOf(readWindows(plan, pool), { batch, length, start, samples });
        }
        catch (error) {
            await pool.close();
            throw error;
        }
    });
    return {
        classes: view.classes,
        shards: view.shards,
        samples,
        length,
        vocabulary: shape.vocabulary,
        start,
        batches: () => read(windowsOfEpoch(order, start)),
        epochs: () => read(windowsOfEpochs(order, start)),
        close: pool.close,
    };
}
function readerData(storage, view, order, samples) {
    const { keys, shape, documents, augment } = view;
    const largest = order.groupSamples.reduce((most, count) => Math.max(most, count), 0);
    const held = Math.min(samples, Math.max(order.windowSamples, largest));
    const ownSamples = Math.ceil(held / order.ranks);
    const windowBytes = ownSamples * shape.length * tokenIdBytes(shape);
    if (windowBytes > maxWindowBytes) {
        const found = `${ownSamples} samples of ${shape.length} tokens take ${formatByteSize(windowBytes)}`;
        throw badStream(`expected a window of at most ${formatByteSize(maxWindowBytes)}, found that ${found}`);
    }
    const memory = () => openWindowMemory({ samples: held, ownSamples, length: shape.length, idBytes: tokenIdBytes(shape) });
    return { store: storage.location, keys, shape, memories: [memory(), memory()], documents, augment };
}
//# sourceMappingURL=open-stream.js.map