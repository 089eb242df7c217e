const magic = 0x184d2204;
const minMatch = 4;
/**
 * Decompresses one LZ4 frame, blocks that refer to those before them included, into exactly `length` bytes.
 *
 * @throws RangeError where the frame is none, is damaged or has another length; checksums are not looked at
 * Source: https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md, lz4_Block_format.md
 */
export function lz4Frame(bytes, length) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const flags = view.getUint8(4);
    if (view.getUint32(0, true) !== magic || flags >> 6 !== 1)
        throw new RangeError('no LZ4 frame');
    const blockChecksum = (flags & 0x10) === 0 ? 0 : 4;
    let at = 7 + ((flags & 0x08) === 0 ? 0 : 8) + ((flags & 0x01) === 0 ? 0 : 4);
    const out = new Uint8Array(length);
    let filled = 0;
    for (;;) {
        const size = view.getUint32(at, true);
        at += 4;
        if (size === 0)
            break;
        const held = size & 0x7fffffff;
        if (at + held > bytes.length)
            throw new RangeError('a block ends outside of its frame');
        const block = bytes.subarray(at, at + held);
        if (size >>> 31 === 0)
            filled = expandBlock(block, out, filled);
        else {
            out.set(block, filled);
            filled += held;
        }
        at += held + blockChecksum;
    }
    if (filled !== length)
        throw new RangeError('another length than stated');
    return out;
}
/** Decompresses a block behind what is there; where it ends. */
function expandBlock(block, out, from) {
    let at = 0;
    let filled = from;
    const more = (length) => {
        let total = length;
        for (let byte = 255; length === 15 && byte === 255; total += byte)
            byte = byteAt(block, at++);
        return total;
    };
    while (at < block.length) {
        const token = byteAt(block, at++);
        const literals = more(token >> 4);
        if (at + literals > block.length || filled + literals > out.length)
            throw new RangeError('literals');
        out.set(block.subarray(at, at + literals), filled);
        at += literals;
        filled += literals;
        if (at === block.length)
            return filled;
        const distance = byteAt(block, at) | (byteAt(block, at + 1) << 8);
        at += 2;
        const match = more(token & 15) + minMatch;
        if (distance === 0 || distance > filled || filled + match > out.length)
            throw new RangeError('match');
        if (distance >= match)
            out.copyWithin(filled, filled - distance, filled - distance + match);
        // What is copied may be what was copied just now.
        else
            for (let index = filled; index < filled + match; index++)
                out[index] = out[index - distance];
        filled += match;
    }
    return filled;
}
function byteAt(bytes, at) {
    const byte = bytes[at];
    if (byte === undefined)
        throw new RangeError('a block ends too early');
    return byte;
}
//# sourceMappingURL=lz4-frame.js.map