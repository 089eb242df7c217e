import { byCodeUnit } from '../core/code-unit-order.js';
import { piiKinds } from '../core/pii-kind.js';
import { filledBins } from './histogram.js';
import { scriptNames } from './script-counts.js';
/** All that are compared, by the names that gates and people use. */
export const distributions = [
    binned('length', 'code points in a document', 'characters'),
    binned('words', 'words in a document', 'words'),
    binned('tokens', 'tokens in a document', 'tokens'),
    binned('charactersPerToken', 'code points per token of a document', 'charactersPerToken'),
    binned('clusterSize', 'records in a cluster of duplicates', 'clusterSize'),
    binned('similarity', 'similarity of merged records', 'similarity'),
    binned('sequenceFill', 'share of a packed sequence that holds tokens', 'sequenceFill'),
    binned('perplexity', 'perplexity of a document by an n-gram model', 'perplexity'),
    binned('classifierScore', 'score of a document by a classifier', 'classifierScore'),
    binned('repetition', 'share of a document in lines that occurred before in it', 'repetition'),
    binned('width', 'pixels of an image from left to right', 'width'),
    binned('height', 'pixels of an image from top to bottom', 'height'),
    binned('aspect', 'longer by shorter side of an image', 'aspect'),
    binned('imageBytes', 'bytes of an image file', 'imageBytes'),
    binned('sharpness', "variance of the Laplacian of an image's luma", 'sharpness'),
    binned('colourfulness', 'colourfulness of an image (Hasler and Süsstrunk)', 'colourfulness'),
    binned('brightness', "mean of an image's luma, from 0 to 255", 'brightness'),
    binned('entropy', "bits of entropy of an image's luma, up to 8", 'entropy'),
    binned('captionCharacters', 'code points of a caption', 'captionCharacters'),
    binned('textSimilarity', '(1 + similarity of image and caption) / 2', 'textSimilarity'),
    { name: 'formats', meaning: 'kept images by format', categories: formats },
    { name: 'languages', meaning: 'kept documents, or captions, by language', categories: languages },
    { name: 'scripts', meaning: 'letters by script', categories: scripts },
    { name: 'labels', meaning: 'kept records by label', categories: labels },
    { name: 'pii', meaning: 'kept documents by kind of personal data, or with none', categories: pii },
    { name: 'fates', meaning: 'records by fate', categories: fates },
    { name: 'reasons', meaning: 'records by reason, and kept ones', categories: reasons },
];
/** The category of a record among `reasons`. */
export function reasonCategory({ fate, stage, reason }) {
    return fate === 'kept' ? fate : `${stage}.${reason}`;
}
/** The numbers of a distance, in the names of gates: `drift.length.psi`. */
export const distanceMeasures = ['psi', 'js', 'ks'];
/** The distribution of that name. */
export function distributionOf(name) {
    return distributions.find((distribution) => distribution.name === name);
}
/** The parts of `drift.<distribution>.<measure>`; undefined for other names, and for `ks` of what has no order. */
export function driftMetricOf(name) {
    const [drift, of = '', last, ...rest] = name.split('.');
    const distribution = distributionOf(of);
    const measure = distanceMeasures.find((known) => known === last);
    if (drift !== 'drift' || distribution === undefined || measure === undefined || rest.length > 0)
        return undefined;
    return measure === 'ks' && 'categories' in distribution ? undefined : { distribution, measure };
}
/** Every name of a drift metric. */
export function driftMetricNames() {
    return distributions
        .flatMap(({ name }) => distanceMeasures.map((measure) => `drift.${name}.${measure}`))
        .filter((name) => driftMetricOf(name) !== undefined);
}
function binned(name, meaning, of) {
    return { name, meaning, histogram: ({ metrics }) => metrics.histograms[of] };
}
/** A text has many letters, and is one observation; see {@link independentTexts}. */
function scripts({ metrics }) {
    const letters = metrics.letters.reduce((sum, count) => sum + count, 0);
    if (letters === 0)
        return observed(new Map());
    const texts = independentTexts(metrics.histograms.characters);
    return observed(new Map(scriptNames.map((name, index) => [name, ((metrics.letters[index] ?? 0) * texts) / letters])));
}
/**
 * How many texts of equal length tell as much of a share of characters as these do: (Σ length)² / Σ length², from the
 * middles of the bins (Kish 1965).
 */
function independentTexts(lengths) {
    let [sum, squares] = [0, 0];
    for (const { from, to, count } of filledBins(lengths)) {
        const middle = (from + to - 1) / 2;
        sum += count * middle;
        squares += count * middle * middle;
    }
    return squares === 0 ? 0 : (sum * sum) / squares;
}
function labels({ metrics }) {
    return observed(new Map(Object.entries(metrics.labels)), metrics.otherLabels);
}
function formats({ metrics }) {
    return observed(new Map(Object.entries(metrics.formats)));
}
function languages({ metrics }) {
    return observed(new Map(Object.entries(metrics.languages)));
}
/** A document may hold several kinds, and is one observation. */
function pii({ metrics }) {
    const { piiSearched, piiAny } = metrics;
    const counts = [
        ...piiKinds.map((kind, place) => [kind, metrics.pii[place] ?? 0]),
        ['none', piiSearched - piiAny],
    ];
    const all = counts.reduce((sum, [, count]) => sum + count, 0);
    return observed(new Map(counts.map(([kind, count]) => [kind, all === 0 ? 0 : (count * piiSearched) / all])));
}
function fates({ ledger }) {
    if (ledger === null)
        return observed(new Map());
    const names = ['kept', 'dropped', 'merged', 'quarantined'];
    return observed(new Map(names.map((fate) => [fate, ledger[fate]])));
}
function reasons({ ledger }) {
    if (ledger === null)
        return observed(new Map());
    return observed(new Map([['kept', ledger.kept], ...Object.entries(ledger.reasons)]));
}
/** Counts of which each is one observation. */
function observed(named, rest = 0) {
    const counts = new Map([...named].filter(([, count]) => count > 0).sort(([a], [b]) => byCodeUnit(a, b)));
    return { counts, rest, observations: sumOf(counts) + rest };
}
function sumOf(counts) {
    let sum = 0;
    for (const count of counts.values())
        sum += count;
    return sum;
}
//# sourceMappingURL=distributions.js.map