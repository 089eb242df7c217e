import { countText, numberText } from '../../quality/number-text.js';
import { plotColours } from '../../quality/plots.js';
import { ink, px, svg, text } from '../../quality/svg.js';
import { outline, roundTicks, smoothed, thinned } from './curve-points.js';
const training = plotColours.plain;
const validation = plotColours.dropped;
/** Where the loss and, below it, the learning rate are drawn. */
const frame = { left: 54, right: 26, lossTop: 30, lossBottom: 212, rateTop: 258, rateBottom: 292, height: 300 };
const mostColumns = 150;
const mostValidations = 40;
/**
 * The losses of a run by step, as inline SVG of at most 20 kB whatever the run's length: the training loss faint, its
 * mean over a fortieth of the run, validation losses as dots, and the learning rate small below. The loss
 * axis covers the smoothed and validation losses in full; single batches may leave it. Losses that are no number,
 * or beyond 1e30, are not drawn.
 */
export function lossCurve(title, rows, width = 640) {
    const losses = pointsOf(rows, ({ loss }) => loss);
    const validations = pointsOf(rows, (row) => row.validation?.['loss'] ?? Number.NaN);
    const rates = pointsOf(rows, ({ learningRate }) => Math.max(0, learningRate));
    const [first] = rows;
    const last = rows.at(-1);
    if (first === undefined || last === undefined || losses.length === 0) {
        return svg(`Loss of ${title}`, width, 40, [text(8, 24, 'no steps yet', 'opacity="0.75"')]);
    }
    const average = smoothed(losses, Math.floor(losses.length / 80));
    const steps = { from: first.step, to: Math.max(last.step, first.step + 1) };
    const x = scale(steps, frame.left, width - frame.right);
    const range = lossRange(average, validations);
    const y = scale(range, frame.lossBottom, frame.lossTop);
    const clipped = losses.map(({ step, value }) => ({ step, value: Math.min(range.to, Math.max(range.from, value)) }));
    return svg(`Loss of ${title}`, width, frame.height, [
        ...legend(average.at(-1), validations),
        ...lossAxis(range, y, width),
        ...stepAxis(steps, x),
        batchLosses(clipped, x, y),
        line(thinned(average, mostColumns), x, y, `stroke="${training}" stroke-width="2"`),
        ...thinned(validations, mostValidations).map((point) => dot(point, x, y)),
        ...ratePanel(rates, x, width),
    ]);
}
function pointsOf(rows, read) {
    return rows.map((row) => ({ step: row.step, value: read(row) })).filter(({ value }) => Math.abs(value) < 1e30);
}
/** Widened by a twentieth on both sides, so that the lines stay off the frame. */
function lossRange(average, validations) {
    let from = Number.POSITIVE_INFINITY;
    let to = Number.NEGATIVE_INFINITY;
    for (const { value } of [...average, ...validations]) {
        from = Math.min(from, value);
        to = Math.max(to, value);
    }
    const room = Math.max((to - from) / 20, Math.abs(to) * 1e-6, 1e-9);
    return { from: from >= 0 ? Math.max(0, from - room) : from - room, to: to + room };
}
function scale({ from, to }, start, end) {
    return (value) => start + ((end - start) * (value - from)) / (to - from);
}
function line(points, x, y, attributes, fill = 'none') {
    const places = points.map(({ step, value }) => `${px(x(step))},${px(y(value))}`).join(' ');
    return `<polyline points="${places}" fill="${fill}" stroke-linejoin="round" ${attributes}/>`;
}
/** A line while every batch can be seen, and beyond that the area that the line would fill. */
function batchLosses(points, x, y) {
    if (points.length <= 2 * mostColumns) {
        return line(points, x, y, `stroke="${training}" stroke-width="1" opacity="0.45"`);
    }
    const { low, high } = outline(points, mostColumns);
    return line([...high, ...low.toReversed()], x, y, `opacity="0.3"`, training);
}
function dot({ step, value }, x, y) {
    const name = `step ${countText(step)}: ${lossText(value)}`;
    return `<circle cx="${px(x(step))}" cy="${px(y(value))}" r="3" fill="${validation}"><title>${name}</title></circle>`;
}
function legend(average, validations) {
    const best = validations.reduce((lowest, point) => (lowest === undefined || point.value < lowest.value ? point : lowest), undefined);
    const parts = [
        `<rect x="${frame.left}" y="9" width="14" height="3" rx="1" fill="${training}"/>`,
        text(frame.left + 20, 15, `training loss ${average === undefined ? '' : lossText(average.value)}`, ''),
    ];
    if (best === undefined)
        return parts;
    const name = `validation, lowest ${lossText(best.value)} at step ${countText(best.step)}`;
    return [
        ...parts,
        `<circle cx="${frame.left + 166}" cy="11" r="3" fill="${validation}"/>`,
        text(frame.left + 176, 15, name, ''),
    ];
}
function lossAxis(range, y, width) {
    return roundTicks(range.from, range.to, 6).map((value) => grid(y(value), width) + tick(y(value) + 4, numberText(value)));
}
function stepAxis(steps, x) {
    const ticks = roundTicks(steps.from, steps.to, 8).filter((step) => Number.isInteger(step));
    const labels = ticks.map((step) => text(x(step), frame.lossBottom + 18, countText(step), 'text-anchor="middle" opacity="0.75"'));
    return [...labels, text(frame.left - 8, frame.lossBottom + 18, 'step', 'text-anchor="end" opacity="0.75"')];
}
function ratePanel(rates, x, width) {
    const highest = rates.reduce((most, { value }) => Math.max(most, value), 0);
    if (highest <= 0)
        return [];
    const y = scale({ from: 0, to: highest }, frame.rateBottom, frame.rateTop);
    return [
        text(frame.left, frame.rateTop - 6, 'learning rate', 'opacity="0.75"'),
        grid(frame.rateTop, width) + tick(frame.rateTop + 4, rateText(highest)),
        grid(frame.rateBottom, width) + tick(frame.rateBottom + 4, '0'),
        line(thinned(rates, mostColumns), x, y, `stroke="${training}" stroke-width="1.5"`),
    ];
}
function grid(y, width) {
    const span = width - frame.left - frame.right;
    return `<rect x="${frame.left}" y="${px(y)}" width="${span}" height="1" ${ink} opacity="0.15"/>`;
}
function tick(y, label) {
    return text(frame.left - 8, y, label, 'text-anchor="end" opacity="0.75"');
}
function rateText(rate) {
    const rounded = Number(rate.toPrecision(2));
    return rounded < 0.01 ? rounded.toExponential() : String(rounded);
}
function lossText(loss) {
    return Math.abs(loss) < 100 ? loss.toFixed(3) : numberText(loss);
}
//# sourceMappingURL=loss-curve.js.map