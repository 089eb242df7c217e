import { byCodeUnit } from '../core/code-unit-order.js';
import { fateNames } from '../core/fate.js';
import { undetermined } from '../core/language-code.js';
import { piiKinds } from '../core/pii-kind.js';
import { largest, mean, quantile, smallest } from './histogram.js';
import { measuredRecords } from './record-metrics.js';
import { scriptNames } from './script-counts.js';
function ratio(part, whole) {
    return whole === 0 ? undefined : part / whole;
}
const fates = fateNames.flatMap((fate) => [
    { name: `${fate}.records`, meaning: `Records ${fate}`, of: ({ ledger }) => ledger[fate] },
    {
        name: `${fate}.ratio`,
        meaning: `Share of the records read that were ${fate}`,
        of: ({ ledger }) => ratio(ledger[fate], ledger.in),
    },
]);
function spread(name, what, pick) {
    const metric = (last, meaning, of) => ({
        name: `${name}.${last}`,
        meaning: `${meaning} ${what}`,
        of: ({ metrics }) => of(pick(metrics)),
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
const titles = {
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
    of: ({ metrics }) => ratio(metrics.letters[index] ?? 0, metrics.letters.reduce((sum, count) => sum + count, 0)),
}));
const piiTitles = {
    email: 'an e-mail address',
    phone: 'a telephone number',
    ip: 'a public IP address',
    card: 'a payment card number with a right check digit',
    iban: 'an IBAN with right check digits',
    chineseMobile: 'a Chinese mobile number',
    chineseId: 'a Chinese citizen number with a right check character',
    chinesePlate: 'a Chinese licence plate',
    secret: 'a secret: a key, a token, or a password that is assigned',
};
const pii = [
    {
        name: 'pii.any.ratio',
        meaning: 'Share of kept documents that hold personal data of any of these kinds',
        of: ({ metrics }) => ratio(metrics.piiAny, metrics.piiSearched),
    },
    ...piiKinds.map((kind, place) => ({
        name: `pii.${kind}.ratio`,
        meaning: `Share of kept documents that hold ${piiTitles[kind]}`,
        of: ({ metrics }) => ratio(metrics.pii[place] ?? 0, metrics.piiSearched),
    })),
];
const vocabulary = [
    {
        name: 'vocabulary.usedRatio',
        meaning: "Share of the tokenizer's tokens that occur in kept documents",
        of: ({ vocabulary }) => (vocabulary === null ? undefined : ratio(vocabulary.used, vocabulary.size)),
    },
    {
        name: 'vocabulary.usedTenTimesRatio',
        meaning: "Share of the tokenizer's tokens that occur 10 times and more",
        of: ({ vocabulary }) => (vocabulary === null ? undefined : ratio(vocabulary.usedTenTimes, vocabulary.size)),
    },
    {
        name: 'vocabulary.mostFrequentRatio',
        meaning: 'Share of all tokens kept that are one of the 100 most frequent',
        of: ({ vocabulary }) => (vocabulary === null ? undefined : ratio(vocabulary.mostFrequent, vocabulary.tokens)),
    },
    {
        name: 'perplexity.unigram',
        meaning: 'exp of the entropy of the distribution of tokens: how many equally frequent ones are as hard to guess',
        of: ({ vocabulary }) => (vocabulary === null || vocabulary.tokens === 0 ? undefined : vocabulary.perplexity),
    },
];
/** Every number that a summary can hold under a fixed name, in the order in which people read them. */
export const summaryMetrics = [
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
    ...spread('charactersPerToken', 'code points per token of a document', (metrics) => metrics.histograms.charactersPerToken),
    ...spread('width', 'pixels of an image from left to right', (metrics) => metrics.histograms.width),
    ...spread('height', 'pixels of an image from top to bottom', (metrics) => metrics.histograms.height),
    ...spread('aspect', 'longer by shorter side of an image', (metrics) => metrics.histograms.aspect),
    { name: 'imageBytes.total', meaning: 'Bytes of the image files kept', of: ({ metrics }) => imageBytes(metrics) },
    ...spread('imageBytes', 'bytes of an image file', (metrics) => metrics.histograms.imageBytes),
    ...spread('sharpness', "variance of the Laplacian of an image's luma", (metrics) => metrics.histograms.sharpness),
    ...spread('colourfulness', 'colourfulness of an image', (metrics) => metrics.histograms.colourfulness),
    ...spread('brightness', "mean of an image's luma, from 0 to 255", (metrics) => metrics.histograms.brightness),
    ...spread('entropy', "bits of entropy of an image's luma", (metrics) => metrics.histograms.entropy),
    {
        name: 'captions.ratio',
        meaning: 'Share of kept images that have a caption',
        of: ({ metrics: { histograms } }) => ratio(histograms.captionCharacters.total, histograms.width.total),
    },
    ...spread('captionCharacters', 'code points of a caption', (metrics) => metrics.histograms.captionCharacters),
    ...spread('textSimilarity', '(1 + similarity of image and caption) / 2', (metrics) => metrics.histograms.textSimilarity),
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
        of: ({ metrics }) => ratio(labelled(metrics), measuredRecords(metrics)),
    },
    {
        name: 'labels.largestShare',
        meaning: 'Share of labelled documents that have the most frequent label',
        of: ({ metrics }) => ratio(Math.max(0, ...Object.values(metrics.labels)), labelled(metrics)),
    },
    ...scripts,
    {
        name: 'languages.distinct',
        meaning: 'Languages among kept documents, `und` not counted',
        of: ({ metrics: { languages } }) => Object.keys(languages).length === 0
            ? undefined
            : Object.keys(languages).filter((code) => code !== undetermined).length,
    },
    ...spread('perplexity', 'perplexity of a document', (metrics) => metrics.histograms.perplexity),
    ...spread('classifierScore', 'classifier score of a document', (metrics) => metrics.histograms.classifierScore),
    ...spread('repetition', 'share of a document in lines that occurred before in it', (metrics) => metrics.histograms.repetition),
    ...pii,
    ...vocabulary,
];
/** Most languages, and most labels, that a summary holds the share of. */
export const sharesInSummary = 20;
/**
 * A build's numbers by dotted name, rounded to the millionth. Names without a value (tokens without a tokenizer, a
 * median of nothing) are left out. Behind the fixed names stand `language.<code>` and `label.<label>`, the shares of the
 * 20 most frequent ones, and `tokensPerCharacter.<code>` of these languages.
 */
