import { byCodeUnit } from '../core/code-unit-order.ts';
import { addValue, emptyHistogram, type Histogram, mergeHistograms } from './histogram.ts';
import { countCharacters, scriptNames } from './script-counts.ts';

/** Most labels that are counted by name; of more, the first in code-unit order are, and the rest together. */
export const countedLabels = 1000;
const labelCharacters = 100;

/** What is measured of the texts that a version keeps. Plain JSON data of integers; a few kB however many documents. */
export interface TextMetrics {
  readonly histograms: Readonly<Record<HistogramName, Histogram>>;
  /** Letters by script, in the order of {@link scriptNames}. */
  readonly letters: number[];
  /** Documents by label. Labels are cut to 100 characters. */
  readonly labels: { [label: string]: number };
  /** Documents whose label is not among `labels`. */
  otherLabels: number;
}

/** What each histogram of a version counts. */
export const histogramKinds = {
  /** Code points of each document. */
  characters: 'count',
  /** Runs without white space of each document. */
  words: 'count',
  /** Tokens of each document; empty where the recipe names no tokenizer. */
  tokens: 'count',
  /** Code points per token of each document. */
  charactersPerToken: 'ratio',
  /** Records that each cluster of duplicates holds, the kept one among them; 2 and more. */
  clusterSize: 'count',
  /** Similarity of each merged record to the one it was merged into. */
  similarity: 'share',
  /** Share of each packed sequence that holds tokens. */
  sequenceFill: 'share',
} as const;
export type HistogramName = keyof typeof histogramKinds;
export const histogramNames = Object.keys(histogramKinds) as readonly HistogramName[];

export function emptyTextMetrics(): TextMetrics {
  return {
    histograms: histogramsOf((name) => emptyHistogram(histogramKinds[name])),
    letters: scriptNames.map(() => 0),
    labels: Object.create(null) as Record<string, number>,
    otherLabels: 0,
  };
}

/**
 * Adds one kept document in place; about 2 ns per character.
 *
 * @param document `tokens`: how many its text has, null without a tokenizer.
 *   `duplicates`: how many records were merged into it, over the whole build.
 */
export function addDocument(
  metrics: TextMetrics,
  document: {
    readonly text: string;
    readonly label: string | null;
    readonly tokens: number | null;
    readonly duplicates: number;
  },
): void {
  const { characters, words, letters } = countCharacters(document.text);
  const { histograms } = metrics;
  addValue(histograms.characters, characters);
  addValue(histograms.words, words);
  if (document.tokens !== null) {
    addValue(histograms.tokens, document.tokens);
    if (document.tokens > 0) addValue(histograms.charactersPerToken, characters / document.tokens);
  }
  if (document.duplicates > 0) addValue(histograms.clusterSize, document.duplicates + 1);
  letters.forEach((count, script) => {
    metrics.letters[script] = (metrics.letters[script] ?? 0) + count;
  });
  if (document.label !== null) addLabel(metrics, document.label.slice(0, labelCharacters), 1);
}

/** Adds one merged record in place: its similarity in [0, 1] to the one that was kept. */
export function addMerged(metrics: TextMetrics, similarity: number): void {
  addValue(metrics.histograms.similarity, similarity);
}

/** Adds one packed sequence in place: how many of its `length` places hold tokens. */
export function addSequence(metrics: TextMetrics, tokens: number, length: number): void {
  addValue(metrics.histograms.sequenceFill, tokens / length);
}

/** The metrics of all documents of some parts; the same whatever the order of the parts. */
export function mergeTextMetrics(parts: readonly TextMetrics[]): TextMetrics {
  const sum: TextMetrics = {
    ...emptyTextMetrics(),
    histograms: histogramsOf((name) =>
      mergeHistograms(
        histogramKinds[name],
        parts.map((part) => part.histograms[name]),
      ),
    ),
    letters: scriptNames.map((_, script) => parts.reduce((letters, part) => letters + (part.letters[script] ?? 0), 0)),
  };
  for (const part of parts) {
    for (const [label, count] of Object.entries(part.labels)) addLabel(sum, label, count);
    sum.otherLabels += part.otherLabels;
  }
  return { ...sum, labels: Object.fromEntries(Object.entries(sum.labels).sort(([a], [b]) => byCodeUnit(a, b))) };
}

/** Of any set of labels the first ones in order are also first in every part that holds them, so their counts stay exact. */
function addLabel(metrics: TextMetrics, label: string, count: number): void {
  const { labels } = metrics;
  const before = Object.hasOwn(labels, label) ? labels[label] : undefined;
  // Defined, not assigned: `__proto__` is a label like any other.
  Object.defineProperty(labels, label, {
    value: (before ?? 0) + count,
    writable: true,
    enumerable: true,
    configurable: true,
  });
  if (before !== undefined) return;
  const names = Object.keys(labels);
  if (names.length <= countedLabels) return;
  const last = names.reduce((a, b) => (byCodeUnit(a, b) > 0 ? a : b));
  metrics.otherLabels += labels[last] ?? 0;
  delete labels[last];
}

/** One histogram of each name. */
export function histogramsOf(make: (name: HistogramName) => Histogram): Record<HistogramName, Histogram> {
  return Object.fromEntries(histogramNames.map((name) => [name, make(name)])) as Record<HistogramName, Histogram>;
}
