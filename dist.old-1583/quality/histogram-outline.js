import { plotColours, ticksBetween } from './plots.js';
import { ink, svg, text } from './svg.js';
const top = 24;
const base = 94;
const cellWidth = 9;
/**
 * A histogram as one area, about 15 bytes a bin, for pages that must be short: a bin's area is its share, so bins may
 * differ in width and two histograms in size.
 */
export function histogramOutline(title, bins, look, width) {
    const place = look.axis === 'log' ? (value) => Math.log2(Math.max(value, 0.5)) : (value) => value;
    const all = [...bins, ...look.before];
    const from = Math.min(...all.map((bin) => bin.from));
    const to = Math.max(...all.map((bin) => bin.to));
    const [start, end] = [place(from), Math.max(place(to), place(from) + 1e-9)];
    const x = (value) => 4 + ((width - 8) * (place(value) - start)) / (end - start);
    const shares = (of) => {
        const whole = Math.max(1, of.reduce((sum, { count }) => sum + count, 0));
        return of.map((bin) => ({ ...bin, density: bin.count / whole / Math.max(1e-9, place(bin.to) - place(bin.from)) }));
    };
    const [now, before] = [shares(joined(bins, x)), shares(joined(look.before, x))];
    const highest = Math.max(1e-12, ...[...now, ...before].map(({ density }) => density));
    const outline = (of) => {
        const steps = [];
        let reached;
        for (const bin of of) {
            const height = Math.round(base - ((base - top) * bin.density) / highest);
            if (reached !== bin.from)
                steps.push(reached === undefined ? '' : `V${base}`, `M${Math.round(x(bin.from))} ${base}`);
            steps.push(`V${height}H${Math.round(x(bin.to))}`);
            reached = bin.to;
        }
        return steps.length === 0 ? '' : `${steps.join('')}V${base}`;
    };
    const ticks = ticksBetween([{ from, to, count: 0 }], look.axis).map((value) => {
        const at = x(value);
        const anchor = at < 24 ? 'start' : at > width - 24 ? 'end' : 'middle';
        return text(at, base + 17, look.tick(value), `text-anchor="${anchor}" opacity="0.75"`);
    });
    return svg(title, width, base + 22, [
        text(0, 14, title, 'font-weight="600"'),
        text(width, 14, look.note, 'text-anchor="end" opacity="0.75"'),
        `<path d="${outline(now)}" fill="${plotColours.plain}"/>`,
        before.length === 0 ? '' : `<path d="${outline(before)}" fill="none" stroke="currentColor" stroke-width="1"/>`,
        `<rect x="0" y="${base}" width="${width}" height="1" ${ink} opacity="0.35"/>`,
        ...ticks,
    ]);
}
/** Bins that begin in one cell of the grid become one: more the eye does not tell apart, and few values would fray. */
function joined(bins, x) {
    const wide = [];
    let cell = Number.NaN;
    for (const bin of bins) {
        const last = wide.at(-1);
        const here = Math.floor(x(bin.from) / cellWidth);
        if (last !== undefined && here === cell) {
            wide[wide.length - 1] = { from: last.from, to: bin.to, count: last.count + bin.count };
        }
        else
            wide.push(bin);
        cell = here;
    }
    return wide;
}
//# sourceMappingURL=histogram-outline.js.map