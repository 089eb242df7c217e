import { allocateInts, allocateUnits } from './slab.js';
import { scanText } from './text-scan.js';
/** The text's UTF-16 code units. */
export function codeUnitsOf(text) {
    const units = allocateUnits(text.length);
    // Four times as fast as a loop over charCodeAt; Node runs on little-endian machines only.
    Buffer.from(units.buffer, units.byteOffset, units.byteLength).write(text, 'utf16le');
    return units;
}
/** The code point that begins at `at`; half of a broken pair stands for itself. */
export function codePointAt(units, at) {
    const unit = units[at] ?? 0;
    if (unit < 0xd800 || unit > 0xdbff)
        return unit;
    const next = units[at + 1] ?? 0;
    return next < 0xdc00 || next > 0xdfff ? unit : ((unit - 0xd800) << 10) + (next - 0xdc00) + 0x10000;
}
/**
 * The code points in [start, end) of the units: the length that Python's `len` gives. Costs nothing per unit where the
 * text has no surrogates, which `pairsBefore` being undefined says.
 */
export function codePointLength(pairsBefore, start, end) {
    if (pairsBefore === undefined)
        return end - start;
    return end - start - ((pairsBefore[end] ?? 0) - (pairsBefore[start] ?? 0));
}
/** For each place, the surrogate pairs that end at or before it; undefined where there is no surrogate. */
export function surrogatePairsBefore(units) {
    if (!scanText(units).surrogates)
        return undefined;
    const before = allocateInts(units.length + 1);
    let pairs = 0;
    for (let i = 0; i < units.length; i++) {
        if (codePointAt(units, i) > 0xffff) {
            before[i + 1] = pairs;
            i++;
            pairs++;
        }
        before[i + 1] = pairs;
    }
    return before;
}
//# sourceMappingURL=code-units.js.map