import { clampedByte } from './clamped-byte.js';
import { histograms, ranges, throughTables } from './colour-kernel.js';
/** Each channel spread so that its darkest value is 0 and its brightest 255. torchvision's `autocontrast`. */
export function autocontrast({ data, width, height }) {
    const own = ranges(data);
    const tables = new Uint8Array(3 * 256);
    for (let channel = 0; channel < 3; channel++) {
        const lowest = own[channel] ?? 0;
        const highest = own[channel + 3] ?? 255;
        const flat = lowest === highest;
        const scale = flat ? 1 : Math.fround((highest - lowest) * Math.fround(1 / 255));
        for (let value = 0; value < 256; value++) {
            tables[256 * channel + value] = clampedByte(Math.fround((value - (flat ? 0 : lowest)) / scale));
        }
    }
    return { width, height, data: throughTables(data, tables) };
}
/** Each channel's histogram made as even as it can be. torchvision's `equalize`, which is PIL's. */
export function equalize({ data, width, height }) {
    const counts = histograms(data);
    const tables = new Uint8Array(3 * 256);
    for (let channel = 0; channel < 3; channel++) {
        const own = counts.subarray(256 * channel, 256 * (channel + 1));
        const last = own.findLast((count) => count > 0) ?? 0;
        const step = Math.floor((width * height - last) / 255);
        let sum = 0;
        for (let value = 0; value < 256; value++) {
            const level = Math.min(Math.floor((sum + Math.floor(step / 2)) / Math.max(step, 1)), 255);
            tables[256 * channel + value] = step === 0 ? value : level;
            sum += own[value] ?? 0;
        }
    }
    return { width, height, data: throughTables(data, tables) };
}
//# sourceMappingURL=histogram-levels.js.map