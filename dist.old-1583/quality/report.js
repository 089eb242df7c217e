import { formatByteSize } from '../core/byte-size.js';
import { escapeMarkup } from './markup.js';
import { metricsOfRows } from './metric-rows.js';
import { countText, shareText, shortCountText } from './number-text.js';
import { readMetricRows } from './read-metrics.js';
import { recordWords } from './record-words.js';
import { categoryCards } from './report/category-cards.js';
import { driftCard, sourcesCard, trendCard } from './report/comparison-cards.js';
import { copiesSheet, keptSheet, leftSheet } from './report/contact-sheets.js';
import { fatesBar, keptCard, leftCard, reasonsCard } from './report/fate-cards.js';
import { sampleFates } from './report/fate-sample.js';
import { fateSearchCard, mostFates } from './report/fate-search.js';
import { imageCards } from './report/image-cards.js';
import { readKeptTexts } from './report/kept-texts.js';
import { contents, reportPage } from './report/page.js';
import { classifierCard, duplicateCards, lengthCards, packingCard, perplexityCard, repetitionCard, } from './report/spread-cards.js';
import { gatesCard, lineageCard, shardsCard } from './report/tables.js';
import { shownThumbnails } from './report/thumbnails.js';
import { readTrend } from './report/trend.js';
const excerptCharacters = 300;
export const defaultExcerpts = 8;
/**
 * A version's report: one HTML file, light or dark as its reader prefers, that needs no network; at most 1 MB, of images 2 MB. Its one
 * script searches the table of fates. Equal versions in equal stores give equal text. Reads the metrics table, the
 * dataset's earlier manifests, all fates once, and for excerpts the ids of all documents; about half a second, and two
 * more for each million records.
 */
export async function renderReport(storage, manifest, options = {}) {
    const { excerpts = defaultExcerpts } = options;
    const rows = await readMetricRows(storage, manifest);
    const metrics = metricsOfRows(rows);
    const samples = await sampleFates(storage, manifest, Math.max(mostFates, excerpts));
    const texts = await readKeptTexts(storage, manifest, keptIds(samples, excerpts), excerptCharacters);
    const pictures = excerpts === 0 ? [] : await shownThumbnails(storage, manifest);
    const name = `${manifest.dataset}@${manifest.version}`;
    const cards = [
        gatesCard(manifest),
        await reasonsCard(manifest, samples),
        await trendCard(await readTrend(storage, manifest)),
        await driftCard(manifest),
        await sourcesCard(manifest),
        await lengthCards(metrics),
        keptSheet(pictures, metrics, manifest.records.kept),
        leftSheet(pictures, manifest, name),
        copiesSheet(pictures, manifest),
        await imageCards(metrics),
        await categoryCards(rows, manifest.kind),
        await duplicateCards(metrics, manifest.kind),
        await repetitionCard(metrics),
        await perplexityCard(metrics),
        await classifierCard(metrics),
        await packingCard(manifest, metrics),
        leftCard(samples, name),
        keptCard(texts, excerptCharacters),
        fateSearchCard(samples, name),
        shardsCard(manifest),
        lineageCard(manifest),
    ];
    const body = cards.filter((part) => part !== '').join('\n');
    return reportPage(name, [await headline(manifest, metrics), contents(body), body].join('\n'));
}
function keptIds(samples, most) {
    const kept = samples.find(({ fate }) => fate === 'kept')?.rows ?? [];
    return new Set(kept.slice(0, most).map(({ id }) => id));
}
function contentTiles({ kind, records, tokens, shards }, { histograms, labels }) {
    const kept = [countText(records.kept), recordWords(kind).many];
    if (kind === 'text') {
        return [
            kept,
            [shortCountText(histograms.characters.sum, 3), 'characters'],
            [tokens === 0 ? '–' : shortCountText(tokens, 3), 'tokens'],
        ];
    }
    const copies = shards.reduce((sum, shard) => sum + (shard.copies ?? 0), 0);
    const named = Object.keys(labels).length;
    return [
        kept,
        ...(copies === 0 ? [] : [[countText(copies), 'augmented copies']]),
        ...(named === 0 ? [] : [[countText(named), named === 1 ? 'label' : 'labels']]),
    ];
}
async function headline(manifest, metrics) {
    const { dataset, version, records, shards, gates, gatesPassed } = manifest;
    const bytes = shards.reduce((sum, shard) => sum + shard.bytes, 0);
    const lede = `Of ${countText(records.in)} records, ${countText(records.kept)} were kept (${shareText(records.kept, records.in)}).`;
    const verdict = gatesPassed ? 'passed' : '<span class="fail">failed</span>';
    const tiles = [
        ...contentTiles(manifest, metrics),
        [countText(shards.length), 'shards'],
        [formatByteSize(bytes), 'stored'],
        [gates.length === 0 ? '–' : verdict, gates.length === 1 ? '1 gate' : `${countText(gates.length)} gates`],
    ];
    const tile = ([value = '', label = '']) => `<div><b>${value}</b><span>${label}</span></div>`;
    return [
        '<p class="eyebrow">Dataset report</p>',
        `<h1>${escapeMarkup(dataset)} <small>version ${version}</small></h1>`,
        `<p class="lede">${escapeMarkup(lede)}</p>`,
        await fatesBar(manifest),
        `<div class="tiles">${tiles.map(tile).join('')}</div>`,
    ].join('\n');
}
//# sourceMappingURL=report.js.map