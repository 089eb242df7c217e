export const LOOKUP_BITS = 9;
/** Null where the counts name more codes than there are, or a code of ones only, which JPEG forbids. */
export function codeLookup({ counts, symbols }) {
    const short = new Uint16Array(1 << LOOKUP_BITS);
    const limits = new Int32Array(18);
    const offsets = new Int32Array(17);
    let code = 0;
    let index = 0;
    for (let length = 1; length <= 16; length++) {
        const count = counts[length - 1] ?? 0;
        if (code + count > (1 << length) - 1)
            return null;
        offsets[length] = index - code;
        for (let i = 0; i < count; i++, code++, index++) {
            if (length > LOOKUP_BITS)
                continue;
            const spare = LOOKUP_BITS - length;
            short.fill(length * 256 + (symbols[index] ?? 0), code << spare, (code + 1) << spare);
        }
        limits[length] = code << (16 - length);
        code <<= 1;
    }
    return { short, limits, offsets, symbols };
}
//# sourceMappingURL=code-lookup.js.map