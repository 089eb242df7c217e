import { canonicalJson } from '../../core/canonical-json.js';
import { imageExtension } from './export-sample.js';
import { npyBytes } from './npy.js';
import { recordKey } from './record-key.js';
import { tarBlockBytes, tarHeader, tarPadding } from './tar-header.js';
/** The end of an archive: two blocks of zeros. */
const end = new Uint8Array(2 * tarBlockBytes);
/**
 * Writes WebDataset shards, `SPLIT/SPLIT-000000.tar` and so on, each of at most `shardBytes` or of one record. Members of
 * a record stand together, `KEY.EXTENSION` with {@link recordKey} of its id. `classes` numbers the labels, for `KEY.cls`.
 * Source: https://github.com/webdataset/webdataset, the format and what its decoders make of each extension.
 */
export function webDatasetSink(folder, split, shardBytes, classes) {
    let shards = 0;
    let file;
    const finish = async () => {
        await file?.write(end);
        await file?.close();
        file = undefined;
    };
    return {
        add: async (sample) => {
            const key = keyOf(sample);
            const members = membersOf(sample, classes);
            const size = members.reduce((sum, { bytes }) => sum + tarBlockBytes * (1 + Math.ceil(bytes.length / tarBlockBytes)), 0);
            if (file !== undefined && file.bytes + size + end.length > shardBytes)
                await finish();
            file ??= await folder.create(`${split}/${split}-${String(shards++).padStart(6, '0')}.tar`);
            for (const { extension, bytes } of members) {
                await file.write(tarHeader(`${key}.${extension}`, bytes.length));
                await file.write(bytes);
                await file.write(tarPadding(bytes.length));
            }
        },
        finish,
    };
}
function keyOf(sample) {
    switch (sample.content) {
        case 'documents':
            return recordKey(sample.document.id);
        case 'images':
            return recordKey(sample.image.id);
        case 'tokens':
            return `${sample.sequence.shardSha256.slice(0, 16)}-${sample.sequence.row}`;
    }
}
function membersOf(sample, classes) {
    const text = (extension, value) => ({ extension, bytes: Buffer.from(value) });
    const classOf = (label) => {
        const index = label === null ? undefined : classes.get(label);
        return index === undefined ? [] : [text('cls', String(index))];
    };
    switch (sample.content) {
        case 'documents': {
            const { text: content, ...more } = sample.document;
            return [text('txt', content), ...classOf(more.label), text('json', canonicalJson(more))];
        }
        case 'images': {
            const { image, ...more } = sample.image;
            return [
                { extension: imageExtension(more), bytes: image },
                ...classOf(more.label),
                ...(more.caption === null ? [] : [text('txt', more.caption)]),
                text('json', canonicalJson(more)),
            ];
        }
        case 'tokens': {
            const { id, tokens, used, starts, documents } = sample.sequence;
            const more = { id, used, starts: Array.from(starts), documents };
            return [{ extension: 'npy', bytes: npyBytes(tokens) }, text('json', canonicalJson(more))];
        }
    }
}
//# sourceMappingURL=webdataset-sink.js.map