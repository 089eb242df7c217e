import { MillraceError } from '../core/errors.js';
import { readImageIndex } from '../shards/image-index.js';
import { badStream } from './bad-stream.js';
import { imageTable } from './image-table.js';
import { classesOf, distinctLabels } from './label-classes.js';
import { groupsOfShards, shardsOf } from './sample-group.js';
/**
 * The samples of a version that the options ask for. Reads the indexes of the split's shards, and those of the train
 * split where its labels are the classes.
 * @throws MillraceError `no-samples`, `bad-stream`, `too-many-classes`, `label-twice` (usage), `bad-file`
 */
export async function imageViewOf(options) {
    const { storage, version, split, labelled = false } = options;
    const { manifest } = version;
    const read = (of) => Promise.all(shardsOf(manifest, 'images', of).map((shard) => readImageIndex(storage, manifest.dataset, shard)));
    const shards = shardsOf(manifest, 'images', split);
    const indexes = await read(split);
    const train = split === 'train' || options.classes !== undefined ? indexes : await read('train');
    const { classes, classOfLabel } = classesOf(options.classes ?? (await labelClasses(train, labelled)));
    const table = imageTable(indexes, classOfLabel);
    const firstRows = indexes.map((_, shard) => indexes.slice(0, shard).reduce((sum, { ids }) => sum + ids.length, 0));
    const sampleRows = [];
    const groupSamples = [];
    for (const { shard, firstRow, rows } of groupsOfShards(shards)) {
        const before = sampleRows.length;
        const first = (firstRows[shard] ?? 0) + firstRow;
        for (let row = first; row < first + rows; row++) {
            if (!labelled || (table.labels[row] ?? -1) >= 0)
                sampleRows.push(row);
        }
        if (sampleRows.length > before)
            groupSamples.push(sampleRows.length - before);
    }
    if (sampleRows.length === 0)
        throw noSamples(options);
    return {
        shards: shards.map(({ sha256 }) => sha256),
        keys: shards.map(({ file }) => `${manifest.dataset}/${file}`),
        classes,
        table,
        groupSamples,
        sampleRows: Uint32Array.from(sampleRows),
        size: await sizeOf(options, table),
    };
}
/** Labels of too many kinds are no classes; only who needs classes is refused for it. */
async function labelClasses(train, labelled) {
    try {
        return await distinctLabels(labelsOf(train), 'images');
    }
    catch (error) {
        if (!labelled && error instanceof MillraceError && error.code === 'too-many-classes')
            return {};
        throw error;
    }
}
async function* labelsOf(indexes) {
    for (const { labels } of indexes)
        yield labels;
}
async function sizeOf({ size, augment = [] }, { widths, heights, rows }) {
    if (size !== undefined) {
        const given = typeof size === 'number' ? { width: size, height: size } : size;
        return checkSide(checkSide(given, given.width), given.height);
    }
    if (augment.length > 0) {
        // Operations take a while to load, which a stream without any need not wait for.
        const { outputSize, varyingStep } = await import('../pipelines/augment/step-sizes.js');
        const augmented = outputSize(augment);
        if (augmented !== null)
            return augmented;
        const varying = varyingStep(augment);
        if (varying !== null)
            throw badStream(`expected a size, since after ${varying} images have different sides`);
    }
    const [width = 0, height = 0] = [widths[0], heights[0]];
    for (let row = 1; row < rows; row++) {
        if (widths[row] === width && heights[row] === height)
            continue;
        throw badStream(`expected images of one size, found ${width} × ${height} and ${widths[row]} × ${heights[row]}: give a size, or an augmentation that makes one`);
    }
    return { width, height };
}
function checkSide(size, side) {
    if (Number.isInteger(side) && side >= 1 && side <= 16_384)
        return size;
    throw badStream(`expected a size from 1 to 16384 pixels, found ${side}`);
}
function noSamples({ version, split, labelled = false }) {
    const any = version.manifest.shards.some(({ content }) => content === 'images');
    const what = `the version has no ${labelled && any ? 'labelled ' : ''}images in its ${split} split`;
    return new MillraceError('no-samples', what, {
        kind: 'usage',
        at: version.key,
        hint: any
            ? 'choose the other split, or name a `label` in the sources of its recipe'
            : 'stream its tokens or documents',
    });
}
//# sourceMappingURL=image-view.js.map