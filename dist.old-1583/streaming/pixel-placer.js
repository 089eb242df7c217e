import { valuesOf } from './image-memory.js';
/** A placer for the pixels of one batch's memory. */
export function openPixelPlacer(pixels, shape) {
    const values = valuesOf(shape.size);
    const placeOf = (place) => pixels.subarray(place * values, (place + 1) * values);
    if (pixels instanceof Uint8Array && shape.layout === 'hwc') {
        const bytes = (place) => pixels.subarray(place * values, (place + 1) * values);
        return { into: bytes, put: (levels, place) => bytes(place).set(levels) };
    }
    const table = valueOfLevel(shape);
    const put = shape.layout === 'hwc' ? putInterleaved : putPlanes;
    return { into: () => undefined, put: (levels, place) => put(levels, placeOf(place), table) };
}
/** What each level of red, of green and of blue becomes: 3 × 256 values. */
function valueOfLevel({ normalize }) {
    if (normalize === undefined)
        return Uint8Array.from({ length: 768 }, (_, place) => place & 255);
    const { mean, deviation } = normalize;
    return Float32Array.from({ length: 768 }, (_, place) => {
        const channel = (place >> 8);
        return ((place & 255) / 255 - mean[channel]) / deviation[channel];
    });
}
function putInterleaved(levels, out, table) {
    for (let i = 0; i < out.length; i += 3) {
        out[i] = table[levels[i]];
        out[i + 1] = table[256 + levels[i + 1]];
        out[i + 2] = table[512 + levels[i + 2]];
    }
}
function putPlanes(levels, out, table) {
    const plane = out.length / 3;
    for (let pixel = 0, i = 0; pixel < plane; pixel++, i += 3) {
        out[pixel] = table[levels[i]];
        out[plane + pixel] = table[256 + levels[i + 1]];
        out[2 * plane + pixel] = table[512 + levels[i + 2]];
    }
}
//# sourceMappingURL=pixel-placer.js.map