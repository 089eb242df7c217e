import { countText, numberText, shareText, shortCountText } from '../number-text.js';
import { renderChart } from './chart.js';
import { driftChart } from './drift-chart.js';
import { driftWord } from './drift-word.js';
import { fatesLegend } from './fate-cards.js';
import { fatesChart } from './fates-chart.js';
import { card, codeCell, htmlTable, wideChart } from './page.js';
import { trendChart } from './trend-chart.js';
const share = (value) => shareText(value, 1);
const count = (value) => shortCountText(value, 3);
const trendWidth = 270;
const lines = [
    { name: 'Records read', of: ({ records }) => records.in, text: count },
    { name: 'Share kept', of: ({ summary }) => summary['kept.ratio'], text: share },
    { name: 'Share merged', of: ({ summary }) => summary['merged.ratio'], text: share },
    { name: 'Share quarantined', of: ({ summary }) => summary['quarantined.ratio'], text: share },
    { name: 'Tokens', of: ({ tokens }) => (tokens === 0 ? undefined : tokens), text: count },
    { name: 'Median length in characters', of: ({ summary }) => summary['length.p50'], text: count },
    { name: 'Median width in pixels', of: ({ summary }) => summary['width.p50'], text: count },
    { name: 'Median sharpness', of: ({ summary }) => summary['sharpness.p50'], text: count },
];
/** How the dataset's numbers moved over its versions. */
export async function trendCard({ versions, unreadable }) {
    if (versions.length < 2)
        return '';
    const charts = [];
    for (const { name, of, text } of lines) {
        const points = versions.flatMap((version) => {
            const value = of(version);
            return value === undefined ? [] : [{ version: version.version, value, gatesPassed: version.gatesPassed }];
        });
        if (points.length < 2)
            continue;
        charts.push(`<div><h3>${name}</h3>${await renderChart(`${name} by version`, trendChart(points, text, trendWidth))}</div>`);
    }
    const failed = versions.some(({ gatesPassed }) => !gatesPassed) ? ' A red ring is a version whose gates failed.' : '';
    const missing = unreadable === 0 ? '' : ` Manifests that could not be read: ${countText(unreadable)}.`;
    const from = versions[0]?.version ?? 0;
    return card('Over the versions', `Versions ${from} to ${versions.at(-1)?.version ?? 0}.${failed}${missing}`, [
        `<div class="three">${charts.join('')}</div>`,
    ]);
}
/** How far each distribution moved from the last good version. */
export async function driftCard({ drift, gates }) {
    if (drift === undefined || drift === null)
        return '';
    const bars = Object.entries(drift.metrics)
        .map(([name, distance]) => ({
        name,
        ...distance,
        limit: gates.find(({ metric }) => metric === `drift.${name}.psi`)?.max ?? null,
    }))
        .sort((a, b) => b.psi - a.psi || (a.name < b.name ? -1 : 1));
    if (bars.length === 0)
        return '';
    const rows = bars.map((bar) => [
        codeCell(bar.name),
        driftWord(bar),
        ...[bar.psi, bar.js].map(numberText),
        bar.ks === null ? '–' : numberText(bar.ks),
    ]);
    const limits = bars.some(({ limit }) => limit !== null) ? ' A tick is the limit of a gate.' : '';
    const lead = `Population stability index of each distribution against version ${drift.against.version}, the last good one.${limits}`;
    return card('Drift', lead, [
        await wideChart('Drift by distribution', (width) => driftChart(bars, width)),
        `<details><summary>All distances</summary>${htmlTable(['distribution', '', 'PSI', 'Jensen–Shannon, bits', 'Kolmogorov–Smirnov'], rows, [2, 3, 4])}</details>`,
    ]);
}
/** What became of the records of each source. */
export async function sourcesCard({ sources = [], kind }) {
    if (sources.length < 2)
        return '';
    const rows = sources.map(({ source, format, records, characters, tokens }) => [
        source,
        format,
        ...[records.in, records.kept].map(countText),
        shareText(records.kept, records.in),
        ...(kind === 'image' ? [] : [characters, tokens].map(count)),
    ]);
    const counted = sources.map(({ source, records }) => ({ label: source, records }));
    return card('Sources', 'The entries of the recipe, in its order.', [
        await wideChart('Fates by source', (width) => fatesChart(counted, 14, width)),
        fatesLegend(),
        `<details><summary>Numbers</summary>${htmlTable(['source', 'format', 'records', 'kept', 'share', ...(kind === 'image' ? [] : ['characters', 'tokens'])], rows, [2, 3, 4, 5, 6])}</details>`,
    ]);
}
//# sourceMappingURL=comparison-cards.js.map