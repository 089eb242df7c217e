/** Chunks of a file that begins with WebP's signature, up to the first that does not fit. */
export function* webpChunks(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const stop = Math.min(bytes.length, 8 + view.getUint32(4, true));
    for (let start = 12; start + 8 <= stop;) {
        const length = view.getUint32(start + 4, true);
        const end = start + 8 + length + (length & 1);
        if (end > stop)
            return;
        yield { type: typeAt(bytes, start), start, end };
        start = end;
    }
}
/** Bytes of an animation's frame before its image: the chunk's header, the frame's place and its time. */
const frameHeaderBytes = 24;
/** Whether the image, or an animation's first frame, is coded without loss. */
export function isLosslessWebp(bytes) {
    for (const { type, start } of webpChunks(bytes)) {
        const image = type === 'ANMF' ? typeAt(bytes, start + frameHeaderBytes) : type;
        if (image === 'VP8L')
            return true;
        if (image === 'VP8 ' || type === 'ANMF')
            return false;
    }
    return false;
}
function typeAt(bytes, start) {
    return String.fromCharCode(...bytes.subarray(start, start + 4));
}
//# sourceMappingURL=webp-chunks.js.map