import { believedLanguage, openLanguageDetector } from '../language/detect-language.js';
import { lumaOf } from './luma.js';
import { resize } from './resample.js';
/** Longer side of the image that sharpness is measured of: a photograph is as sharp as it looks, not as it is large. */
export const sharpnessSide = 512;
/**
 * What is measured of pixels, rounded to the millionth. Sums are of whole numbers, so that no order of adding changes
 * them. Cost: two passes, about 5 ns a pixel, and a resize where the longer side is above {@link sharpnessSide}.
 */
export function pixelSignals(pixels) {
    const { width, height } = pixels;
    const luma = lumaOf(pixels);
    const counts = histogram(luma);
    return {
        width,
        height,
        sharpness: rounded(laplacianVariance(lumaAtMost(pixels, luma))),
        colourfulness: rounded(colourfulness(pixels)),
        mean: rounded(meanOf(counts, width * height)),
        entropy: rounded(entropyOf(counts, width * height)),
    };
}
/** Length in code points, and language, of a caption; nulls without one. */
export async function captionSignals(caption) {
    if (caption === null)
        return { captionCharacters: null, captionLanguage: null };
    const detect = await openLanguageDetector();
    return { captionCharacters: codePoints(caption), captionLanguage: believedLanguage(detect(caption)) };
}
function codePoints(text) {
    let pairs = 0;
    for (let i = 0; i < text.length; i++)
        if ((text.codePointAt(i) ?? 0) > 0xffff)
            pairs++;
    return text.length - pairs;
}
function lumaAtMost(pixels, luma) {
    const longer = Math.max(pixels.width, pixels.height);
    if (longer <= sharpnessSide)
        return luma;
    const scaled = (side) => Math.max(1, Math.round((side * sharpnessSide) / longer));
    return lumaOf(resize(pixels, scaled(pixels.width), scaled(pixels.height), 'bilinear'));
}
/** Variance of `4 × pixel − its four neighbours`; at the edges the image is mirrored without its last row repeated. */
function laplacianVariance({ data, width, height }) {
    let sum = 0;
    let squares = 0;
    for (let y = 0; y < height; y++) {
        const row = y * width;
        const above = mirrored(y - 1, height) * width;
        const below = mirrored(y + 1, height) * width;
        for (let x = 0; x < width; x++) {
            const left = data[row + (x > 0 ? x - 1 : mirrored(-1, width))] ?? 0;
            const right = data[row + (x + 1 < width ? x + 1 : mirrored(width, width))] ?? 0;
            const vertical = (data[above + x] ?? 0) + (data[below + x] ?? 0);
            const value = left + right + vertical - 4 * (data[row + x] ?? 0);
            sum += value;
            squares += value * value;
        }
    }
    return variance(sum, squares, width * height);
}
function mirrored(at, side) {
    if (side === 1)
        return 0;
    return at < 0 ? -at : at >= side ? 2 * side - 2 - at : at;
}
/** M3: spread and strength of red − green and of yellow − blue. The latter is summed doubled, to be whole. */
function colourfulness({ data, width, height }) {
    let redGreen = 0;
    let redGreenSquares = 0;
    let yellowBlue = 0;
    let yellowBlueSquares = 0;
    for (let at = 0; at < 3 * width * height; at += 3) {
        const red = data[at] ?? 0;
        const green = data[at + 1] ?? 0;
        const a = red - green;
        const b = red + green - 2 * (data[at + 2] ?? 0);
        redGreen += a;
        redGreenSquares += a * a;
        yellowBlue += b;
        yellowBlueSquares += b * b;
    }
    const count = width * height;
    const spread = variance(redGreen, redGreenSquares, count) + variance(yellowBlue, yellowBlueSquares, count) / 4;
    const meanRedGreen = redGreen / count;
    const meanYellowBlue = yellowBlue / count / 2;
    return Math.sqrt(spread) + 0.3 * Math.sqrt(meanRedGreen * meanRedGreen + meanYellowBlue * meanYellowBlue);
}
function variance(sum, squares, count) {
    const mean = sum / count;
    return Math.max(0, squares / count - mean * mean);
}
function histogram({ data }) {
    const counts = new Uint32Array(256);
    for (let i = 0; i < data.length; i++) {
        const value = data[i] ?? 0;
        counts[value] = (counts[value] ?? 0) + 1;
    }
    return counts;
}
function meanOf(counts, count) {
    let sum = 0;
    for (let value = 0; value < 256; value++)
        sum += value * (counts[value] ?? 0);
    return sum / count;
}
function entropyOf(counts, count) {
    let entropy = 0;
    for (let value = 0; value < 256; value++) {
        const share = (counts[value] ?? 0) / count;
        if (share > 0)
            entropy -= share * Math.log2(share);
    }
    return entropy;
}
function rounded(value) {
    return Math.round(value * 1e6) / 1e6;
}
//# sourceMappingURL=signals.js.map