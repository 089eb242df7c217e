import { colour, scaleOf } from './chart.js';
const height = 92;
/** A line over versions; a version whose gates failed has a ring, and the last one its value beside it. */
export function trendChart(points, text, width) {
    const values = points.map(({ value }) => value);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const room = high - low || Math.abs(high) || 1;
    const last = points.at(-1);
    const rows = points.map(({ version, value, gatesPassed }) => ({
        version,
        value,
        stroke: gatesPassed ? colour.plain : colour.fail,
        tip: `version ${version}: ${text(value)}${gatesPassed ? '' : ', gates failed'}`,
    }));
    const versions = points.map(({ version }) => version);
    const first = versions[0] ?? 0;
    const x = {
        field: 'version',
        type: 'quantitative',
        scale: scaleOf(first, Math.max(first + 1, versions.at(-1) ?? 1)),
        axis: { values: ends(versions), format: 'd', grid: false, title: null, tickSize: 3 },
    };
    const y = {
        field: 'value',
        type: 'quantitative',
        scale: scaleOf(low - 0.15 * room, high + 0.15 * room),
        axis: null,
    };
    return {
        width: width - 84,
        height,
        autosize: 'none',
        padding: { left: 14, right: 70, top: 10, bottom: 24 },
        data: { values: rows },
        layer: [
            { mark: { type: 'line', stroke: colour.plain, strokeWidth: 1.5, aria: false }, encoding: { x, y } },
            {
                mark: { type: 'point', filled: true, size: 38, fill: colour.card, strokeWidth: 2, opacity: 1 },
                encoding: { x, y, stroke: { field: 'stroke', type: 'nominal', scale: null }, description: { field: 'tip' } },
            },
            {
                data: { values: last === undefined ? [] : [{ ...last, text: text(last.value) }] },
                mark: { type: 'text', align: 'left', baseline: 'middle', dx: 10, fontWeight: 600 },
                encoding: { x, y, text: { field: 'text' } },
            },
        ],
    };
}
/** First and last, and at most four between them. */
function ends(versions) {
    const step = Math.max(1, Math.ceil((versions.length - 1) / 5));
    return versions.filter((_, index) => index === versions.length - 1 || (index % step === 0 && index + step / 2 < versions.length - 1));
}
//# sourceMappingURL=trend-chart.js.map