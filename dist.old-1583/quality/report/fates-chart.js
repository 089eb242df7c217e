import { fateNames } from '../../core/fate.js';
import { countText, shareText } from '../number-text.js';
import { printable, shorten } from '../printable.js';
import { colour } from './chart.js';
/** A bar for each row, all of one width, cut by fate. Labels, where there are any, stand above the bars. */
export function fatesChart(rows, barHeight, width) {
    const labelled = rows.some(({ label }) => label !== '');
    const step = barHeight + (labelled ? 26 : 0);
    const parts = rows.flatMap(({ label, records }, row) => {
        const whole = fateNames.reduce((sum, fate) => sum + records[fate], 0);
        let from = 0;
        return fateNames.map((fate) => {
            const part = { row, from, to: from + (whole === 0 ? 0 : records[fate] / whole), fill: colour[fate] };
            from = part.to;
            const name = label === '' ? fate : `${label}, ${fate}`;
            return { ...part, tip: printable(`${name}: ${countText(records[fate])}, ${shareText(records[fate], whole)}`) };
        });
    });
    const columns = Math.floor(width / 6.8);
    const labels = rows.map(({ label, records }, row) => ({
        top: row * step + 13,
        label: printable(shorten(label, Math.max(8, columns - 14))),
        kept: `${shareText(records.kept, fateNames.reduce((sum, fate) => sum + records[fate], 0))} kept`,
    }));
    const top = (from) => ({ field: from === 0 ? 'top' : 'bottom', type: 'quantitative', scale: null, axis: null });
    return {
        width,
        height: rows.length * step,
        autosize: 'none',
        padding: 0,
        layer: [
            {
                data: {
                    values: parts.map((part) => ({
                        ...part,
                        top: part.row * step + (step - barHeight) - (labelled ? 6 : 0),
                        bottom: part.row * step + step - (labelled ? 6 : 0),
                    })),
                },
                mark: { type: 'rect' },
                encoding: {
                    x: { field: 'from', type: 'quantitative', scale: { domain: [0, 1] }, axis: null },
                    x2: { field: 'to' },
                    y: top(0),
                    y2: { field: 'bottom' },
                    color: { field: 'fill', type: 'nominal', scale: null },
                    description: { field: 'tip' },
                },
            },
            ...(labelled
                ? ['label', 'kept'].map((field) => ({
                    data: { values: labels },
                    mark: {
                        type: 'text',
                        align: field === 'label' ? 'left' : 'right',
                        baseline: 'alphabetic',
                        x: field === 'label' ? 0 : 'width',
                        fill: field === 'label' ? colour.ink : colour.soft,
                    },
                    encoding: { y: top(0), text: { field } },
                }))
                : []),
        ],
    };
}
//# sourceMappingURL=fates-chart.js.map