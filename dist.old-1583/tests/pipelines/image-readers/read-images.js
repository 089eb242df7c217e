import { createHash } from 'node:crypto';
import { packageRoot } from '../../../storage/package-root.js';
import { inPieces } from '../readers/read-all.js';
export const limits = { recordBytes: 1 << 20, expansionRatio: 200 };
export const fixtures = new URL('tests/fixtures/image-sources/', packageRoot);
const noFiles = { read: async () => ({ problem: 'missing-image' }) };
/** Files by their path, as a reader's records name them. */
export function filesOf(files) {
    return { read: async (path) => files[path] ?? { problem: 'missing-image' } };
}
/** A file in memory as readers take it. */
export function inputOf(key, bytes, pieceBytes = 1 << 16) {
    return {
        key,
        folder: 'class',
        firstLine: 1,
        fileBytes: bytes.length,
        pieces: inPieces(bytes, pieceBytes),
        range: async (start, end) => bytes.subarray(start, end),
    };
}
/** All records of a file. */
export async function readImages(reader, key, bytes, options = {}, { pieceBytes, references = noFiles, ...more } = {}) {
    const input = { ...inputOf(key, bytes, pieceBytes), references };
    const records = [];
    for await (const chunk of reader.images(input, reader.options.parse(options), { ...limits, ...more })) {
        records.push(...chunk);
    }
    return records;
}
/** A record with a digest in the place of its bytes. */
export function digested(record) {
    return 'problem' in record ? record : { ...record, bytes: digest(record.bytes) };
}
export function digest(bytes) {
    return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}
//# sourceMappingURL=read-images.js.map