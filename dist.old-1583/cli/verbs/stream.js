import { availableParallelism } from 'node:os';
import { InvalidArgumentError, Option } from 'commander';
import { MillraceError } from '../../core/errors.js';
import { exitCode } from '../exit-code.js';
import { onInterrupt } from '../interrupt.js';
import { positiveInteger } from '../parallelism.js';
import { textSteps } from '../stream/augment-flag.js';
import { imageOptions } from '../stream/image-flags.js';
import { runs, verb } from '../verb.js';
/** `stream NAME[@V]`: reads the training stream of a version, in its order, and measures it. */
export function streamVerb() {
    const command = verb('stream', 'Read the training stream of a version: its order, its speed, and where to go on', [
        'stream docs-en --batch 32 --seed 1 --epoch 0',
        'stream docs-en@3 --batch 32 --ranks 4 --rank 2 --drop-last --json',
        'stream docs-en --batch 32 --batches 100 --cursor place.json   # again and again, each time 100 further',
        'stream digits --batch 64 --size 28',
        `stream mail --batch 32 --content documents --augment '["aeda",{"random-deletion":{"p":0.05}}]'`,
        `stream photographs --batch 64 --augment '[{"random-resized-crop":{"size":224}},"random-horizontal-flip"]'`,
    ])
        .argument('<name[@version]>', 'version to read')
        .requiredOption('--batch <n>', 'samples in a batch of one rank', positiveInteger)
        .option('--batches <n>', 'stop after so many batches; the whole epoch by default', positiveInteger)
        .option('--seed <n>', 'seed of the order', wholeNumber, 0)
        .option('--epoch <n>', "epoch to read; the cursor's, or 0, by default", wholeNumber)
        .option('--ranks <n>', 'processes that share the stream', positiveInteger, 1)
        .option('--rank <n>', 'which of them this is, from 0', wholeNumber, 0)
        .option('--cursor <file>', 'go on from the place in this file, if there is one, and leave the new place in it')
        .option('--drop-last', "leave out the samples at the epoch's end that make no full batch over all ranks")
        .addOption(new Option('--split <split>', 'split to read').choices(['train', 'holdout']).default('train'))
        .addOption(new Option('--content <content>', "packed tokens, labelled documents, tokenized as they are read, or images; by default the version's kind").choices(['tokens', 'documents', 'images']))
        .option('--length <n>', 'tokens to which documents are cut and filled up', positiveInteger)
        .option('--size <n>', "sides of images in pixels; the augmentation's size, or that of all images, by default", positiveInteger)
        .option('--augment <json>', 'what is done to each image, or to the text of each document or packed sequence: a list as in a recipe, of operations that train runs take')
        .addOption(new Option('--layout <layout>', 'channels of images last or first').choices(['hwc', 'chw']))
        .option('--float', 'pixels as floats from -1 to 1; bytes by default')
        .option('--threads <n>', 'reader threads', positiveInteger, Math.min(64, availableParallelism()));
    return runs(command, async ({ store, ...flags }, output, reference = '') => {
        const { openStorage } = await import('../../storage/open-storage.js');
        const { readManifest } = await import('../../shards/catalogue.js');
        const { readCursorFile } = await import('../../streaming/cursor-file.js');
        const storage = openStorage(store);
        const startMs = performance.now();
        const from = flags.cursor === undefined ? undefined : await readCursorFile(flags.cursor);
        const stream = await open(storage, await readManifest(storage, reference), flags, from);
        try {
            return await read(stream, flags, startMs, output);
        }
        finally {
            await stream.close();
        }
    });
}
async function open(storage, version, flags, from) {
    const { batch, split, length, seed, epoch, ranks, rank, dropLast = false, threads } = flags;
    const common = {
        ...{ storage, version, batch, split, seed, ranks, rank, dropLast, threads },
        ...(epoch === undefined ? {} : { epoch }),
        ...(from === undefined ? {} : { from }),
    };
    const kind = version.manifest.kind === 'image' ? 'images' : 'tokens';
    const content = flags.content ?? from?.content ?? kind;
    refuseUnfit(content, flags);
    if (content === 'images') {
        const { openImageStream } = await import('../../streaming/open-image-stream.js');
        return await openImageStream({ ...common, ...(await imageOptions(flags)) });
    }
    const { openStream } = await import('../../streaming/open-stream.js');
    return await openStream({
        ...common,
        content,
        ...(length === undefined ? {} : { length }),
        ...(flags.augment === undefined ? {} : { augment: await textSteps(flags.augment) }),
    });
}
/** Throws a usage error for options of images where others are read, and the other way round. */
function refuseUnfit(content, flags) {
    const ofImages = ['size', 'layout', 'float'];
    const unfit = content === 'images' ? ['length'] : ofImages;
    const given = unfit.find((name) => flags[name] !== undefined);
    if (given === undefined)
        return;
    throw new MillraceError('option-unfit', `--${given} is no option of a stream of ${content}`, {
        kind: 'usage',
        hint: `leave it out, or choose other --content`,
    });
}
async function read(stream, flags, startMs, output) {
    const { countStream, streamLines } = await import('../stream/stream-summary.js');
    const { writeCursorFile } = await import('../../streaming/cursor-file.js');
    const count = countStream(stream.shards, flags.json === true);
    const { end, interrupted } = await readBatches(stream, flags, count);
    const summary = count.summary((performance.now() - startMs) / 1000);
    for (const line of streamLines(summary))
        output.line(line);
    if (flags.cursor !== undefined) {
        await writeCursorFile(flags.cursor, end);
        output.line(`Epoch ${end.epoch}, position ${end.position} is in ${flags.cursor}`);
    }
    await output.result(interrupted ? { error: { code: 'interrupted', message: 'interrupted' }, ...summary } : summary);
    return interrupted ? exitCode.interrupted : exitCode.ok;
}
/** Reads until the epoch or the wanted batches end, or Ctrl-C; gives the place after what was read. */
async function readBatches(stream, { batch, batches = Number.POSITIVE_INFINITY, ranks }, count) {
    const { streamProgress } = await import('../stream/stream-progress.js');
    const left = Math.ceil((stream.samples - stream.start.position) / ranks);
    const progress = streamProgress(process.stderr, Math.min(left, batch * batches), () => performance.now());
    const { signal, release } = onInterrupt();
    try {
        for await (const each of stream.batches()) {
            count.add(each);
            progress.show(count.samples());
            if (signal.aborted || count.batches() === batches)
                return { end: each.cursor, interrupted: signal.aborted };
        }
        // The epoch has ended for every rank, whether or not the last batch had a sample of it.
        return { end: { ...stream.start, position: stream.samples }, interrupted: false };
    }
    finally {
        progress.close();
        release();
    }
}
/** A whole number from 0 to 2^32 − 1, or commander's refusal. */
function wholeNumber(text) {
    const value = Number(text);
    if (/^\d{1,10}$/.test(text) && value < 2 ** 32)
        return value;
    throw new InvalidArgumentError('Expected a whole number from 0 to 4294967295.');
}
//# sourceMappingURL=stream.js.map