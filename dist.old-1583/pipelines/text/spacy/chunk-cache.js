/** The longest chunk that is kept, in code units; its token ends fit in 8 bits. */
export const keptLength = 40;
/** Places that a chunk may lie in, from its hash on: more would give hostile text long searches. */
const probes = 8;
const maxChunks = 2 ** 16;
const slotCount = maxChunks * 2;
/** For each slot the hash of its chunk, and one more than where the chunk begins; 0 where it is empty. */
const slots = new Int32Array(slotCount * 2);
const headLength = 2;
let chunks = 0;
let used = 0;
/**
 * Chunks one after another, since what lies together is fetched together: how many units and how many tokens it has, then
 * its tokens (a token's end in the chunk times 256, and its symbol), then its units. {@link findChunk} tells where.
 */
export const keptChunks = new Uint16Array(maxChunks * 18);
/** The hash of a chunk is that of its units one after another, from 0 on. */
export function hashWith(hash, unit) {
    return Math.imul(hash ^ unit, 0x85ebca6b) ^ (hash >>> 13);
}
/**
 * Where in {@link keptChunks} a chunk begins, or -1. Good until a chunk is kept. About 3.4 MB; changes nothing but time.
 */
export function findChunk(units, start, end, hash) {
    const first = firstSlot(hash);
    for (let probe = 0; probe < probes; probe++) {
        const slot = 2 * ((first + probe) & (slotCount - 1));
        const chunk = slots[slot + 1] - 1;
        if (chunk < 0)
            return -1;
        if (slots[slot] === hash && isChunk(chunk, units, start, end))
            return chunk;
    }
    return -1;
}
/** Where the tokens of a kept chunk begin in {@link keptChunks}. */
export function chunkTokensStart(chunk) {
    return chunk + headLength;
}
/** Where the tokens of a kept chunk end in {@link keptChunks}. */
export function chunkTokensEnd(chunk) {
    return chunk + headLength + keptChunks[chunk + 1];
}
/** Keeps a chunk of at most {@link keptLength} units with its tokens. Where there is no room, all chunks are let go. */
export function keepChunk(units, start, end, hash, tokens, count) {
    const length = end - start;
    if (chunks === maxChunks || used + headLength + count + length > keptChunks.length) {
        slots.fill(0);
        chunks = 0;
        used = 0;
    }
    const first = firstSlot(hash);
    for (let probe = 0; probe < probes; probe++) {
        const slot = 2 * ((first + probe) & (slotCount - 1));
        if (slots[slot + 1] !== 0)
            continue;
        slots[slot] = hash;
        slots[slot + 1] = used + 1;
        keptChunks[used++] = length;
        keptChunks[used++] = count;
        for (let k = 0; k < count; k++)
            keptChunks[used++] = tokens[k];
        for (let i = start; i < end; i++)
            keptChunks[used++] = units[i];
        chunks++;
        return;
    }
}
function isChunk(chunk, units, start, end) {
    if (keptChunks[chunk] !== end - start)
        return false;
    for (let i = start, kept = chunkTokensEnd(chunk); i < end; i++, kept++)
        if (units[i] !== keptChunks[kept])
            return false;
    return true;
}
function firstSlot(hash) {
    return hash ^ (hash >>> 16);
}
//# sourceMappingURL=chunk-cache.js.map