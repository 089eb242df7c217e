const chunkImages = 64;
const chunkBytes = 16 << 20;
/** The records in chunks of at most 64, or of at most 16 MiB of image bytes; a longer image is a chunk of its own. */
export async function* inImageChunks(images) {
    let chunk = [];
    let bytes = 0;
    for await (const image of images) {
        const length = 'bytes' in image ? image.bytes.length : 0;
        if (chunk.length > 0 && (chunk.length >= chunkImages || bytes + length > chunkBytes)) {
            yield chunk;
            chunk = [];
            bytes = 0;
        }
        chunk.push(image);
        bytes += length;
    }
    if (chunk.length > 0)
        yield chunk;
}
//# sourceMappingURL=image-chunks.js.map