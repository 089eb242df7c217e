/** The marker that the entropy-coded data follow. */
export const startOfScan = 0xda;
/** The segments between SOI and the entropy-coded data, that of the scan last. Ends before the first that is not whole. */
export function* markerSegments(bytes) {
    if (bytes[0] !== 0xff || bytes[1] !== 0xd8)
        return;
    for (let start = 2; start + 4 <= bytes.length;) {
        const length = ((bytes[start + 2] ?? 0) << 8) | (bytes[start + 3] ?? 0);
        const end = start + 2 + length;
        const marker = bytes[start + 1] ?? 0;
        if (bytes[start] !== 0xff || length < 2 || end > bytes.length)
            return;
        yield { marker, start, end, body: bytes.subarray(start + 4, end) };
        if (marker === startOfScan)
            return;
        start = end;
    }
}
//# sourceMappingURL=marker-segments.js.map