import { parseFrame } from '../../../pipelines/reader.js';
export const limits = { recordBytes: 1 << 20, expansionRatio: 200 };
/** The bytes in pieces of `pieceBytes`. */
export async function* inPieces(bytes, pieceBytes = 1 << 16) {
    for (let from = 0; from < bytes.length; from += pieceBytes)
        yield bytes.subarray(from, from + pieceBytes);
}
export async function framesOf(reader, key, bytes, { pieceBytes = 1 << 16, options = {}, ...more } = {}) {
    const file = { fileBytes: bytes.length, range: async (start, end) => bytes.slice(start, end) };
    const input = { key, firstLine: 1, folder: 'folder', pieces: inPieces(bytes, pieceBytes), file };
    const frames = [];
    const checked = reader.options.parse(options);
    for await (const chunk of reader.frames(input, { ...limits, ...more }, checked))
        frames.push(...chunk);
    return frames;
}
/** All records of a file, parsed, each with the place that it comes from. */
export async function readAll(reader, key, bytes, options = {}, more = {}) {
    const frames = await framesOf(reader, key, bytes, { ...more, options });
    const checked = reader.options.parse(options);
    const records = [];
    for (const frame of frames) {
        const parsed = await parseFrame(reader, frame, { key, folder: 'folder' }, checked, { ...limits, ...more });
        records.push({ source: frame.source, ...parsed });
    }
    return records;
}
//# sourceMappingURL=read-all.js.map