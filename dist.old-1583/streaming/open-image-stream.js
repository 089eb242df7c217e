import { formatByteSize } from '../core/byte-size.js';
import { badStream } from './bad-stream.js';
import { openImageMemory, pixelBytesOf } from './image-memory.js';
import { planBatches } from './image-plan.js';
import { openImagePool } from './image-pool.js';
import { imageViewOf } from './image-view.js';
import { oneConsumer } from './one-consumer.js';
import { readImageBatches } from './read-image-batches.js';
import { checkNumbers } from './stream-request.js';
import { startOfStream } from './stream-start.js';
/** Fixed, so that the order does not depend on anything but the version: more only costs 12 bytes each. */
const windowSamples = 65_536;
/** Batches that are read ahead, where they are small enough. */
const mostAhead = 3;
const aheadBytes = 256 * 2 ** 20;
const maxBatchBytes = 2 ** 31;
/**
 * Opens a version's images as a stream of batches whose order is a pure function of (manifest, seed, epoch), and whose
 * pixels are one of (version, seed, epoch, augment, size, layout, normalize): ranks, threads, the size of a batch and
 * restarts do not change them.
 *
 * Row groups of all shards are permuted; those that follow each other make windows of at most 65,536 images, which are
 * permuted among themselves. Threads take the images of a batch one by one, read each from its place in the shard, and
 * decode it once, into the batch. Memory: up to four batches (fewer where a batch is above 85 MiB), one decoded image
 * for each thread, and some 50 bytes and the id for each image of the split.
 *
 * @throws MillraceError `cursor-mismatch`, `no-samples`, `bad-stream`, `too-many-classes`, `label-twice` (usage);
 * `bad-file`, `not-found`; as images are read also `short-read`
 */
export async function openImageStream(options) {
    checkNumbers(options, 2 ** 20);
    const { storage, version, split, batch, seed, threads, ranks = 1, rank = 0, augment = [] } = options;
    const { shards, keys, classes, table, groupSamples, sampleRows, size } = await imageViewOf(options);
    const shape = { size, layout: options.layout ?? 'hwc', normalize: options.normalize };
    const batchBytes = batch * pixelBytesOf(shape);
    if (batchBytes > maxBatchBytes) {
        const found = `${batch} images of ${size.width} × ${size.height} take ${formatByteSize(batchBytes)}`;
        throw badStream(`expected a batch of at most ${formatByteSize(maxBatchBytes)}, found that ${found}`);
    }
    const samples = sampleRows.length;
    const named = { manifestSha256: version.sha256, content: 'images', split, seed };
    const start = startOfStream(named, samples, options.epoch, options.from);
    const wholeBatch = options.dropLast === true ? batch * ranks : undefined;
    const order = { groupSamples, windowSamples, seed, ranks, rank, wholeBatch };
    const ahead = Math.max(1, Math.min(mostAhead, Math.floor(aheadBytes / batchBytes)));
    const memories = Array.from({ length: 1 + ahead }, () => openImageMemory(batch, shape));
    const data = { store: storage.location, keys, table, memories, shape, augment, seed };
    const pool = openImagePool(data, sampleRows, threads);
    const read = oneConsumer(async function* batches(plan) {
        try {
            yield* readImageBatches(plan, pool, memories, shape);
        }
        catch (error) {
            await pool.close();
            throw error;
        }
    });
    return {
        classes,
        shards,
        samples,
        size,
        start,
        batches: () => read(planBatches(order, batch, start, false)),
        epochs: () => read(planBatches(order, batch, start, true)),
        close: pool.close,
    };
}
//# sourceMappingURL=open-image-stream.js.map