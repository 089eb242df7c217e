import { noneLeft } from './window-memory.js';
/** Values of one image. */
export function valuesOf({ width, height }) {
    return 3 * width * height;
}
/** Bytes of the pixels of one image. */
export function pixelBytesOf({ size, normalize }) {
    return valuesOf(size) * (normalize === undefined ? 1 : 4);
}
/** Memory: the pixels of `batch` images, and 16 bytes for each. */
export function openImageMemory(batch, shape) {
    const words = () => new SharedArrayBuffer(4 * batch);
    const pixels = new SharedArrayBuffer(batch * pixelBytesOf(shape));
    const taken = new Int32Array(new SharedArrayBuffer(4));
    taken[0] = noneLeft;
    return {
        taken,
        tableRows: new Uint32Array(words()),
        pixels: shape.normalize === undefined ? new Uint8Array(pixels) : new Float32Array(pixels),
        labels: new Int32Array(words()),
        shards: new Uint32Array(words()),
        rows: new Uint32Array(words()),
    };
}
//# sourceMappingURL=image-memory.js.map