import { byCodeUnit } from '../core/code-unit-order.ts';
import type { FateName } from '../core/fate.ts';
import type { Manifest } from '../shards/manifest.ts';
import { reasonCounts } from './fates-table.ts';
import { filledBins, type Histogram, mean, quantile } from './histogram.ts';
import { countText, numberText, shareText, shortCountText } from './number-text.ts';
import { bars, histogramPlot, type PlotColour, type PlotPart, stackedBar } from './plots.ts';
import { card } from './report-page.ts';
import { scriptNames } from './script-counts.ts';
import type { TextMetrics } from './text-metrics.ts';

const pageWidth = 932;
const wholeWidth = 886;
const halfWidth = 410;
const mostReasons = 30;
const mostLabels = 15;

/** All records as one bar, cut by fate. */
export function fatesBar({ records }: Pick<Manifest, 'records'>): string {
  const parts = (['kept', 'dropped', 'merged', 'quarantined'] as const).map((fate) => ({
    label: fate,
    value: records[fate],
    colour: fate,
  }));
  return stackedBar('What became of the records', parts, pageWidth);
}

/** Why records were not kept, by stage and reason, coloured by fate as `fateOf` tells it. */
export function reasonsCard(
  { records, reasons }: Pick<Manifest, 'records' | 'reasons'>,
  fateOf: ReadonlyMap<string, FateName>,
): string {
  const counts = reasonCounts(reasons);
  if (counts.length === 0) return '';
  const parts = counts.map(({ stage, reason, count }) => ({
    label: `${stage} · ${reason}`,
    value: count,
    colour: fateOf.get(`${stage}.${reason}`) ?? ('plain' as PlotColour),
  }));
  const title = 'Records not kept, by stage and reason';
  return card(
    'Why records left',
    'Each record leaves once, at the first stage that refuses it. Shares are of all records read.',
    [bars(title, firstParts(parts, mostReasons, 'all other reasons'), records.in, wholeWidth)],
  );
}

/** Lengths in characters and in tokens. */
export function lengthCards({ histograms }: TextMetrics): string[] {
  const { characters, tokens, charactersPerToken } = histograms;
  const perToken = mean(charactersPerToken);
  return [
    spreadCard('Length', 'characters', characters),
    spreadCard(
      'Tokens',
      'tokens',
      tokens,
      perToken === undefined ? '' : ` A token covers ${perToken.toFixed(1)} characters of the average document.`,
    ),
  ];
}

/** Sizes of clusters of duplicates and similarity of what was merged. */
export function duplicateCards({ histograms }: TextMetrics): string[] {
  const { clusterSize, similarity } = histograms;
  const sizes = clusterSizes(clusterSize);
  const middle = quantile(similarity, 0.5);
  return [
    card(
      'Clusters of duplicates',
      `Kept documents that stand for others as well: ${countText(clusterSize.total)}. By records in the cluster:`,
      [sizes.length === 0 ? '' : bars('Clusters of duplicates by size', sizes, clusterSize.total, halfWidth)],
    ),
    card(
      'Similarity of duplicates',
      middle === undefined
        ? ''
        : `Of each merged record to the one it was merged into; the median is ${shareText(middle, 1)}.`,
      [
        similarity.total === 0
          ? ''
          : histogramPlot('Similarity of merged records', filledBins(similarity), shareLook('merged'), halfWidth),
      ],
    ),
  ];
}

/** Labels and writing systems. */
export function contentCards({ labels, otherLabels, letters }: TextMetrics): string[] {
  const byCount = Object.entries(labels)
    .sort(([nameA, a], [nameB, b]) => b - a || byCodeUnit(nameA, nameB))
    .map(([label, value]) => ({ label, value, colour: 'plain' as const }));
  if (otherLabels > 0) byCount.push({ label: 'labels not counted', value: otherLabels, colour: 'plain' });
  const labelled = byCount.reduce((sum, { value }) => sum + value, 0);
  const scripts = scriptNames
    .map((name, index) => ({ label: scriptTitles[name], value: letters[index] ?? 0, colour: 'plain' as const }))
    .filter(({ value }) => value > 0)
    .sort((a, b) => b.value - a.value);
  const allLetters = scripts.reduce((sum, { value }) => sum + value, 0);
  return [
    card('Labels', '', [
      labelled === 0
        ? ''
        : bars('Documents by label', firstParts(byCount, mostLabels, 'all other labels'), labelled, halfWidth),
    ]),
    card('Writing systems', 'Letters of the kept documents.', [
      allLetters === 0 ? '' : bars('Letters by writing system', scripts, allLetters, halfWidth),
    ]),
  ];
}

