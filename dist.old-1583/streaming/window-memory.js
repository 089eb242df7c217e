/** More than there are groups in any window: a thread that counts from here takes none. */
export const noneLeft = 2 ** 30;
/** Memory: (length × id bytes + 16) bytes for each of `ownSamples`, 4 for each of `samples`. */
export function openWindowMemory(shape) {
    const { samples, ownSamples, length, idBytes } = shape;
    const words = (count) => new SharedArrayBuffer(4 * count);
    const tokens = new SharedArrayBuffer(ownSamples * length * idBytes);
    return {
        taken: new Int32Array(words(1)),
        slots: new Int32Array(words(samples)),
        tokens: idBytes === 2 ? new Uint16Array(tokens) : new Uint32Array(tokens),
        used: new Int32Array(words(ownSamples)),
        labels: new Int32Array(words(ownSamples)),
        shards: new Uint32Array(words(ownSamples)),
        rows: new Uint32Array(words(ownSamples)),
    };
}
//# sourceMappingURL=window-memory.js.map