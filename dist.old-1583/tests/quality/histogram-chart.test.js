import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderChart } from '../../quality/report/chart.js';
import { histogramChart } from '../../quality/report/histogram-chart.js';
const width = 300;
test('the names of quantiles stay in the picture, wherever these lie', async () => {
    const bins = [10, 100, 1000].map((from) => ({ from, to: 10 * from, count: from }));
    for (const values of [
        [11, 12, 13],
        [10, 300, 10_000],
        [9000, 9500, 9900],
    ]) {
        const marks = values.map((value) => ({ value, label: `quantile ${value}` }));
        const spec = histogramChart(bins, { axis: 'log', text: String, colour: 'plain', marks }, width);
        const picture = await renderChart('test', spec);
        for (const { label } of marks) {
            const left = leftOf(picture, label);
            assert.ok(left >= 0 && left + label.length * 6 <= width, `${label} begins at ${left}`);
        }
    }
});
/** Where a text of six pixels a character begins, from the picture's left border. */
function leftOf(picture, label) {
    const [, anchor = '', x = ''] = new RegExp(`<text text-anchor="(\\w+)" transform="translate\\(([-\\d.]+),[^>]*>${label}<`).exec(picture) ?? [];
    const [, border = ''] = /<g [^>]*transform="translate\(([-\d.]+),/.exec(picture) ?? [];
    const share = { start: 0, middle: 0.5, end: 1 }[anchor] ?? Number.NaN;
    return Number(border) + Number(x) - share * label.length * 6;
}
//# sourceMappingURL=histogram-chart.test.js.map