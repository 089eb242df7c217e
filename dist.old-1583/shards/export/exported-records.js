import { MillraceError } from '../../core/errors.js';
import { openDocumentReader } from '../documents.js';
import { openImageReader } from '../images.js';
import { groupsOf } from '../row-file.js';
import { openTokenReader } from '../tokens.js';
export const exportSplits = ['train', 'holdout'];
/** The shards of one content and split, in the order of the manifest. */
export function exportShards(manifest, content, split) {
    return manifest.shards.filter((shard) => shard.content === content && shard.split === split && shard.rows > 0);
}
/** The records of one split, a row group at a time, in the order of the shards. Holds one group. */
export async function* exportedRecords(storage, manifest, content, split) {
    for (const shard of exportShards(manifest, content, split)) {
        const key = `${manifest.dataset}/${shard.file}`;
        if (content === 'documents') {
            yield* samplesOf(await openDocumentReader(storage, key), (document) => ({ content, document }));
        }
        else if (content === 'images') {
            yield* samplesOf(await openImageReader(storage, key), (image) => ({ content, image }));
        }
        else {
            const { sha256: shardSha256 } = shard;
            yield* samplesOf(await openTokenReader(storage, key, tokenShape(manifest)), (row, index) => ({
                content,
                sequence: { ...row, id: `${shardSha256}:${index}`, shardSha256, row: index },
            }));
        }
    }
}
async function* samplesOf(reader, sampleOf) {
    let before = 0;
    for await (const rows of groupsOf(reader)) {
        const first = before;
        yield rows.map((row, index) => sampleOf(row, first + index));
        before += rows.length;
    }
}
function tokenShape({ packing, lineage, dataset }) {
    if (packing === null || lineage.tokenizer === null) {
        throw new MillraceError('bad-manifest', 'expected a packing and a tokenizer beside token shards, found none', {
            at: dataset,
        });
    }
    return { length: packing.length, vocabulary: lineage.tokenizer.vocabulary };
}
//# sourceMappingURL=exported-records.js.map