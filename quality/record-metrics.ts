import { byCodeUnit } from '../core/code-unit-order.ts';
import type { ImageFormat, ImageSignals } from '../core/image-sample.ts';
import { type PiiKind, piiKinds } from '../core/pii-kind.ts';
import { addValue, emptyHistogram, type Histogram, mergeHistograms } from './histogram.ts';
import { repeatedLineShare } from './line-repetition.ts';
import { type CharacterCounts, countCharacters, scriptNames } from './script-counts.ts';

/** Most labels that are counted by name; of more, the first in code-unit order are, and the rest together. */
export const countedLabels = 1000;
/** Characters of a label by which it is counted. */
export const labelCharacters = 100;

/** What is measured of the documents or images that a version keeps. Plain JSON data of integers; a few kB however many. */
export interface RecordMetrics {
  readonly histograms: Readonly<Record<HistogramName, Histogram>>;
  /** Letters by script, in the order of {@link scriptNames}. */
  readonly letters: number[];
  /** Documents by label. Labels are cut to 100 characters. */
  readonly labels: { [label: string]: number };
  /** Documents whose label is not among `labels`. */
  otherLabels: number;
  /** Images by format; none in a version of documents. */
  readonly formats: { [format: string]: number };
  /** Documents, or captions, by language code; none where languages were not told apart. */
  readonly languages: { [code: string]: number };
  /** Code points and tokens of the documents in each language; none without a tokenizer. */
  readonly languageSizes: { [code: string]: LanguageSize };
  /** Documents that hold personal data, by kind, in the order of {@link piiKinds}. */
  readonly pii: number[];
  /** Documents that were searched for personal data, and those that hold any. */
  piiSearched: number;
  piiAny: number;
}

/** What a version keeps in one language. */
export interface LanguageSize {
  readonly characters: number;
  readonly tokens: number;
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
  /** Share of each document's code units in lines that occurred before in it. */
  repetition: 'share',
  /** Perplexity of each document by the model of the recipe's last stage `perplexity`; empty where there is none. */
  perplexity: 'ratio',
  /** Score of each document by the classifier of the recipe's last stage `quality-classifier`; empty where there is none. */
  classifierScore: 'share',
  /** Pixels of each image's sides, as shown. */
  width: 'count',
  height: 'count',
  /** Longer by shorter side of each image. */
  aspect: 'ratio',
  /** Bytes of each image's file. */
  imageBytes: 'count',
  /** Of each image, as `ImageSignals` defines them. */
  sharpness: 'ratio',
  colourfulness: 'ratio',
  brightness: 'ratio',
  entropy: 'ratio',
  /** Code points of each caption. */
  captionCharacters: 'count',
  /** (1 + similarity of image and caption) / 2. */
  textSimilarity: 'share',
} as const;
export type HistogramName = keyof typeof histogramKinds;
export const histogramNames = Object.keys(histogramKinds) as readonly HistogramName[];

export function emptyMetrics(): RecordMetrics {
  return {
    histograms: histogramsOf((name) => emptyHistogram(histogramKinds[name])),
    letters: scriptNames.map(() => 0),
    labels: Object.create(null) as Record<string, number>,
    otherLabels: 0,
    languages: {},
    languageSizes: {},
    formats: {},
    pii: piiKinds.map(() => 0),
    piiSearched: 0,
    piiAny: 0,
  };
}

/** What is counted of a text. `repetition`: its share of code units in lines that occurred before in it. */
export interface MeasuredText extends CharacterCounts {
  readonly repetition: number;
}

/** Counts a text; about 6 ns per character. */
export function measureText(text: string): MeasuredText {
  return { ...countCharacters(text), repetition: repeatedLineShare(text) };
}

/** A kept document as it is measured. */
export interface MeasuredDocument extends MeasuredText {
  readonly label: string | null;
  /** How many its text has; null without a tokenizer. */
  readonly tokens: number | null;
  /** One of `languageCodes`; absent where it was not asked for. */
  readonly language?: string;
  /** Absent where the recipe names no model for it. */
  readonly perplexity?: number;
  /** From 0 to 1; absent where the recipe names no classifier. */
  readonly classifierScore?: number;
  /** Kinds of personal data that it holds, each once; absent where it was not searched. */
  readonly pii?: Iterable<PiiKind>;
}

/** Adds one kept document in place. */
export function addDocument(metrics: RecordMetrics, document: MeasuredDocument): void {
  const { characters, words, letters, repetition } = document;
  const { histograms } = metrics;
  addValue(histograms.characters, characters);
  addValue(histograms.words, words);
  if (document.tokens !== null) {
    addValue(histograms.tokens, document.tokens);
    if (document.tokens > 0) addValue(histograms.charactersPerToken, characters / document.tokens);
  }
  letters.forEach((count, script) => {
    metrics.letters[script] = (metrics.letters[script] ?? 0) + count;
  });
  addValue(histograms.repetition, repetition);
  if (document.perplexity !== undefined) addValue(histograms.perplexity, document.perplexity);
  if (document.classifierScore !== undefined) addValue(histograms.classifierScore, document.classifierScore);
  if (document.label !== null) addLabel(metrics, document.label.slice(0, labelCharacters), 1);
  if (document.language !== undefined) {
    addLanguage(metrics, document.language, 1);
    if (document.tokens !== null) addSize(metrics, document.language, { characters, tokens: document.tokens });
  }
  if (document.pii !== undefined) addPii(metrics, new Set(document.pii));
}

