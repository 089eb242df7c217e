import { plotColours } from './plots.js';
import { ink, px, svg, text } from './svg.js';
const panelHeight = 100;
const gap = 24;
const frame = { left: 6, right: 6, top: 28, bottom: 66 };
/**
 * Small lines of several numbers over the same versions, two beside each other, as inline SVG of about 50 bytes a point:
 * each with its range, its last value, and a red ring where a version's gates failed.
 */
export function trendLines(title, trends, width) {
    const panelWidth = (width - gap) / 2;
    const panels = trends.map((trend, index) => {
        const left = (index % 2) * (panelWidth + gap);
        const top = Math.floor(index / 2) * panelHeight;
        return `<g transform="translate(${px(left)} ${top})">${panel(trend, panelWidth)}</g>`;
    });
    return svg(title, width, Math.max(1, Math.ceil(trends.length / 2)) * panelHeight, panels);
}
function panel({ label, points, say }, width) {
    const known = points.flatMap((point, place) => point.value === null ? [] : [{ ...point, place, value: point.value }]);
    const last = known.at(-1);
    const head = text(0, 14, label, 'font-weight="600"');
    if (last === undefined)
        return head + text(width, 14, 'not measured', 'text-anchor="end" opacity="0.75"');
    const lowest = Math.min(...known.map(({ value }) => value));
    const highest = Math.max(...known.map(({ value }) => value));
    const steps = Math.max(1, points.length - 1);
    const x = (place) => points.length === 1 ? width / 2 : frame.left + ((width - frame.left - frame.right) * place) / steps;
    const y = (value) => highest === lowest
        ? (frame.top + frame.bottom) / 2
        : frame.bottom - ((frame.bottom - frame.top) * (value - lowest)) / (highest - lowest);
    const line = known.map(({ place, value }) => `${px(x(place))},${px(y(value))}`).join(' ');
    const at = (place, value) => `cx="${px(x(place))}" cy="${px(y(value))}"`;
    const dots = known.map(({ place, value, passed }) => passed
        ? `<circle ${at(place, value)} r="2.5"/>`
        : `<circle ${at(place, value)} r="5" fill="none" stroke="${plotColours.quarantined}" stroke-width="2"/>`);
    const first = points[0];
    const range = highest === lowest ? '' : `${say(lowest)} – ${say(highest)}`;
    return [
        head,
        text(width, 14, say(last.value), 'text-anchor="end"'),
        `<rect x="0" y="${frame.bottom + 4}" width="${px(width)}" height="1" ${ink} opacity="0.25"/>`,
        `<polyline points="${line}" fill="none" stroke="${plotColours.plain}" stroke-width="1.5"/>`,
        `<g fill="${plotColours.plain}">${dots.join('')}</g>`,
        text(0, frame.bottom + 18, `v${first?.version ?? ''}`, 'opacity="0.75"'),
        text(width / 2, frame.bottom + 18, range, 'text-anchor="middle" opacity="0.75"'),
        ...(points.length > 1
            ? [text(width, frame.bottom + 18, `v${points.at(-1)?.version ?? ''}`, 'text-anchor="end" opacity="0.75"')]
            : []),
    ].join('');
}
//# sourceMappingURL=trend-plot.js.map