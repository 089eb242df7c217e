/** Chunks of a file that begins with PNG's signature, up to the first that does not fit. */
export function* pngChunks(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    for (let start = 8; start + 12 <= bytes.length;) {
        const end = start + 12 + view.getUint32(start);
        if (end > bytes.length)
            return;
        const type = String.fromCharCode(...bytes.subarray(start + 4, start + 8));
        yield { type, start, end };
        if (type === 'IEND')
            return;
        start = end;
    }
}
/** Whether a PNG has an animation's header before its image data: APNG, of which libpng reads the still image alone. */
export function isAnimatedPng(bytes) {
    for (const { type } of pngChunks(bytes)) {
        if (type === 'acTL')
            return true;
        if (type === 'IDAT')
            return false;
    }
    return false;
}
//# sourceMappingURL=png-chunks.js.map