/** Adds in place how many records were merged, over the whole build, into one that is kept. */
export function addDuplicates(metrics: RecordMetrics, duplicates: number): void {
  if (duplicates > 0) addValue(metrics.histograms.clusterSize, duplicates + 1);
}

/** A kept image as it is measured. */
export interface MeasuredImage {
  readonly signals: ImageSignals;
  readonly format: ImageFormat;
  /** Of its file. */
  readonly bytes: number;
  readonly label: string | null;
  /** How many records were merged into it, over the whole build. */
  readonly duplicates: number;
}

/** Adds one kept image in place. */
export function addImage(metrics: RecordMetrics, { signals, format, bytes, label, duplicates }: MeasuredImage): void {
  const { histograms, formats } = metrics;
  const { width, height, captionCharacters, captionLanguage, textSimilarity } = signals;
  addValue(histograms.width, width);
  addValue(histograms.height, height);
  addValue(histograms.aspect, Math.max(width, height) / Math.min(width, height));
  addValue(histograms.imageBytes, bytes);
  addValue(histograms.sharpness, signals.sharpness);
  addValue(histograms.colourfulness, signals.colourfulness);
  addValue(histograms.brightness, signals.mean);
  addValue(histograms.entropy, signals.entropy);
  if (captionCharacters !== null) addValue(histograms.captionCharacters, captionCharacters);
  if (textSimilarity !== null) addValue(histograms.textSimilarity, (1 + textSimilarity) / 2);
  addDuplicates(metrics, duplicates);
  formats[format] = (formats[format] ?? 0) + 1;
  if (captionLanguage !== null) addLanguage(metrics, captionLanguage, 1);
  if (label !== null) addLabel(metrics, label.slice(0, labelCharacters), 1);
}

/** Records that were measured: documents, or images. */
export function measuredRecords({ histograms }: RecordMetrics): number {
  return histograms.characters.total + histograms.width.total;
}

function addLanguage({ languages }: RecordMetrics, code: string, count: number): void {
  languages[code] = (languages[code] ?? 0) + count;
}

function addSize({ languageSizes }: RecordMetrics, code: string, { characters, tokens }: LanguageSize): void {
  const before = languageSizes[code];
  languageSizes[code] = {
    characters: (before?.characters ?? 0) + characters,
    tokens: (before?.tokens ?? 0) + tokens,
  };
}

function addPii(metrics: RecordMetrics, kinds: ReadonlySet<PiiKind>): void {
  metrics.piiSearched++;
  if (kinds.size > 0) metrics.piiAny++;
  for (const [place, kind] of piiKinds.entries()) {
    if (kinds.has(kind)) metrics.pii[place] = (metrics.pii[place] ?? 0) + 1;
  }
}

/** Adds one merged record in place: its similarity in [0, 1] to the one that was kept. */
export function addMerged(metrics: RecordMetrics, similarity: number): void {
  addValue(metrics.histograms.similarity, similarity);
}

/** Adds one packed sequence in place: how many of its `length` places hold tokens. */
export function addSequence(metrics: RecordMetrics, tokens: number, length: number): void {
  addValue(metrics.histograms.sequenceFill, tokens / length);
}

/** The metrics of all documents of some parts; the same whatever the order of the parts. */
export function mergeMetrics(parts: readonly RecordMetrics[]): RecordMetrics {
  const sum: RecordMetrics = {
    ...emptyMetrics(),
    histograms: histogramsOf((name) =>
      mergeHistograms(
        histogramKinds[name],
        parts.map((part) => part.histograms[name]),
      ),
    ),
    letters: scriptNames.map((_, script) => parts.reduce((letters, part) => letters + (part.letters[script] ?? 0), 0)),
    pii: piiKinds.map((_, place) => parts.reduce((documents, part) => documents + (part.pii[place] ?? 0), 0)),
  };
  for (const part of parts) {
    for (const [code, count] of Object.entries(part.languages)) addLanguage(sum, code, count);
    for (const [code, size] of Object.entries(part.languageSizes)) addSize(sum, code, size);
    for (const [format, count] of Object.entries(part.formats))
      sum.formats[format] = (sum.formats[format] ?? 0) + count;
    sum.piiSearched += part.piiSearched;
    sum.piiAny += part.piiAny;
    for (const [label, count] of Object.entries(part.labels)) addLabel(sum, label, count);
    sum.otherLabels += part.otherLabels;
  }
  return {
    ...sum,
    labels: sorted(sum.labels),
    languages: sorted(sum.languages),
    languageSizes: sorted(sum.languageSizes),
    formats: sorted(sum.formats),
  };
}

function sorted<Value>(counts: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => byCodeUnit(a, b)));
}

/** Of any set of labels the first ones in order are also first in every part that holds them, so their counts stay exact. */
function addLabel(metrics: RecordMetrics, label: string, count: number): void {
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