/** How full the packed sequences are. */
export function packingCard({ packing }: Pick<Manifest, 'packing'>, { histograms }: TextMetrics): string {
  if (packing === null) return '';
  const { sequences, length, paddingRatio, splitDocuments } = packing;
  const lead = `Sequences of ${countText(length)} tokens: ${countText(sequences)}. Padding: ${shareText(paddingRatio, 1)} of all places. Documents split: ${countText(splitDocuments)}.`;
  const fill = histograms.sequenceFill;
  const plot =
    fill.total === 0 ? '' : histogramPlot('Sequences by share filled', filledBins(fill), shareLook('kept'), wholeWidth);
  return card('Packing', '', [`<p class="soft">${lead}</p>`, plot]);
}

const scriptTitles: Readonly<Record<(typeof scriptNames)[number], string>> = {
  latin: 'Latin',
  han: 'Han',
  cyrillic: 'Cyrillic',
  kana: 'Kana',
  hangul: 'Hangul',
  arabic: 'Arabic',
  thai: 'Thai',
  other: 'other scripts',
};

function spreadCard(heading: string, unit: string, histogram: Histogram, more = ''): string {
  const [low, middle, high] = [0.05, 0.5, 0.95].map((q) => quantile(histogram, q));
  if (low === undefined || middle === undefined || high === undefined) return '';
  const lead = `Half of the kept documents have at most ${countText(middle)} ${unit}; nine in ten have ${countText(low)} to ${countText(high)}.${more}`;
  const look = {
    axis: 'log',
    tick: (count: number) => shortCountText(count),
    marks: [{ value: middle, label: `median ${shortCountText(middle)}` }],
    colour: 'plain',
  } as const;
  return card(heading, lead, [
    histogramPlot(`Kept documents by ${unit}`, joined(filledBins(histogram)), look, halfWidth),
  ]);
}

function shareLook(colour: PlotColour) {
  return { axis: 'linear', tick: (share: number) => `${numberText(share * 100)} %`, marks: [], colour } as const;
}

/** Bins of eight per octave, joined to four: smooth enough for the eye at a few thousand values. */
function joined(bins: readonly { from: number; to: number; count: number }[]) {
  const wide: { from: number; to: number; count: number }[] = [];
  for (const bin of bins) {
    const last = wide.at(-1);
    const octave = 2 ** Math.floor(Math.log2(Math.max(1, bin.from)));
    const second = Math.round(((bin.from - octave) * 8) / octave) % 2 === 1;
    if (last !== undefined && bin.from >= 8 && second && last.to === bin.from) {
      wide[wide.length - 1] = { from: last.from, to: bin.to, count: last.count + bin.count };
    } else wide.push(bin);
  }
  return wide;
}

/** Clusters by size: up to 4 each size alone, then by power of two. */
function clusterSizes(histogram: Histogram): PlotPart[] {
  const counts = new Map<string, number>();
  for (const { from, count } of filledBins(histogram)) {
    const octave = 2 ** Math.floor(Math.log2(from));
    const label = from <= 4 ? String(from) : `${countText(Math.max(5, octave))} to ${countText(2 * octave - 1)}`;
    counts.set(label, (counts.get(label) ?? 0) + count);
  }
  return [...counts].map(([label, value]) => ({ label, value, colour: 'merged' }));
}

function firstParts(parts: readonly PlotPart[], most: number, rest: string): PlotPart[] {
  if (parts.length <= most) return [...parts];
  const others = parts.slice(most - 1).reduce((sum, { value }) => sum + value, 0);
  return [...parts.slice(0, most - 1), { label: rest, value: others, colour: 'plain' }];
}
