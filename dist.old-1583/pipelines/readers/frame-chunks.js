const chunkFrames = 1000;
const chunkBytes = 4 << 20;
/** Frames in chunks of at most 1,000, or of about 4 MiB. */
export async function* inFrameChunks(frames) {
    let chunk = [];
    let held = 0;
    for await (const { frame, bytes } of frames) {
        chunk.push(frame);
        held += bytes;
        if (chunk.length < chunkFrames && held < chunkBytes)
            continue;
        yield chunk;
        chunk = [];
        held = 0;
    }
    if (chunk.length > 0)
        yield chunk;
}
//# sourceMappingURL=frame-chunks.js.map