import { lumaOf } from './luma.js';
/** Levels by which a channel may differ from a colour and still be of it: the noise of JPEG. */
const tolerance = 8;
/**
 * Share of pixels in (0, 1] that have nearly the most frequent colour: within {@link tolerance} levels, in each channel,
 * of the mean of those pixels whose luma is about the most frequent one. 1 for an empty page.
 */
export function uniformShare(pixels) {
    const { data, width, height } = pixels;
    const luma = lumaOf(pixels);
    const [red, green, blue] = meanColour(pixels, luma, mostFrequent(luma));
    let count = 0;
    for (let at = 0; at < 3 * width * height; at += 3)
        if (isNear(data, at, red, green, blue))
            count++;
    return count / (width * height);
}
/**
 * Share in [0, 1] of an image's width or height, the larger, that its bars take: rows at the upper and lower edge, and
 * columns at the left and right, each of one colour, that of the edge's first pixel. 1 for an empty page.
 */
export function borderShare(pixels) {
    const { width, height } = pixels;
    const rowBytes = 3 * width;
    const top = bars(pixels, { count: height, step: rowBytes, start: 0, along: width, stride: 3 });
    if (top === height)
        return 1;
    const last = rowBytes * (height - 1);
    const bottom = bars(pixels, { count: height, step: -rowBytes, start: last, along: width, stride: 3 });
    const left = bars(pixels, { count: width, step: 3, start: 0, along: height, stride: rowBytes });
    if (left === width)
        return 1;
    const right = bars(pixels, { count: width, step: -3, start: rowBytes - 3, along: height, stride: rowBytes });
    return Math.min(1, Math.max((top + bottom) / height, (left + right) / width));
}
function bars({ data }, { count, step, start, along, stride }) {
    const red = data[start] ?? 0;
    const green = data[start + 1] ?? 0;
    const blue = data[start + 2] ?? 0;
    for (let line = 0; line < count; line++) {
        let at = start + line * step;
        for (let i = 0; i < along; i++, at += stride) {
            if (!isNear(data, at, red, green, blue))
                return line;
        }
    }
    return count;
}
function isNear(data, at, red, green, blue) {
    return (Math.abs((data[at] ?? 0) - red) <= tolerance &&
        Math.abs((data[at + 1] ?? 0) - green) <= tolerance &&
        Math.abs((data[at + 2] ?? 0) - blue) <= tolerance);
}
function mostFrequent({ data }) {
    const counts = new Uint32Array(256);
    for (let i = 0; i < data.length; i++)
        counts[data[i] ?? 0] = (counts[data[i] ?? 0] ?? 0) + 1;
    let most = 0;
    for (let value = 1; value < 256; value++)
        if ((counts[value] ?? 0) > (counts[most] ?? 0))
            most = value;
    return most;
}
function meanColour({ data }, luma, about) {
    let red = 0;
    let green = 0;
    let blue = 0;
    let count = 0;
    for (let i = 0, at = 0; i < luma.data.length; i++, at += 3) {
        if (Math.abs((luma.data[i] ?? 0) - about) > 2)
            continue;
        count++;
        red += data[at] ?? 0;
        green += data[at + 1] ?? 0;
        blue += data[at + 2] ?? 0;
    }
    return [red / count, green / count, blue / count];
}
//# sourceMappingURL=plain-areas.js.map