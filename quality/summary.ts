import type { Ledger } from '../core/ledger.ts';
import { type Histogram, largest, mean, quantile, smallest } from './histogram.ts';
import { type ScriptName, scriptNames } from './script-counts.ts';
import type { TextMetrics } from './text-metrics.ts';

/** What a build counted, from which every number of its summary follows. */
interface Counted {
  readonly metrics: TextMetrics;
  readonly ledger: Ledger;
}

/** One number of a version's summary: its dotted name, its meaning with unit, and its value where there is any. */
export interface SummaryMetric {
  readonly name: string;
  readonly meaning: string;
  readonly of: (counted: Counted) => number | undefined;
}

function ratio(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole;
}

const fates = (['kept', 'dropped', 'merged', 'quarantined'] as const).flatMap((fate): SummaryMetric[] => [
  { name: `${fate}.records`, meaning: `Records ${fate}`, of: ({ ledger }) => ledger[fate] },
  {
    name: `${fate}.ratio`,
    meaning: `Share of the records read that were ${fate}`,
    of: ({ ledger }) => ratio(ledger[fate], ledger.in),
  },
]);

function spread(name: string, what: string, pick: (metrics: TextMetrics) => Histogram): SummaryMetric[] {
  const metric = (last: string, meaning: string, of: (histogram: Histogram) => number | undefined) => ({
    name: `${name}.${last}`,
    meaning: `${meaning} ${what}`,
    of: ({ metrics }: Counted) => of(pick(metrics)),
  });
  return [
    metric('min', 'Smallest', smallest),
    metric('p05', '5th percentile (estimate) of', (histogram) => quantile(histogram, 0.05)),
    metric('p50', 'Median (estimate) of', (histogram) => quantile(histogram, 0.5)),
    metric('p95', '95th percentile (estimate) of', (histogram) => quantile(histogram, 0.95)),
    metric('max', 'Largest', largest),
    metric('mean', 'Mean', mean),
  ];
}

const titles: Readonly<Record<ScriptName, string>> = {
  latin: 'Latin',
  han: 'Han',
  cyrillic: 'Cyrillic',
  kana: 'kana',
  hangul: 'Hangul',
  arabic: 'Arabic',
  thai: 'Thai',
  other: 'any other script',
};

const scripts = scriptNames.map((script, index) => ({
  name: `script.${script}`,
  meaning: `Share of letters that are ${titles[script]}`,
  of: ({ metrics }: Counted) =>
    ratio(
      metrics.letters[index] ?? 0,
      metrics.letters.reduce((sum, count) => sum + count, 0),
    ),
}));

/** Every number that a summary can hold, in the order in which people read them. */
export const summaryMetrics: readonly SummaryMetric[] = [
  { name: 'records', meaning: 'Records read', of: ({ ledger }) => ledger.in },
  ...fates,
  { name: 'characters.total', meaning: 'Unicode code points kept', of: ({ metrics }) => sumOf(metrics, 'characters') },
  {
    name: 'words.total',
    meaning: 'Words kept: runs without white space',
    of: ({ metrics }) => sumOf(metrics, 'words'),
  },
  { name: 'tokens.total', meaning: 'Tokens kept', of: ({ metrics }) => sumOf(metrics, 'tokens') },
  {
    name: 'tokens.perCharacter',
    meaning: 'Tokens per code point, over all documents',
    of: ({ metrics }) => tokensPer(metrics, 'characters'),
  },
  {
    name: 'tokens.perWord',
    meaning: 'Tokens per word, over all documents',
    of: ({ metrics }) => tokensPer(metrics, 'words'),
  },
  ...spread('length', 'code points in a document', (metrics) => metrics.histograms.characters),
  ...spread('words', 'words in a document', (metrics) => metrics.histograms.words),
  ...spread('tokens', 'tokens in a document', (metrics) => metrics.histograms.tokens),
  ...spread(
    'charactersPerToken',
    'code points per token of a document',
    (metrics) => metrics.histograms.charactersPerToken,
  ),
  {
    name: 'packing.sequences',
    meaning: 'Packed sequences',
    of: ({ metrics }) => metrics.histograms.sequenceFill.total,
  },
  {
    name: 'packing.fillRatio',
    meaning: 'Share of the places in packed sequences that hold tokens',
    of: ({ metrics }) => mean(metrics.histograms.sequenceFill),
  },
  {
    name: 'packing.paddingRatio',
    meaning: 'Share of the places in packed sequences that hold padding',
    of: ({ metrics }) => complement(mean(metrics.histograms.sequenceFill)),
  },
  {
    name: 'duplicates.clusters',
    meaning: 'Kept documents that others were merged into',
    of: ({ metrics }) => metrics.histograms.clusterSize.total,
  },
  {
    name: 'duplicates.largestCluster',
    meaning: 'Records in the largest cluster of duplicates, the kept one among them',
    of: ({ metrics }) => largest(metrics.histograms.clusterSize),
  },
  ...spread('similarity', 'similarity of merged records', (metrics) => metrics.histograms.similarity),
  {
    name: 'labels.distinct',
    meaning: 'Labels among kept documents, counted up to 1,000',
    of: ({ metrics }) => Object.keys(metrics.labels).length,
  },
  {
    name: 'labels.ratio',
    meaning: 'Share of kept documents that have a label',
    of: ({ metrics }) => ratio(labelled(metrics), metrics.histograms.characters.total),
  },
  {
    name: 'labels.largestShare',
    meaning: 'Share of labelled documents that have the most frequent label',
    of: ({ metrics }) => ratio(Math.max(0, ...Object.values(metrics.labels)), labelled(metrics)),
  },
  ...scripts,
];

/**
 * A build's numbers by dotted name, rounded to the millionth. Names without a value (tokens without a tokenizer, a
 * median of nothing) are left out.
 */
export function summary(metrics: TextMetrics, ledger: Ledger): Record<string, number> {
  return Object.fromEntries(
    summaryMetrics.flatMap(({ name, of }) => {
      const value = of({ metrics, ledger });
      return value === undefined ? [] : [[name, Math.round(value * 1e6) / 1e6]];
    }),
  );
}

function sumOf(metrics: TextMetrics, name: 'characters' | 'words' | 'tokens'): number | undefined {
  const { sum, total } = metrics.histograms[name];
  return name === 'tokens' && total === 0 ? undefined : sum;
}

function tokensPer(metrics: TextMetrics, name: 'characters' | 'words'): number | undefined {
  const tokens = sumOf(metrics, 'tokens');
  return tokens === undefined ? undefined : ratio(tokens, metrics.histograms[name].sum);
}

function labelled(metrics: TextMetrics): number {
  return Object.values(metrics.labels).reduce((sum, count) => sum + count, metrics.otherLabels);
}

function complement(share: number | undefined): number | undefined {
  return share === undefined ? undefined : 1 - share;
}
