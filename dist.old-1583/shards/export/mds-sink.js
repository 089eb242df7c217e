import { canonicalJson } from '../../core/canonical-json.js';
import { byCodeUnit } from '../../core/code-unit-order.js';
import { streamingSha256 } from '../../storage/digest.js';
import { littleEndian } from './npy.js';
const countBytes = 4;
/**
 * Writes shards of MosaicML Streaming, `SPLIT/shard.00000.mds` and so on, each of at most `shardBytes` (below 4 GiB) or of
 * one record, and `SPLIT/index.json`. Holds one shard in memory, since a shard begins with the places of its samples.
 * Source: https://github.com/mosaicml/streaming, MDSWriter and MDSReader, version 2 of the index.
 */
export function mdsSink(folder, split, shardBytes) {
    const shards = [];
    let samples = [];
    let columns;
    let config = Buffer.alloc(0);
    let bytes = 0;
    const writeShard = async () => {
        const [first = 0, ...rest] = samples.map(({ length }) => length);
        const head = Buffer.alloc(countBytes * (2 + samples.length));
        head.writeUInt32LE(samples.length);
        let offset = head.length + config.length;
        for (const [index, length] of [0, first, ...rest].entries()) {
            offset += length;
            head.writeUInt32LE(offset, countBytes * (1 + index));
        }
        const name = `shard.${String(shards.length).padStart(5, '0')}.mds`;
        const file = await folder.create(`${split}/${name}`);
        const digest = streamingSha256();
        for (const piece of [head, config, ...samples]) {
            digest.update(piece);
            await file.write(piece);
        }
        await file.close();
        shards.push({
            ...columns,
            ...shared(shardBytes),
            raw_data: { basename: name, bytes: file.bytes, hashes: { sha256: digest.hex() } },
            samples: samples.length,
            version: 2,
            zip_data: null,
        });
        [samples, bytes] = [[], 0];
    };
    return {
        add: async (sample) => {
            const values = valuesOf(sample);
            if (columns === undefined) {
                columns = columnsOf(values);
                config = Buffer.from(canonicalJson({ ...columns, ...shared(shardBytes) }));
            }
            const encoded = encodedSample(values);
            const size = countBytes + encoded.length;
            if (samples.length > 0 && 2 * countBytes + config.length + bytes + size > shardBytes)
                await writeShard();
            samples.push(encoded);
            bytes += size;
        },
        finish: async () => {
            if (samples.length > 0)
                await writeShard();
            await folder.put(`${split}/index.json`, Buffer.from(canonicalJson({ shards, version: 2 })));
        },
    };
}
function shared(shardBytes) {
    return { compression: null, format: 'mds', hashes: ['sha256'], size_limit: shardBytes };
}
function columnsOf(values) {
    return {
        column_names: values.map(([name]) => name),
        column_encodings: values.map(([, { encoding }]) => encoding),
        column_sizes: values.map(([, { size }]) => size),
    };
}
/** Lengths of the values whose column has no one length, then all values. */
function encodedSample(values) {
    const lengths = values.flatMap(([, { size, bytes }]) => (size === null ? [bytes.length] : []));
    const head = Buffer.alloc(countBytes * lengths.length);
    for (const [index, length] of lengths.entries())
        head.writeUInt32LE(length, countBytes * index);
    return Buffer.concat([head, ...values.map(([, { bytes }]) => bytes)]);
}
const text = (value) => ({ encoding: 'str', size: null, bytes: Buffer.from(value) });
const json = (value) => ({
    encoding: 'json',
    size: null,
    bytes: Buffer.from(value === null ? 'null' : typeof value === 'string' ? JSON.stringify(value) : canonicalJson(value)),
});
const count = (value) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value);
    return { encoding: 'uint32', size: 4, bytes };
};
/** A sample's values by column, sorted by name. What may be null is JSON. */
function valuesOf(sample) {
    return Object.entries(namedValues(sample)).sort(([a], [b]) => byCodeUnit(a, b));
}
function namedValues(sample) {
    switch (sample.content) {
        case 'documents': {
            const { id, text: content, source, label, parent, metadata } = sample.document;
            const named = { id: text(id), text: text(content), source: text(source), label: json(label) };
            return { ...named, parent: json(parent), metadata: json(metadata) };
        }
        case 'images': {
            const { image, id, source, format, width, height, label, caption, parent, boxes, metadata, signals } = sample.image;
            return {
                // Its decoder opens whatever image file it is given, not JPEG alone.
                image: { encoding: 'jpeg', size: null, bytes: image },
                ...{ id: text(id), source: text(source), format: text(format), width: count(width), height: count(height) },
                ...{ label: json(label), caption: json(caption), parent: json(parent) },
                ...{ boxes: json(boxes), metadata: json(metadata), signals: json(signals) },
            };
        }
        case 'tokens': {
            const { id, tokens, used, starts, documents } = sample.sequence;
            const bytes = littleEndian(tokens);
            const type = tokens instanceof Uint16Array ? 'uint16' : 'uint32';
            return {
                id: text(id),
                tokens: { encoding: `ndarray:${type}:${tokens.length}`, size: bytes.length, bytes },
                ...{ used: count(used), starts: json(Array.from(starts)), documents: json(documents) },
            };
        }
    }
}
//# sourceMappingURL=mds-sink.js.map