import { printable, shorten } from '../printable.js';
import { colour, scaleOf } from './chart.js';
import { driftWord, moderateDrift, strongDrift } from './drift-word.js';
const rowHeight = 23;
const fill = { stable: colour.plain, moderate: colour.dropped, shifted: colour.fail };
/** PSI of each distribution as bars, with the usual bounds as lines and gates' limits as ticks. */
export function driftChart(bars, width) {
    const labelWidth = Math.min(0.4 * width, 14 + 7 * Math.max(...bars.map(({ name }) => name.length)));
    const farthest = Math.max(1.2 * strongDrift, ...bars.map(({ psi, limit }) => Math.max(psi, limit ?? 0)));
    const rows = bars.map(({ name, psi, limit, ...rest }, row) => ({
        row,
        label: printable(shorten(name, Math.floor(labelWidth / 6.8))),
        psi: Math.max(psi, farthest / 400),
        note: psi.toFixed(3),
        fill: fill[driftWord({ psi, ...rest })],
        limit,
        tip: printable(`${name}: PSI ${psi.toFixed(4)}, ${driftWord({ psi, ...rest })}${limit === null ? '' : `; gate: at most ${limit}`}`),
    }));
    const y = { field: 'row', type: 'ordinal', axis: null };
    const scale = scaleOf(0, farthest);
    const x = { field: 'psi', type: 'quantitative', stack: null, axis: null, scale };
    const roomy = width > 500;
    const bounds = [
        { at: moderateDrift, name: roomy ? `${moderateDrift} moderate` : String(moderateDrift) },
        { at: strongDrift, name: roomy ? `${strongDrift} shifted` : String(strongDrift) },
    ];
    const boundX = { field: 'at', type: 'quantitative', axis: null, scale };
    return {
        width: Math.max(40, width - labelWidth - 54),
        height: rowHeight * bars.length,
        autosize: 'none',
        padding: { left: labelWidth, right: 54, top: 20, bottom: 2 },
        data: { values: rows },
        layer: [
            {
                data: { values: bounds },
                mark: { type: 'rule', stroke: colour.soft, strokeDash: [3, 3], opacity: 0.7 },
                encoding: { x: boundX },
            },
            {
                data: { values: bounds },
                mark: { type: 'text', align: 'left', baseline: 'bottom', dx: -2, y: -4, fontSize: 11, fill: colour.soft },
                encoding: { x: boundX, text: { field: 'name' } },
            },
            {
                mark: { type: 'bar', height: 14, cornerRadiusEnd: 2 },
                encoding: { y, x, color: { field: 'fill', type: 'nominal', scale: null }, description: { field: 'tip' } },
            },
            {
                transform: [{ filter: 'datum.limit !== null' }],
                mark: { type: 'tick', thickness: 2, size: 19, color: colour.ink, aria: false },
                encoding: { y, x: { ...x, field: 'limit' } },
            },
            {
                mark: { type: 'text', align: 'right', baseline: 'middle', dx: -8, x: 0 },
                encoding: { y, text: { field: 'label' } },
            },
            {
                mark: { type: 'text', align: 'left', baseline: 'middle', dx: 7, fill: colour.soft },
                encoding: { y, x, text: { field: 'note' } },
            },
        ],
    };
}
//# sourceMappingURL=drift-chart.js.map