/**
 * Lays out what decoding needs: twice the entropy-coded data, planes of two rows of MCUs, 3 bytes for each pixel of the
 * region. Between the parts lies what the kernel may read or write past an end: reads of an MCU that is cut off, the
 * last of a row's 16 pixels.
 */
export function layOut(plan, dataBytes, begin) {
    let end = begin;
    const place = (bytes) => {
        const at = Math.ceil(end / 16) * 16 + 64;
        end = at + bytes;
        return at;
    };
    const width = plan.right - plan.left + 1;
    const input = place(dataBytes + 64);
    const segments = place(plan.segments * 8);
    const unstuffed = place(dataBytes + 2_048);
    const [first, ...others] = plan.planes.map(({ stride, rows }) => () => place(2 * stride * rows + 64));
    const planes = [first?.() ?? 0, ...others.map((next) => next())];
    const rowSpace = place(4 * (width + 64));
    const pixels = place(width * 3 * (plan.bottom - plan.top) + 128);
    return { input, segments, unstuffed, planes: [planes[0], ...planes.slice(1)], rowSpace, pixels, end };
}
/** Which place in a block of 8 × 8, row by row, the k-th coefficient has. */
export const zigzag = Uint8Array.of(...[
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21,
    28,
], ...[
    35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47,
    55,
], ...[62, 63]);
/**
 * Writes the file's tables and has the kernel make its own of them: the DC table of a component, and 3 on its AC table.
 * A table that the kernel has from the last file is left, which most files of a dataset share.
 */
export function writeTables(kernel, memory, header) {
    const bytes = new Uint8Array(memory.buffer);
    const steps = new Uint32Array(memory.buffer, kernel.STEPS.value, 3 * 64);
    for (const [c, { quantization, dc, ac }] of header.components.entries()) {
        for (let k = 0; k < 64; k++)
            steps[c * 64 + k] = ((zigzag[k] ?? 0) << 1) | ((quantization[k] ?? 0) << 16);
        for (const [kind, { counts, symbols }] of [dc, ac].entries()) {
            if (tableOf(header, c, kind === 0 ? 'dc' : 'ac') !== c)
                continue;
            const table = kind * 3 + c;
            const [countsAt, symbolsAt] = [kernel.COUNTS.value + table * 16, kernel.SYMBOLS.value + table * 256];
            if (holds(bytes, countsAt, counts) && holds(bytes, symbolsAt, symbols))
                continue;
            bytes.set(counts, countsAt);
            bytes.set(symbols, symbolsAt);
            kernel.buildHuffman(table);
        }
    }
}
function holds(bytes, at, values) {
    for (let i = 0; i < values.length; i++)
        if (bytes[at + i] !== values[i])
            return false;
    return true;
}
/** The first component with the same table: the kernel's copies of it are larger than a processor likes. */
function tableOf({ components }, component, kind) {
    return components.findIndex((other) => other[kind] === components[component]?.[kind]);
}
/** Describes the blocks of an MCU, as the kernel's `decodeRun` reads it. */
export function writeBlocks(kernel, memory, header, plan, layout) {
    const view = new DataView(memory.buffer);
    for (const [b, { component, x, y }] of plan.blocks.entries()) {
        const at = kernel.BLOCKS.value + b * 32;
        const plane = plan.planes[component];
        if (plane === undefined)
            continue;
        view.setUint8(at, tableOf(header, component, 'dc'));
        view.setUint8(at + 1, tableOf(header, component, 'ac') + 3);
        view.setUint8(at + 2, component);
        view.setUint8(at + 3, plane.size);
        view.setUint32(at + 4, (layout.planes[component] ?? 0) + y * plane.stride + x, true);
        view.setUint32(at + 8, plane.rows * plane.stride, true);
        view.setUint32(at + 12, plane.stride, true);
        view.setUint32(at + 16, plane.step, true);
    }
}
//# sourceMappingURL=decoder-memory.js.map