/** The buffer ends before the block does: with more bytes it may be whole. */
export class OutOfBits extends Error {
}
/** What cannot be a bzip2 stream, whatever comes next. */
export class CorruptBzip2 extends Error {
}
export function readBits(reader, count) {
    let value = 0;
    for (let left = count; left > 0;) {
        const byte = reader.bytes[reader.at];
        if (byte === undefined)
            throw new OutOfBits();
        const take = Math.min(left, 8 - reader.bit);
        value = value * 2 ** take + ((byte >> (8 - reader.bit - take)) & ((1 << take) - 1));
        left -= take;
        reader.bit += take;
        if (reader.bit === 8) {
            reader.bit = 0;
            reader.at++;
        }
    }
    return value;
}
const maxCodeBits = 20;
const groupSymbols = 50;
const maxAlphabet = 258;
/**
 * Decodes the block behind a block's mark into `order`, which has room for the largest block that the stream allows.
 * Takes time linear in the block.
 *
 * @throws OutOfBits, CorruptBzip2
 * Source: https://en.wikipedia.org/wiki/Bzip2#File_format and Joe Tsai, "BZIP2: Format Specification"
 */
export function readBzip2Block(reader, order) {
    const crc = readBits(reader, 32);
    if (readBits(reader, 1) === 1)
        throw new CorruptBzip2('randomised');
    const start = readBits(reader, 24);
    const symbols = readSymbols(reader);
    const alphabet = symbols.length + 2;
    const tables = readBits(reader, 3);
    if (symbols.length === 0 || tables < 2 || tables > 6)
        throw new CorruptBzip2('tables');
    const selectors = readSelectors(reader, tables);
    const codes = Array.from({ length: tables }, () => readCode(reader, alphabet));
    const length = readRuns(reader, order, symbols, selectors, codes);
    if (start >= length)
        throw new CorruptBzip2('start');
    linkPlaces(order, length);
    return { order, length, start, crc };
}
/** Byte values that occur, in order. */
function readSymbols(reader) {
    const groups = readBits(reader, 16);
    const symbols = [];
    for (let high = 0; high < 16; high++) {
        if ((groups & (0x8000 >> high)) === 0)
            continue;
        const within = readBits(reader, 16);
        for (let low = 0; low < 16; low++)
            if (within & (0x8000 >> low))
                symbols.push(16 * high + low);
    }
    return Uint8Array.from(symbols);
}
/** Which code each group of fifty symbols is in, moved to the front as the bytes are. */
function readSelectors(reader, tables) {
    const count = readBits(reader, 15);
    if (count === 0)
        throw new CorruptBzip2('selectors');
    const front = Uint8Array.from({ length: tables }, (_, index) => index);
    const selectors = new Uint8Array(count);
    for (let index = 0; index < count; index++) {
        let place = 0;
        while (readBits(reader, 1) === 1)
            if (++place >= tables)
                throw new CorruptBzip2('selector');
        selectors[index] = toFront(front, place);
    }
    return selectors;
}
function toFront(front, place) {
    const value = front[place];
    front.copyWithin(1, 0, place);
    front[0] = value;
    return value;
}
function readCode(reader, alphabet) {
    const lengths = new Uint8Array(alphabet);
    let length = readBits(reader, 5);
    for (let symbol = 0; symbol < alphabet; symbol++) {
        for (;;) {
            if (length < 1 || length > maxCodeBits)
                throw new CorruptBzip2('code length');
            if (readBits(reader, 1) === 0)
                break;
            length += readBits(reader, 1) === 0 ? 1 : -1;
        }
        lengths[symbol] = length;
    }
    const counts = new Int32Array(maxCodeBits + 2);
    for (const each of lengths)
        counts[each] = (counts[each] ?? 0) + 1;
    const limits = new Int32Array(maxCodeBits + 2).fill(-1);
    const bases = new Int32Array(maxCodeBits + 2);
    let [code, place] = [0, 0];
    for (let bits = 1; bits <= maxCodeBits; bits++) {
        const count = counts[bits] ?? 0;
        bases[bits] = code - place;
        code += count;
        place += count;
        if (code > 2 ** bits)
            throw new CorruptBzip2('too many codes');
        limits[bits] = count === 0 ? -1 : code - 1;
        code *= 2;
    }
    const symbols = new Uint16Array(alphabet);
    let filled = 0;
    for (let bits = 1; bits <= maxCodeBits; bits++) {
        for (let symbol = 0; symbol < alphabet; symbol++)
            if (lengths[symbol] === bits)
                symbols[filled++] = symbol;
    }
    return { shortest: counts.findIndex((count) => count > 0), limits, bases, symbols };
}
/** Undoes Huffman codes, runs of the first byte and move-to-front; how many bytes there are. */
function readRuns(reader, order, symbols, selectors, codes) {
    const { bytes } = reader;
    const end = symbols.length + 1;
    const front = new Uint8Array(maxAlphabet);
    front.set(symbols);
    let [at, held, heldBits] = [reader.at, 0, 0];
    if (reader.bit > 0) {
        heldBits = 8 - reader.bit;
        held = (bytes[at++] ?? 0) & ((1 << heldBits) - 1);
    }
    let [length, run, weight] = [0, 0, 1];
    let [group, left] = [0, 0];
    let code = codes[0];
    for (;;) {
        if (left === 0) {
            const selector = selectors[group++];
            if (selector === undefined)
                throw new CorruptBzip2('more groups than selectors');
            code = codes[selector];
            left = groupSymbols;
        }
        left--;
        let bits = code.shortest;
        while (heldBits < bits) {
            if (at >= bytes.length)
                throw new OutOfBits();
            held = ((held << 8) | bytes[at++]) & 0xfffffff;
            heldBits += 8;
        }
        let value = (held >>> (heldBits - bits)) & ((1 << bits) - 1);
        while (value > code.limits[bits]) {
            if (++bits > maxCodeBits)
                throw new CorruptBzip2('no such code');
            if (heldBits < bits) {
                if (at >= bytes.length)
                    throw new OutOfBits();
                held = ((held << 8) | bytes[at++]) & 0xfffffff;
                heldBits += 8;
            }
            value = (held >>> (heldBits - bits)) & ((1 << bits) - 1);
        }
        heldBits -= bits;
        const symbol = code.symbols[value - code.bases[bits]];
        if (symbol < 2) {
            run += weight << symbol;
            weight *= 2;
            if (run > order.length)
                throw new CorruptBzip2('run');
            continue;
        }
        if (run > 0) {
            if (length + run > order.length)
                throw new CorruptBzip2('block');
            order.fill(front[0], length, length + run);
            length += run;
            [run, weight] = [0, 1];
        }
        if (symbol === end)
            break;
        if (length === order.length)
            throw new CorruptBzip2('block');
        order[length++] = toFront(front, symbol - 1);
    }
    reader.at = at - Math.ceil(heldBits / 8);
    reader.bit = (8 - (heldBits % 8)) % 8;
    return length;
}
/** Writes beside each byte the place of the one that follows it in the text. */
function linkPlaces(order, length) {
    const starts = new Uint32Array(257);
    for (let place = 0; place < length; place++) {
        const next = (order[place] & 0xff) + 1;
        starts[next] = starts[next] + 1;
    }
    for (let byte = 1; byte < 257; byte++)
        starts[byte] = starts[byte] + starts[byte - 1];
    for (let place = 0; place < length; place++) {
        const byte = order[place] & 0xff;
        const follows = starts[byte];
        starts[byte] = follows + 1;
        order[follows] = (order[follows] & 0xff) | (place << 8);
    }
}
//# sourceMappingURL=bzip2-block.js.map