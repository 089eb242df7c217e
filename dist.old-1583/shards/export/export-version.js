import { canonicalJson } from '../../core/canonical-json.js';
import { MillraceError } from '../../core/errors.js';
import { copyShard } from './copy-shard.js';
import { exportedRecords, exportShards, exportSplits } from './exported-records.js';
import { imageFolderSink } from './image-folder-sink.js';
import { jsonlSink } from './jsonl-sink.js';
import { labelClasses } from './label-classes.js';
import { mdsSink } from './mds-sink.js';
import { webDatasetSink } from './webdataset-sink.js';
/** What an export may write of a version: `images`, or `documents` and, where it has a tokenizer, `tokens`. */
export function exportContents(manifest) {
    return ['images', 'documents', 'tokens'].filter((content) => exportRecords(manifest, content) > 0);
}
/** Records of one content in all splits; augmented copies of images are such. */
export function exportRecords(manifest, content) {
    return exportSplits
        .flatMap((split) => exportShards(manifest, content, split))
        .reduce((sum, { rows }) => sum + rows, 0);
}
/**
 * Writes a version to a folder in a peer's format, each split in a folder of its name; for `hf` all files in `data/`, with
 * `holdout` named `test`. Equal versions and requests give equal bytes. Gives the number of records.
 * Errors: `nothing-to-export` and `export-unsupported` (usage), `interrupted`, `bad-file`, those of the folder.
 */
export async function exportVersion(storage, manifest, folder, request) {
    requireContent(manifest, request);
    const { format, content } = request;
    if (format === 'parquet' || format === 'hf')
        return await copyShards(storage, manifest, folder, request);
    const classes = format === 'webdataset' ? await labelClasses(storage, manifest, content) : new Map();
    let records = 0;
    for (const split of exportSplits) {
        if (exportShards(manifest, content, split).length === 0)
            continue;
        const sink = openSink(folder, split, request, classes);
        for await (const samples of exportedRecords(storage, manifest, content, split)) {
            stopIfAsked(request);
            for (const sample of samples)
                await sink.add(sample);
            records += samples.length;
            request.onProgress(records);
        }
        await sink.finish();
    }
    if (classes.size > 0)
        await folder.put('labels.json', Buffer.from(`${canonicalJson([...classes.keys()])}\n`));
    return records;
}
/** Path of a copied shard: `train/train-00000-of-00002.parquet`, for `hf` `data/test-00000-of-00001.parquet`. */
export function copiedShardPath(format, split, index, count) {
    const name = format === 'hf' && split === 'holdout' ? 'test' : split;
    const digits = (value) => String(value).padStart(5, '0');
    return `${format === 'hf' ? 'data' : split}/${name}-${digits(index)}-of-${digits(count)}.parquet`;
}
async function copyShards(storage, manifest, folder, request) {
    let records = 0;
    for (const split of exportSplits) {
        const shards = exportShards(manifest, request.content, split);
        for (const [index, shard] of shards.entries()) {
            stopIfAsked(request);
            const path = copiedShardPath(request.format, split, index, shards.length);
            await copyShard(storage, manifest.dataset, shard, folder, path);
            records += shard.rows;
            request.onProgress(records);
        }
    }
    return records;
}
function openSink(folder, split, { format, content, shardBytes, gzip }, classes) {
    if (format === 'mds')
        return mdsSink(folder, split, shardBytes);
    if (format === 'webdataset')
        return webDatasetSink(folder, split, shardBytes, classes);
    return content === 'images' ? imageFolderSink(folder, split) : jsonlSink(folder, split, shardBytes, gzip);
}
function requireContent(manifest, { format, content }) {
    const { dataset, version } = manifest;
    const contents = exportContents(manifest);
    if (!contents.includes(content)) {
        throw new MillraceError('nothing-to-export', `expected ${content}, found none in version ${version} of ${dataset}`, {
            kind: 'usage',
            hint: contents.length === 0 ? 'no record was kept: see `millrace fates`' : `it has ${contents.join(' and ')}`,
        });
    }
    if (content === 'tokens' && (format === 'parquet' || format === 'hf')) {
        throw new MillraceError('export-unsupported', `expected jsonl, mds or webdataset for tokens, found ${format}`, {
            kind: 'usage',
            hint: "token shards are Arrow IPC files already, which `datasets` reads as they are: load_dataset('arrow', data_files=…)",
        });
    }
}
function stopIfAsked({ signal }) {
    if (signal.aborted) {
        throw new MillraceError('interrupted', 'interrupted; nothing was left behind', { hint: 'run it again' });
    }
}
//# sourceMappingURL=export-version.js.map