import { openFateReader } from '../shards/fates.js';
import { readImageIndex } from '../shards/image-index.js';
import { imageColumns as shardColumns } from '../shards/images.js';
import { metadataFromText } from '../shards/metadata-column.js';
import { openParquetReader } from '../shards/parquet-reader.js';
import { groupsOf } from '../shards/row-file.js';
const documentColumns = {
    id: { type: 'utf8' },
    source: { type: 'utf8' },
    text: { type: 'utf8' },
    label: { type: 'utf8', nullable: true },
    parent: { type: 'utf8', nullable: true },
    metadata: { type: 'utf8' },
};
/** An image itself tells no number, and its boxes are not looked at. */
const { image: _, boxes: __, ...imageColumns } = shardColumns;
const emptyRow = {
    ...{ id: '', source: '', text: '', label: null, caption: null, metadata: {} },
    ...{ width: null, height: null, imageBytes: null, format: null, sharpness: null, colourfulness: null, mean: null },
    ...{ entropy: null, captionCharacters: null, captionLanguage: null, textSimilarity: null },
};
/**
 * Some columns of all kept documents or images, in order, a row group at a time. Reads the bytes of these columns alone.
 * Augmented copies are no records, and are passed over.
 */
export async function* documentRows(storage, { dataset, shards }, columns) {
    for (const shard of shards) {
        const key = `${dataset}/${shard.file}`;
        if (shard.content === 'documents')
            yield* rowsOfDocuments(storage, key, columns);
        else if (shard.content === 'images')
            yield* rowsOfImages(storage, dataset, shard, columns);
    }
}
async function* rowsOfDocuments(storage, key, columns) {
    const named = columns.filter((name) => name in documentColumns);
    const wanted = [...new Set([...named, 'parent'])];
    const reader = await openParquetReader(storage, key, documentColumns);
    for (let group = 0; group < reader.groups; group++) {
        const rows = await reader.columns(group, wanted);
        yield rows.flatMap(({ parent, metadata = '{}', ...row }) => parent === null ? [{ ...emptyRow, ...row, metadata: metadataFromText(metadata) }] : []);
    }
}
async function* rowsOfImages(storage, dataset, shard, columns) {
    const named = columns.filter((name) => name in imageColumns);
    const wanted = [...new Set([...named, 'parent'])];
    const lengths = columns.includes('imageBytes') ? (await readImageIndex(storage, dataset, shard)).lengths : null;
    const reader = await openParquetReader(storage, `${dataset}/${shard.file}`, imageColumns);
    let first = 0;
    for (let group = 0; group < reader.groups; group++) {
        const rows = await reader.columns(group, wanted);
        yield rows.flatMap(({ parent, metadata = '{}', ...row }, place) => {
            if (parent !== null)
                return [];
            const imageBytes = lengths?.[first + place] ?? null;
            return [{ ...emptyRow, ...row, imageBytes, metadata: metadataFromText(metadata) }];
        });
        first += rows.length;
    }
}
/** All fates, in order, a row group at a time. About 2 s per million. */
export async function* fateRows(storage, { dataset, fates }) {
    for (const { file } of fates)
        yield* groupsOf(await openFateReader(storage, `${dataset}/${file}`));
}
/** How many documents or images a version keeps. */
export function documentCount({ shards }) {
    return shards.reduce((sum, { content, rows, copies = 0 }) => (content === 'tokens' ? sum : sum + rows - copies), 0);
}
//# sourceMappingURL=stored-rows.js.map