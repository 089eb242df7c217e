import { codeUnitsOf } from '../text/code-units.js';
import { drainInts, newIntList } from '../text/int-list.js';
import { skipSpaces, splitLines } from '../text/lines.js';
import { sentenceSpans } from '../text/sentence-spans.js';
import { addSpan } from '../text/span-list.js';
import { exactKey } from './exact.js';
import { normalizeSpan } from './span-normalization.js';
const found = newIntList();
/**
 * The units of a text, in order. A line is without its end; a paragraph is a run of lines with blank lines around it; a
 * sentence is without the white space around it. What is white space alone is no unit. Cost: linear.
 */
export function unitsOf(text, unit, { sentences }) {
    if (unit === 'sentence')
        return sentenceSpans(text, sentences);
    const units = codeUnitsOf(text);
    const lines = splitLines(units);
    let paragraphStart = -1;
    for (let k = 0; k < lines.length; k += 2) {
        const start = lines[k] ?? 0;
        const end = lines[k + 1] ?? 0;
        if (skipSpaces(units, start, end) === end)
            continue;
        if (unit === 'line') {
            addSpan(found, start, end);
            continue;
        }
        if (paragraphStart < 0)
            paragraphStart = start;
        if (k + 2 < lines.length && !isBlank(units, lines, k + 2))
            continue;
        addSpan(found, paragraphStart, end);
        paragraphStart = -1;
    }
    return drainInts(found);
}
function isBlank(units, lines, k) {
    const end = lines[k + 1] ?? 0;
    return skipSpaces(units, lines[k] ?? 0, end) === end;
}
/**
 * Calls `add` with the 16-byte key and the first unit of each span of `text` that is compared: `span` units in a row,
 * normalized, a line feed between them. Keys are halves of SHA-256, as those of whole documents are: with a faster hash
 * without secrets, a text could be written that takes a sentence out of another's. Cost: a hash of each span, so each
 * unit is hashed `span` times.
 */
export function eachSpanKey(text, unit, parameters, add) {
    const { span, normalize, minLength } = parameters;
    const units = unitsOf(text, unit, parameters);
    const count = units.length / 2;
    if (count < span)
        return;
    const normal = [];
    for (let k = 0; k < count; k++)
        normal.push(normalizeSpan(text.slice(units[2 * k], units[2 * k + 1]), normalize));
    for (let place = 0; place + span <= count; place++) {
        const parts = span === 1 ? [normal[place] ?? ''] : normal.slice(place, place + span);
        if (parts.reduce((sum, { length }) => sum + length, 0) < minLength)
            continue;
        add(exactKey(parts.join('\n'), { normalize: 'none' }), place);
    }
}
//# sourceMappingURL=span-keys.js.map