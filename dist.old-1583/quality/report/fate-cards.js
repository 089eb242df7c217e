import { fateNames } from '../../core/fate.js';
import { reasonCounts } from '../fates-table.js';
import { escapeMarkup } from '../markup.js';
import { countText, shareText } from '../number-text.js';
import { shorten } from '../printable.js';
import { evidenceText } from '../sentence.js';
import { barChart, firstParts } from './bar-chart.js';
import { fatesChart } from './fates-chart.js';
import { card, htmlTable, recordCell, whyCell, wideChart, wordCell } from './page.js';
const mostReasons = 30;
const mostSamples = 40;
const mostTwice = 12;
/** All records as one bar, cut by fate, and its legend. */
export async function fatesBar({ records }) {
    const bar = await wideChart('What became of the records', (width) => fatesChart([{ label: '', records }], 26, width), 932);
    return `${bar}${fatesLegend(records)}`;
}
/** What the colours of fates mean; with counts where `records` are given. */
export function fatesLegend(records) {
    const items = fateNames.map((fate) => {
        const count = records === undefined
            ? ''
            : ` <span>${countText(records[fate])} · ${escapeMarkup(shareText(records[fate], records.in))}</span>`;
        return `<li><i class="i-${fate}"></i><b>${fate}</b>${count}</li>`;
    });
    return `<ul class="legend">${items.join('')}</ul>`;
}
/** Why records were not kept, by stage and reason, coloured by fate. */
export async function reasonsCard({ records, reasons }, samples) {
    const counts = reasonCounts(reasons);
    if (counts.length === 0)
        return '';
    const fateOf = new Map(samples.map(({ stage, reason, fate }) => [`${stage}.${reason}`, fate]));
    const parts = counts.map(({ stage, reason, count }) => ({
        label: `${stage} · ${reason}`,
        value: count,
        colour: fateOf.get(`${stage}.${reason}`) ?? 'plain',
    }));
    const shown = firstParts(parts, mostReasons, 'all other reasons');
    return card('Why records left', 'Each record leaves once, at the first stage that refuses it. Shares are of all records read.', [await wideChart('Records not kept, by stage and reason', (width) => barChart(shown, records.in, width))]);
}
/** Some records that left, one or two for each reason, with the evidence. */
export function leftCard(samples, name) {
    const left = samples.filter(({ fate }) => fate !== 'kept');
    const each = left.length <= mostTwice ? 2 : 1;
    const rows = left
        .slice(0, mostSamples)
        .flatMap(({ fate, stage, reason, rows: drawn }) => drawn
        .slice(0, each)
        .map((row) => [
        wordCell(fate, `f-${fate}`),
        whyCell(`${stage} · ${reason}`, evidenceText({ ...row, into: row.into === null ? null : shorten(row.into, 40) })),
        recordCell(shorten(row.source, 120), shorten(row.id, 40)),
    ]));
    if (rows.length === 0)
        return '';
    return card('Records that left', `Drawn by a hash of their ids. npx millrace why ${name} --id ID explains any other.`, [htmlTable(['fate', 'why', 'source and id'], rows, [])]);
}
/** How some kept documents begin. */
export function keptCard(texts, characters) {
    const items = texts.map(({ id, source, label, text, cut }) => {
        const about = [shorten(source, 100), ...(label === null ? [] : [shorten(label, 40)])].map(escapeMarkup).join(' · ');
        const lines = text
            .replaceAll('\t', ' ')
            .split(/\r\n?|\n/)
            .map(escapeMarkup)
            .join('\n')
            .replace(/\n{2,}/g, '\n');
        return `<div><p class="soft">${about}<br><code>${escapeMarkup(shorten(id, 48))}</code></p><blockquote>${lines}${cut ? ' …' : ''}</blockquote></div>`;
    });
    if (items.length === 0)
        return '';
    return card('Texts that stayed', `How ${countText(items.length)} kept documents begin, at most ${countText(characters)} characters of each. Drawn by a hash of their ids.`, [`<div class="texts">${items.join('\n')}</div>`]);
}
//# sourceMappingURL=fate-cards.js.map