import { escapeMarkup } from './markup.js';
import { countText, shareText } from './number-text.js';
import { shorten } from './printable.js';
import { px, svg, text } from './svg.js';
import { columnsOf } from './text-columns.js';
/** Colours that read on light and dark grounds; a page can set the variables to its own. */
export const plotColours = {
    kept: 'var(--kept, #2a9d75)',
    dropped: 'var(--dropped, #e08a2e)',
    merged: 'var(--merged, #6b83db)',
    quarantined: 'var(--quarantined, #d2505a)',
    plain: 'var(--plain, #5f8fb4)',
};
/** The first parts, at most so many with one for the sum of the rest: `9 other reasons`. */
export function firstParts(parts, most, what) {
    if (parts.length <= most)
        return [...parts];
    const others = parts.slice(most - 1);
    const value = others.reduce((sum, part) => sum + part.value, 0);
    return [...parts.slice(0, most - 1), { label: `${others.length} other ${what}`, value, colour: 'plain' }];
}
/**
 * Horizontal bars with labels, counts and shares of the whole, as inline SVG, about 300 bytes a bar.
 *
 * @param whole what shares are of; the longest bar fills the width.
 * @param labelShare most of the width that labels may take.
 */
export function bars(title, parts, whole, width = 640, labelShare = 0.44) {
    const longest = Math.max(1, ...parts.map(({ value }) => value));
    const labelWidth = Math.min(labelShare * width, 14 + 7 * Math.max(0, ...parts.map(({ label }) => columnsOf(label))));
    const counts = parts.map(({ value }) => `${countText(value)}  ${shareText(value, whole)}`);
    const span = width - labelWidth - 12 - 7 * Math.max(0, ...counts.map((count) => count.length));
    const rows = parts.map(({ label, value, colour }, index) => {
        const y = 22 * index;
        const length = value === 0 ? 0 : Math.max(1.5, (span * value) / longest);
        const count = counts[index] ?? '';
        return [
            `<g><title>${escapeMarkup(`${label}: ${count}`)}</title>`,
            text(labelWidth - 8, y + 15, fit(label, labelWidth - 14), 'text-anchor="end"'),
            `<rect x="${px(labelWidth)}" y="${y + 4}" width="${px(length)}" height="14" rx="2" fill="${plotColours[colour]}"/>`,
            text(labelWidth + length + 8, y + 15, count, 'opacity="0.75"'),
            '</g>',
        ].join('');
    });
    return svg(title, width, 22 * parts.length + 2, rows);
}
/** One bar cut into parts, with a legend below that gives counts and shares, as inline SVG. */
export function stackedBar(title, parts, width = 640) {
    const whole = parts.reduce((sum, { value }) => sum + value, 0);
    let x = 0;
    const pieces = parts.map(({ label, value, colour }) => {
        const length = whole === 0 ? 0 : (width * value) / whole;
        const piece = `<rect x="${px(x)}" y="0" width="${px(length)}" height="26" fill="${plotColours[colour]}"><title>${escapeMarkup(`${label}: ${countText(value)}`)}</title></rect>`;
        x += length;
        return piece;
    });
    const step = width / Math.max(1, parts.length);
    const legend = parts.map(({ label, value, colour }, index) => {
        const left = step * index;
        return [
            `<rect x="${px(left)}" y="41" width="10" height="10" rx="2" fill="${plotColours[colour]}"/>`,
            text(left + 16, 50, fit(label, step - 16), 'font-weight="600"'),
            text(left + 16, 66, `${countText(value)}  ${shareText(value, whole)}`, 'opacity="0.75"'),
        ].join('');
    });
    return svg(title, width, 72, [...pieces, ...legend]);
}
/** Round values to name on an axis: at most nine. */
export function ticksBetween(bins, axis) {
    const from = bins[0]?.from ?? 0;
    const to = bins.at(-1)?.to ?? 1;
    const candidates = axis === 'log' ? logTicks : linearTicks(to - from);
    const inside = (ticks) => ticks.filter((tick) => tick >= from && tick <= to);
    return candidates.map(inside).find((ticks) => ticks.length <= 9) ?? [from, to];
}
const decades = Array.from({ length: 16 }, (_, power) => 10 ** power);
/** From fine to coarse. */
const logTicks = [
    decades.flatMap((ten) => [ten, 2 * ten, 5 * ten]),
    decades,
    decades.filter((_, power) => power % 3 === 0),
];
function linearTicks(span) {
    return [0.01, 0.02, 0.05, 0.1, 0.2, 0.5]
        .filter((step) => span / step <= 8)
        .map((step) => Array.from({ length: Math.round(1 / step) + 1 }, (_, index) => Math.round(index * step * 100) / 100));
}
function fit(label, width) {
    const columns = Math.max(1, Math.floor(width / 6.6));
    return columnsOf(label) <= columns
        ? label
        : shorten(label, Math.max(2, Math.floor((columns * label.length) / columnsOf(label))));
}
//# sourceMappingURL=plots.js.map