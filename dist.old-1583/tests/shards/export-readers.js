import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { extract } from 'tar-stream';
/** Files below a folder with their bytes, by path. */
export function filesBelow(folder) {
    const names = readdirSync(folder, { recursive: true, withFileTypes: true });
    const paths = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    return Object.fromEntries(paths.sort().map((path) => [path.slice(folder.length + 1), readFileSync(path)]));
}
/** Members of a tar archive, in order. */
export async function tarMembers(bytes) {
    const members = [];
    const reader = extract();
    Readable.from([bytes]).pipe(reader);
    for await (const entry of reader) {
        const pieces = [];
        for await (const piece of entry)
            pieces.push(piece);
        members.push({ name: entry.header.name, bytes: Buffer.concat(pieces) });
    }
    return members;
}
/** The samples of a folder of MDS shards, each column decoded by its encoding, as MosaicML's reader does it. */
export function mdsSamples(folder) {
    const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'));
    return index.shards.flatMap((shard) => {
        const bytes = readFileSync(join(folder, shard.raw_data.basename));
        if (bytes.length !== shard.raw_data.bytes || bytes.readUInt32LE(0) !== shard.samples)
            throw new Error('wrong shard');
        return Array.from({ length: shard.samples }, (_, sample) => {
            const start = bytes.readUInt32LE(4 + 4 * sample);
            return mdsSample(bytes.subarray(start, bytes.readUInt32LE(8 + 4 * sample)), shard);
        });
    });
}
function mdsSample(bytes, shard) {
    let header = 0;
    const sizes = shard.column_sizes.map((size) => {
        if (size !== null)
            return size;
        header += 4;
        return bytes.readUInt32LE(header - 4);
    });
    let at = header;
    const values = shard.column_names.map((name, column) => {
        const value = bytes.subarray(at, at + (sizes[column] ?? 0));
        at += value.length;
        return [name, decoded(value, shard.column_encodings[column] ?? '')];
    });
    if (at !== bytes.length)
        throw new Error(`a sample of ${bytes.length} bytes has values of ${at}`);
    return Object.fromEntries(values);
}
function decoded(bytes, encoding) {
    if (encoding === 'str')
        return bytes.toString('utf8');
    if (encoding === 'json')
        return JSON.parse(bytes.toString('utf8'));
    if (encoding === 'uint32')
        return bytes.readUInt32LE(0);
    if (encoding === 'jpeg')
        return Uint8Array.from(bytes);
    const [kind, type, shape] = encoding.split(':');
    const width = type === 'uint16' ? 2 : type === 'uint32' ? 4 : 0;
    if (kind !== 'ndarray' || width * Number(shape) !== bytes.length)
        throw new Error(`no value of ${encoding}`);
    return Array.from({ length: Number(shape) }, (_, index) => bytes.readUIntLE(width * index, width));
}
//# sourceMappingURL=export-readers.js.map