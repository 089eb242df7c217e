import { countText, shareText } from '../number-text.js';
import { printable, shorten } from '../printable.js';
import { columnsOf } from '../text-columns.js';
import { colour, scaleOf } from './chart.js';
const characterWidth = 7;
const barHeight = 14;
/**
 * Horizontal bars with labels, counts and shares of `whole`; the longest bar fills the width. Labels stand at the left,
 * or above the bars where they would take more than 0.44 of the width.
 *
 * @param width of the whole chart
 */
export function barChart(parts, whole, width) {
    const longest = Math.max(1, ...parts.map(({ value }) => value));
    const labels = 14 + characterWidth * Math.max(0, ...parts.map(({ label }) => columnsOf(label)));
    const place = labels > 0.44 * width ? { side: 'above', width } : { side: 'left', width: labels };
    const notes = parts.map(({ value }) => `${countText(value)} · ${shareText(value, whole)}`);
    const noteWidth = 10 + characterWidth * Math.max(0, ...notes.map((note) => note.length));
    const left = place.side === 'left' ? place.width : 0;
    const step = place.side === 'left' ? 23 : 40;
    const rows = parts.map(({ label, value, colour: name }, row) => ({
        middle: step * (row + 1) - 11.5,
        label: fitted(label, place.width - 10),
        // A bar of little more than nothing is still seen.
        value: value === 0 ? 0 : Math.max(value, longest / 250),
        note: notes[row] ?? '',
        tip: printable(`${label}: ${notes[row]}`),
        fill: colour[name],
    }));
    const y = { field: 'middle', type: 'quantitative', scale: null, axis: null };
    const x = { field: 'value', type: 'quantitative', stack: null, axis: null, scale: scaleOf(0, longest) };
    const label = place.side === 'left' ? { align: 'right', dx: -8 } : { align: 'left', dx: 0, dy: -16 };
    return {
        width: Math.max(20, width - left - noteWidth),
        height: step * parts.length,
        autosize: 'none',
        padding: { left, right: noteWidth, top: 0, bottom: 0 },
        data: { values: rows },
        layer: [
            {
                mark: { type: 'bar', orient: 'horizontal', height: barHeight, cornerRadiusEnd: 2 },
                encoding: { y, x, color: { field: 'fill', type: 'nominal', scale: null }, description: { field: 'tip' } },
            },
            { mark: { type: 'text', baseline: 'middle', x: 0, ...label }, encoding: { y, text: { field: 'label' } } },
            {
                mark: { type: 'text', align: 'left', baseline: 'middle', dx: 7, fill: colour.soft },
                encoding: { y, x, text: { field: 'note' } },
            },
        ],
    };
}
/** The first `most` parts; the rest as one, named `rest`. */
export function firstParts(parts, most, rest) {
    if (parts.length <= most)
        return [...parts];
    const others = parts.slice(most - 1).reduce((sum, { value }) => sum + value, 0);
    return [...parts.slice(0, most - 1), { label: rest, value: others, colour: 'plain' }];
}
function fitted(label, width) {
    const columns = Math.max(2, Math.floor(width / 6.6));
    const used = columnsOf(label);
    return printable(used <= columns ? label : shorten(label, Math.max(2, Math.floor((columns * label.length) / used))));
}
//# sourceMappingURL=bar-chart.js.map