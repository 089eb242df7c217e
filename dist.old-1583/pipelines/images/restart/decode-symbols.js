import { codeLookup, LOOKUP_BITS } from './code-lookup.js';
export const RESTART = 0xffff_ffff;
/**
 * Decodes the entropy-coded data of a JPEG to symbols, with the differences of DC coefficients as they are where a new
 * interval begins every `interval` MCUs. Null where the data are damaged in any way, or not followed by the end of the image.
 * Memory: 4 bytes for each symbol, of which a byte of input holds about 1.5, at most 8.
 */
export function decodeSymbols(bytes, structure, interval) {
    const blocks = blocksOf(structure);
    if (blocks === null)
        return null;
    const total = structure.mcusPerRow * structure.mcuRows;
    const oldInterval = structure.restartInterval;
    const frequencies = new Uint32Array(8 * 256);
    const oldDc = new Int32Array(4);
    const newDc = new Int32Array(4);
    let symbols = new Uint32Array(Math.max(1024, 2 * (bytes.length - structure.entropyOffset)));
    let count = 0;
    let at = structure.entropyOffset;
    let buffer = 0;
    let held = 0;
    /** Bits in the buffer that no byte gave, since the data had ended. */
    let beyond = 0;
    const refill = () => {
        while (held <= 24) {
            let byte = bytes[at] ?? 0;
            if (at >= bytes.length || (byte === 0xff && bytes[at + 1] !== 0)) {
                byte = 0;
                beyond += 8;
            }
            else {
                at += byte === 0xff ? 2 : 1;
            }
            buffer |= byte << (24 - held);
            held += 8;
        }
    };
    const nextSymbol = ({ short, limits, offsets, symbols: named }) => {
        if (held < 16)
            refill();
        const found = short[buffer >>> (32 - LOOKUP_BITS)] ?? 0;
        if (found !== 0) {
            buffer <<= found >> 8;
            held -= found >> 8;
            return found & 255;
        }
        const ahead = buffer >>> 16;
        let length = LOOKUP_BITS + 1;
        while (length <= 16 && ahead >= (limits[length] ?? 0))
            length++;
        if (length > 16)
            return -1;
        buffer <<= length;
        held -= length;
        return named[(ahead >> (16 - length)) + (offsets[length] ?? 0)] ?? -1;
    };
    const nextBits = (size) => {
        if (size === 0)
            return 0;
        if (held < size)
            refill();
        const bits = buffer >>> (32 - size);
        buffer <<= size;
        held -= size;
        return bits;
    };
    /** Whether the interval's bits end here: less than a byte is left of them, and the given marker follows. */
    const endsWith = (marker) => {
        const left = held - beyond;
        if (left < 0 || left >= 8)
            return false;
        if (bytes[at] !== 0xff)
            return false;
        while (bytes[at + 1] === 0xff)
            at++;
        if (bytes[at + 1] !== marker)
            return false;
        at += 2;
        buffer = 0;
        held = 0;
        beyond = 0;
        return true;
    };
    for (let mcu = 0; mcu < total; mcu++) {
        if (oldInterval > 0 && mcu > 0 && mcu % oldInterval === 0) {
            if (!endsWith(0xd0 + ((mcu / oldInterval - 1) & 7)))
                return null;
            oldDc.fill(0);
        }
        if (symbols.length - count < 64 * 10 + 1)
            symbols = grown(symbols);
        if (mcu > 0 && mcu % interval === 0) {
            symbols[count++] = RESTART;
            newDc.fill(0);
        }
        for (const { component, dcTable, acTable, dc, ac } of blocks) {
            const size = nextSymbol(dc);
            if (size < 0 || size > 11)
                return null;
            const value = (oldDc[component] ?? 0) + extended(nextBits(size), size);
            oldDc[component] = value;
            const difference = value - (newDc[component] ?? 0);
            newDc[component] = value;
            const newSize = 32 - Math.clz32(Math.abs(difference));
            if (newSize > 11)
                return null;
            const coded = difference < 0 ? difference + (1 << newSize) - 1 : difference;
            symbols[count++] = (dcTable << 24) | (newSize << 16) | coded;
            frequencies[(dcTable << 8) | newSize] = (frequencies[(dcTable << 8) | newSize] ?? 0) + 1;
            for (let k = 1; k < 64; k++) {
                const symbol = nextSymbol(ac);
                if (symbol < 0)
                    return null;
                const bits = nextBits(symbol & 15);
                symbols[count++] = (acTable << 24) | (symbol << 16) | bits;
                frequencies[(acTable << 8) | symbol] = (frequencies[(acTable << 8) | symbol] ?? 0) + 1;
                if (symbol === END_OF_BLOCK)
                    break;
                if ((symbol & 15) === 0 && symbol !== SIXTEEN_ZEROS)
                    return null;
                k += symbol >> 4;
                if (k > 63)
                    return null;
            }
        }
        if (held < beyond)
            return null;
    }
    return endsWith(END_OF_IMAGE) ? { symbols: symbols.subarray(0, count), frequencies } : null;
}
const END_OF_BLOCK = 0x00;
const SIXTEEN_ZEROS = 0xf0;
const END_OF_IMAGE = 0xd9;
function blocksOf({ components, tables }) {
    const lookups = tables.map((table) => (table === undefined ? null : codeLookup(table)));
    const blocks = [];
    for (const [component, { blocks: count, dcTable, acTable }] of components.entries()) {
        const dc = lookups[dcTable] ?? null;
        const ac = lookups[acTable + 4] ?? null;
        if (dc === null || ac === null)
            return null;
        for (let i = 0; i < count; i++)
            blocks.push({ component, dcTable, acTable: acTable + 4, dc, ac });
    }
    return blocks;
}
function extended(bits, size) {
    return size > 0 && bits < 1 << (size - 1) ? bits - (1 << size) + 1 : bits;
}
function grown(symbols) {
    const larger = new Uint32Array(symbols.length * 2);
    larger.set(symbols);
    return larger;
}
//# sourceMappingURL=decode-symbols.js.map