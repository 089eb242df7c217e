import { formatByteSize } from '../core/byte-size.ts';
import type { Manifest } from '../shards/manifest.ts';
import type { Storage } from '../storage/storage.ts';
import { escapeMarkup } from './markup.ts';
import { metricsOfRows } from './metric-rows.ts';
import { countText, shareText, shortCountText } from './number-text.ts';
import { readMetricRows } from './read-metrics.ts';
import type { RecordMetrics } from './record-metrics.ts';
import { recordWords } from './record-words.ts';
import { categoryCards } from './report/category-cards.ts';
import { driftCard, sourcesCard, trendCard } from './report/comparison-cards.ts';
import { copiesSheet, keptSheet, leftSheet } from './report/contact-sheets.ts';
import { fatesBar, keptCard, leftCard, reasonsCard } from './report/fate-cards.ts';
import { type FateSample, sampleFates } from './report/fate-sample.ts';
import { fateSearchCard, mostFates } from './report/fate-search.ts';
import { imageCards } from './report/image-cards.ts';
import { readKeptTexts } from './report/kept-texts.ts';
import { contents, reportPage } from './report/page.ts';
import {
  classifierCard,
  duplicateCards,
  lengthCards,
  packingCard,
  perplexityCard,
  repetitionCard,
} from './report/spread-cards.ts';
import { gatesCard, lineageCard, shardsCard } from './report/tables.ts';
import { shownThumbnails } from './report/thumbnails.ts';
import { readTrend } from './report/trend.ts';

const excerptCharacters = 300;
export const defaultExcerpts = 8;

/** What a report holds beside numbers. `excerpts`: how many kept documents show their beginning; with 0 no pictures, too. */
export interface ReportOptions {
  readonly excerpts?: number;
}

/**
 * A version's report: one HTML file, light or dark as its reader prefers, that needs no network; at most 1 MB, of images 2 MB. Its one
 * script searches the table of fates. Equal versions in equal stores give equal text. Reads the metrics table, the
 * dataset's earlier manifests, all fates once, and for excerpts the ids of all documents; about half a second, and two
 * more for each million records.
 */
export async function renderReport(storage: Storage, manifest: Manifest, options: ReportOptions = {}): Promise<string> {
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

function keptIds(samples: readonly FateSample[], most: number): Set<string> {
  const kept = samples.find(({ fate }) => fate === 'kept')?.rows ?? [];
  return new Set(kept.slice(0, most).map(({ id }) => id));
}

function contentTiles({ kind, records, tokens, shards }: Manifest, { histograms, labels }: RecordMetrics): string[][] {
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

async function headline(manifest: Manifest, metrics: RecordMetrics): Promise<string> {
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
  const tile = ([value = '', label = '']: string[]) => `<div><b>${value}</b><span>${label}</span></div>`;
  return [
    '<p class="eyebrow">Dataset report</p>',
    `<h1>${escapeMarkup(dataset)} <small>version ${version}</small></h1>`,
    `<p class="lede">${escapeMarkup(lede)}</p>`,
    await fatesBar(manifest),
    `<div class="tiles">${tiles.map(tile).join('')}</div>`,
  ].join('\n');
}
