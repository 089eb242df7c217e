import { plotColours } from './plots.js';
import { ink, px, svg, text } from './svg.js';
const size = 320;
const frame = { left: 44, top: 28, bottom: 40 };
/** More points than a screen has pixels show nothing more. */
const mostPoints = 500;
/** A ROC curve as inline SVG, about 10 kB at most: shares of others against shares of the class, with its area. */
export function rocPlot(title, points, area) {
    const x = (share) => frame.left + share * size;
    const y = (share) => frame.top + (1 - share) * size;
    const step = Math.max(1, points.length / mostPoints);
    const shown = points.filter((_, place) => Math.floor(place / step) !== Math.floor((place - 1) / step));
    const last = points.at(-1);
    const line = [...shown, ...(last === undefined ? [] : [last])]
        .map(({ falsePositives, truePositives }) => `${px(x(falsePositives))},${px(y(truePositives))}`)
        .join(' ');
    return svg(title, frame.left + size + 12, frame.top + size + frame.bottom, [
        text(frame.left, 16, `${title}  AUC ${area.toFixed(4)}`, 'font-weight="600"'),
        `<rect x="${frame.left}" y="${frame.top}" width="${size}" height="${size}" fill="none" stroke="currentColor" opacity="0.25"/>`,
        `<path d="M${px(x(0))} ${px(y(0))}L${px(x(1))} ${px(y(1))}" stroke="currentColor" opacity="0.25"/>`,
        `<polyline points="${line}" fill="none" stroke="${plotColours.plain}" stroke-width="2"/>`,
        ...[0, 0.5, 1].flatMap((share) => [
            text(frame.left - 8, y(share) + 4, String(share), 'text-anchor="end" opacity="0.75"'),
            text(x(share), frame.top + size + 16, String(share), 'text-anchor="middle" opacity="0.75"'),
        ]),
        text(x(0.5), frame.top + size + 34, 'share of others at or above the threshold', `text-anchor="middle" ${ink}`),
    ]);
}
//# sourceMappingURL=roc-plot.js.map