export function summary(metrics, ledger, vocabulary = null) {
    const fixed = summaryMetrics.map(({ name, of }) => [name, of({ metrics, ledger, vocabulary })]);
    const languages = Object.values(metrics.languages).reduce((sum, count) => sum + count, 0);
    const named = [
        ...shares('language', metrics.languages, languages),
        ...tokensByLanguage(metrics),
        ...shares('label', metrics.labels, labelled(metrics)),
        ...shares('format', metrics.formats, metrics.histograms.width.total),
    ];
    return Object.fromEntries([...fixed, ...named].flatMap(([name, value]) => value === undefined ? [] : [[name, Math.round(value * 1e6) / 1e6]]));
}
function tokensByLanguage({ languages, languageSizes }) {
    return mostFrequentFirst(languages)
        .slice(0, sharesInSummary)
        .map(([code]) => {
        const size = languageSizes[code];
        return [
            `tokensPerCharacter.${code}`,
            size === undefined ? undefined : ratio(size.tokens, size.characters),
        ];
    });
}
function mostFrequentFirst(counts) {
    return Object.entries(counts).sort(([a, more], [b, less]) => less - more || byCodeUnit(a, b));
}
function shares(prefix, counts, whole) {
    return mostFrequentFirst(counts)
        .slice(0, sharesInSummary)
        .map(([key, count]) => [`${prefix}.${key}`, ratio(count, whole)]);
}
function sumOf({ histograms }, name) {
    const { sum, total } = histograms[name];
    // Of no documents there are 0 characters, of images none.
    return total === 0 && (name === 'tokens' || histograms.width.total > 0) ? undefined : sum;
}
function tokensPer(metrics, name) {
    const tokens = sumOf(metrics, 'tokens');
    return tokens === undefined ? undefined : ratio(tokens, metrics.histograms[name].sum);
}
function imageBytes({ histograms: { imageBytes } }) {
    return imageBytes.total === 0 ? undefined : imageBytes.sum;
}
function labelled(metrics) {
    return Object.values(metrics.labels).reduce((sum, count) => sum + count, metrics.otherLabels);
}
function complement(share) {
    return share === undefined ? undefined : 1 - share;
}
//# sourceMappingURL=summary.js.map