import { corrupt, formatVersion, readHeader } from './file-header.js';
const magic = 0x6e_61_70_73; // 'span'
const headerBytes = 12;
/**
 * The spans that one bucket takes out, little-endian: 'span', version, the number of partitions P (3 × u32); starts
 * ((P + 1) × u32), the pair at which each partition's begin; then the pairs (2 × u32 each).
 */
export function writeSpanFile(partitions) {
    const starts = [0];
    for (const places of partitions)
        starts.push((starts.at(-1) ?? 0) + places.length / 2);
    const file = new Uint32Array(3 + starts.length + 2 * (starts.at(-1) ?? 0));
    file.set([magic, formatVersion, partitions.length, ...starts]);
    for (const [partition, places] of partitions.entries()) {
        file.set(places, 3 + starts.length + 2 * (starts[partition] ?? 0));
    }
    return new Uint8Array(file.buffer);
}
/**
 * A partition's pairs in a file, of which `read` gives ranges.
 *
 * @throws {MillraceError} `span-file-corrupt` where the file is not as written
 */
export async function readSpanPlaces(read, partition) {
    const [, , partitions = 0] = readHeader(await read(0, headerBytes), 'span', magic, headerBytes);
    if (partition >= partitions)
        throw corrupt('span', `more than ${partition} partitions`, `${partitions}`);
    const startsAt = headerBytes + 4 * partition;
    const [from = 0, to = 0] = numbers(await read(startsAt, startsAt + 8));
    if (to < from)
        throw corrupt('span', 'rising starts', 'falling ones');
    if (to === from)
        return new Uint32Array();
    const pairsAt = headerBytes + 4 * (partitions + 1);
    return numbers(await read(pairsAt + 8 * from, pairsAt + 8 * to));
}
function numbers(bytes) {
    return new Uint32Array(new Uint8Array(bytes).buffer);
}
/** First units of the spans to take out, rising, by ordinal of their document. */
export function placesByOrdinal(parts) {
    const places = new Map();
    for (const pairs of parts) {
        for (let i = 0; i < pairs.length; i += 2) {
            const known = places.get(pairs[i] ?? 0);
            if (known === undefined)
                places.set(pairs[i] ?? 0, [pairs[i + 1] ?? 0]);
            else
                known.push(pairs[i + 1] ?? 0);
        }
    }
    for (const each of places.values())
        each.sort((a, b) => a - b);
    return places;
}
//# sourceMappingURL=span-file.js.map