import { formatByteSize } from '../core/byte-size.ts';
import type { FateName } from '../core/fate.ts';
import type { Manifest } from '../shards/manifest.ts';
import { readMetrics } from '../shards/metrics.ts';
import type { Storage } from '../storage/storage.ts';
import { escapeMarkup } from './markup.ts';
import { metricsOfRows } from './metric-rows.ts';
import { countText, shareText, shortCountText } from './number-text.ts';
import { contentCards, duplicateCards, fatesBar, lengthCards, packingCard, reasonsCard } from './report-charts.ts';
import { pair, reportPage } from './report-page.ts';
import { gatesCard, lineageCard, samplesCard, shardsCard } from './report-tables.ts';
import { sampleReasons } from './samples.ts';
import type { TextMetrics } from './text-metrics.ts';

const samplesOfReason = 2;

/**
 * A version's report: one HTML file, light or dark as its reader prefers, that needs no network and no scripts; under
 * 300 kB. Equal versions give equal text. Reads the metrics table and, for samples, all fates once.
 */
export async function renderReport(storage: Storage, manifest: Manifest): Promise<string> {
  const rows = [];
  for (const { file } of manifest.metrics) rows.push(...(await readMetrics(storage, `${manifest.dataset}/${file}`)));
  const metrics = metricsOfRows(rows);
  const samples = await sampleReasons(storage, manifest, samplesOfReason);
  const fateOf = new Map<string, FateName>(samples.map(({ stage, reason, fate }) => [`${stage}.${reason}`, fate]));
  const content = [
    headline(manifest, metrics),
    gatesCard(manifest),
    reasonsCard(manifest, fateOf),
    pair(lengthCards(metrics)),
    pair(duplicateCards(metrics)),
    pair(contentCards(metrics)),
    packingCard(manifest, metrics),
    samplesCard(samples),
    shardsCard(manifest),
    lineageCard(manifest),
  ];
  const title = `${manifest.dataset}@${manifest.version}`;
  return reportPage(title, content.filter((part) => part !== '').join('\n'));
}

function headline(manifest: Manifest, metrics: TextMetrics): string {
  const { dataset, version, records, shards, tokens, gates, gatesPassed } = manifest;
  const bytes = shards.reduce((sum, shard) => sum + shard.bytes, 0);
  const lede = `Of ${countText(records.in)} records, ${countText(records.kept)} were kept (${shareText(records.kept, records.in)}).`;
  const verdict = gatesPassed ? 'passed' : 'failed';
  const tiles = [
    [countText(records.kept), 'documents'],
    [shortCountText(metrics.histograms.characters.sum, 3), 'characters'],
    [tokens === 0 ? '–' : shortCountText(tokens, 3), 'tokens'],
    [countText(shards.length), 'shards'],
    [formatByteSize(bytes), 'stored'],
    [gates.length === 0 ? '–' : verdict, gates.length === 1 ? '1 gate' : `${countText(gates.length)} gates`],
  ];
  const tile = ([value = '', name = '']: string[]) =>
    `<div><b>${escapeMarkup(value)}</b><span>${escapeMarkup(name)}</span></div>`;
  return [
    '<p class="eyebrow">Dataset report</p>',
    `<h1>${escapeMarkup(dataset)} <small>version ${version}</small></h1>`,
    `<p class="lede">${escapeMarkup(lede)}</p>`,
    fatesBar(manifest),
    `<div class="tiles">${tiles.map(tile).join('')}</div>`,
  ].join('\n');
}
