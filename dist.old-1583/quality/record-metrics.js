import { byCodeUnit } from '../core/code-unit-order.js';
import { piiKinds } from '../core/pii-kind.js';
import { addValue, emptyHistogram, mergeHistograms } from './histogram.js';
import { repeatedLineShare } from './line-repetition.js';
import { countCharacters, scriptNames } from './script-counts.js';
/** Most labels that are counted by name; of more, the first in code-unit order are, and the rest together. */
export const countedLabels = 1000;
/** Characters of a label by which it is counted. */
export const labelCharacters = 100;
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
};
export const histogramNames = Object.keys(histogramKinds);
export function emptyMetrics() {
    return {
        histograms: histogramsOf((name) => emptyHistogram(histogramKinds[name])),
        letters: scriptNames.map(() => 0),
        labels: Object.create(null),
        otherLabels: 0,
        languages: {},
        languageSizes: {},
        formats: {},
        pii: piiKinds.map(() => 0),
        piiSearched: 0,
        piiAny: 0,
    };
}
/**
 * Adds one kept document in place; about 6 ns per character.
 *
 * @returns its code points
 */
export function addDocument(metrics, document) {
    const { characters, words, letters } = countCharacters(document.text);
    const { histograms } = metrics;
    addValue(histograms.characters, characters);
    addValue(histograms.words, words);
    if (document.tokens !== null) {
        addValue(histograms.tokens, document.tokens);
        if (document.tokens > 0)
            addValue(histograms.charactersPerToken, characters / document.tokens);
    }
    if (document.duplicates > 0)
        addValue(histograms.clusterSize, document.duplicates + 1);
    letters.forEach((count, script) => {
        metrics.letters[script] = (metrics.letters[script] ?? 0) + count;
    });
    addValue(histograms.repetition, repeatedLineShare(document.text));
    if (document.perplexity !== undefined)
        addValue(histograms.perplexity, document.perplexity);
    if (document.classifierScore !== undefined)
        addValue(histograms.classifierScore, document.classifierScore);
    if (document.label !== null)
        addLabel(metrics, document.label.slice(0, labelCharacters), 1);
    if (document.language !== undefined) {
        addLanguage(metrics, document.language, 1);
        if (document.tokens !== null)
            addSize(metrics, document.language, { characters, tokens: document.tokens });
    }
    if (document.pii !== undefined)
        addPii(metrics, new Set(document.pii));
    return characters;
}
/** Adds one kept image in place. */
export function addImage(metrics, { signals, format, bytes, label, duplicates }) {
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
    if (captionCharacters !== null)
        addValue(histograms.captionCharacters, captionCharacters);
    if (textSimilarity !== null)
        addValue(histograms.textSimilarity, (1 + textSimilarity) / 2);
    if (duplicates > 0)
        addValue(histograms.clusterSize, duplicates + 1);
    formats[format] = (formats[format] ?? 0) + 1;
    if (captionLanguage !== null)
        addLanguage(metrics, captionLanguage, 1);
    if (label !== null)
        addLabel(metrics, label.slice(0, labelCharacters), 1);
}
/** Records that were measured: documents, or images. */
export function measuredRecords({ histograms }) {
    return histograms.characters.total + histograms.width.total;
}
function addLanguage({ languages }, code, count) {
    languages[code] = (languages[code] ?? 0) + count;
}
function addSize({ languageSizes }, code, { characters, tokens }) {
    const before = languageSizes[code];
    languageSizes[code] = {
        characters: (before?.characters ?? 0) + characters,
        tokens: (before?.tokens ?? 0) + tokens,
    };
}
function addPii(metrics, kinds) {
    metrics.piiSearched++;
    if (kinds.size > 0)
        metrics.piiAny++;
    for (const [place, kind] of piiKinds.entries()) {
        if (kinds.has(kind))
            metrics.pii[place] = (metrics.pii[place] ?? 0) + 1;
    }
}
/** Adds one merged record in place: its similarity in [0, 1] to the one that was kept. */
export function addMerged(metrics, similarity) {
    addValue(metrics.histograms.similarity, similarity);
}
/** Adds one packed sequence in place: how many of its `length` places hold tokens. */
export function addSequence(metrics, tokens, length) {
    addValue(metrics.histograms.sequenceFill, tokens / length);
}
/** The metrics of all documents of some parts; the same whatever the order of the parts. */
export function mergeMetrics(parts) {
    const sum = {
        ...emptyMetrics(),
        histograms: histogramsOf((name) => mergeHistograms(histogramKinds[name], parts.map((part) => part.histograms[name]))),
        letters: scriptNames.map((_, script) => parts.reduce((letters, part) => letters + (part.letters[script] ?? 0), 0)),
        pii: piiKinds.map((_, place) => parts.reduce((documents, part) => documents + (part.pii[place] ?? 0), 0)),
    };
    for (const part of parts) {
        for (const [code, count] of Object.entries(part.languages))
            addLanguage(sum, code, count);
        for (const [code, size] of Object.entries(part.languageSizes))
            addSize(sum, code, size);
        for (const [format, count] of Object.entries(part.formats))
            sum.formats[format] = (sum.formats[format] ?? 0) + count;
        sum.piiSearched += part.piiSearched;
        sum.piiAny += part.piiAny;
        for (const [label, count] of Object.entries(part.labels))
            addLabel(sum, label, count);
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
function sorted(counts) {
    return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => byCodeUnit(a, b)));
}
/** Of any set of labels the first ones in order are also first in every part that holds them, so their counts stay exact. */
function addLabel(metrics, label, count) {
    const { labels } = metrics;
    const before = Object.hasOwn(labels, label) ? labels[label] : undefined;
    // Defined, not assigned: `__proto__` is a label like any other.
    Object.defineProperty(labels, label, {
        value: (before ?? 0) + count,
        writable: true,
        enumerable: true,
        configurable: true,
    });
    if (before !== undefined)
        return;
    const names = Object.keys(labels);
    if (names.length <= countedLabels)
        return;
    const last = names.reduce((a, b) => (byCodeUnit(a, b) > 0 ? a : b));
    metrics.otherLabels += labels[last] ?? 0;
    delete labels[last];
}
/** One histogram of each name. */
export function histogramsOf(make) {
    return Object.fromEntries(histogramNames.map((name) => [name, make(name)]));
}
//# sourceMappingURL=record-metrics.js.map