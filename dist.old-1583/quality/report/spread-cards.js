import { filledBins, mean, quantile } from '../histogram.js';
import { escapeMarkup } from '../markup.js';
import { countText, numberText, shareText, shortCountText } from '../number-text.js';
import { recordWords } from '../record-words.js';
import { barChart } from './bar-chart.js';
import { histogramChart } from './histogram-chart.js';
import { card, halfChart, pair, wideChart } from './page.js';
const leastPartly = 0.05;
/** Lengths in characters and in tokens. */
export async function lengthCards({ histograms }) {
    const { characters, tokens, charactersPerToken } = histograms;
    const perToken = mean(charactersPerToken);
    return pair([
        await spreadCard('Length', 'characters', characters),
        await spreadCard('Tokens', 'tokens', tokens, perToken === undefined ? '' : ` A token covers ${perToken.toFixed(1)} characters of the average document.`),
    ]);
}
/** Sizes of clusters of duplicates and similarity of what was merged. */
export async function duplicateCards({ histograms }, kind) {
    const { clusterSize, similarity } = histograms;
    const sizes = clusterSizes(clusterSize);
    const middle = quantile(similarity, 0.5);
    return pair([
        card('Clusters of duplicates', `Kept ${recordWords(kind).many} that stand for others as well: ${countText(clusterSize.total)}. By records in the cluster:`, sizes.length === 0
            ? []
            : [await halfChart('Clusters of duplicates by size', (width) => barChart(sizes, clusterSize.total, width))]),
        card('Similarity of duplicates', middle === undefined
            ? ''
            : `Of each merged record to the one it was merged into; the median is ${shareText(middle, 1)}.`, similarity.total === 0 ? [] : [await shareChart('Similarity of merged records', similarity, 'merged')]),
    ]);
}
/** How much of the documents repeats earlier lines. Most have none, so they are told and not drawn. */
export async function repetitionCard({ histograms: { repetition } }) {
    if (repetition.total === 0)
        return '';
    const bins = shareBins(repetition);
    const some = bins.filter(({ from }) => from > 0);
    const repeating = some.reduce((sum, { count }) => sum + count, 0);
    const lead = `Share of a document in lines that occurred before in it. In ${countText(repetition.total - repeating)} of ${countText(repetition.total)} documents it is below 1 %; the others:`;
    if (repeating === 0)
        return '';
    return card('Repetition', lead, [
        await wideChart('Documents by share of repeated lines', (width) => histogramChart(some, { ...shareLook, colour: 'plain' }, width)),
    ]);
}
/** Perplexity by the n-gram model that the recipe names. */
export async function perplexityCard({ histograms: { perplexity } }) {
    if (perplexity.total === 0)
        return '';
    const lead = 'How unlike the texts of the n-gram model a document is: e to the mean of −ln p over its tokens.';
    return card('Perplexity', lead, [
        await wideChart('Documents by perplexity', (width) => histogramChart(joined(filledBins(perplexity)), spreadLook(perplexity), width)),
    ]);
}
/** Scores by the classifier that the recipe names. */
export async function classifierCard({ histograms: { classifierScore } }) {
    if (classifierScore.total === 0)
        return '';
    const lead = "The probability of the class that the recipe's stage quality-classifier asks for.";
    return card('Classifier score', lead, [
        await wideChart('Documents by classifier score', (width) => histogramChart(shareBins(classifierScore), { ...shareLook, colour: 'plain' }, width)),
    ]);
}
/** How full the packed sequences are. */
export async function packingCard({ packing, summary }, { histograms }) {
    if (packing === null)
        return '';
    const { sequences, length, paddingRatio, splitDocuments } = packing;
    const lead = `Sequences of ${countText(length)} tokens: ${countText(sequences)}. Padding: ${shareText(paddingRatio, 1)} of all places. Documents split: ${countText(splitDocuments)}.`;
    const fill = histograms.sequenceFill;
    const full = filledBins(fill).find(({ to }) => to >= 1)?.count ?? 0;
    const partly = fill.total - full;
    // Where nearly all are full, a histogram is one bar.
    if (partly < leastPartly * fill.total)
        return card('Packing', lead, [
            vocabularyText(summary),
            `<p class="soft">${countText(full)} of the sequences hold tokens in at least 99 % of their places.</p>`,
        ]);
    return card('Packing', lead, [
        vocabularyText(summary),
        await wideChart('Sequences by share filled', (width) => histogramChart(shareBins(fill), { ...shareLook, colour: 'kept' }, width)),
    ]);
}
/** How much of the tokenizer's vocabulary is used. */
function vocabularyText(summary) {
    const [used, often, top] = ['usedRatio', 'usedTenTimesRatio', 'mostFrequentRatio'].map((name) => summary[`vocabulary.${name}`]);
    const perplexity = summary['perplexity.unigram'];
    if (used === undefined || often === undefined || top === undefined || perplexity === undefined)
        return '';
    return `<p class="soft">Of the vocabulary, ${escapeMarkup(shareText(used, 1))} occurs and ${escapeMarkup(shareText(often, 1))} at least ten times; the 100 most frequent tokens are ${escapeMarkup(shareText(top, 1))} of all. Unigram perplexity: ${numberText(perplexity)}.</p>`;
}
/** A histogram of whole numbers from 0 on a logarithmic axis, with its 5th percentile, median and 95th percentile. */
async function spreadCard(heading, unit, histogram, more = '') {
    if (histogram.total === 0)
        return '';
    const total = `${countText(histogram.sum)} ${unit} in ${countText(histogram.total)} documents; the longest has ${countText(histogram.max)}.`;
    return card(heading, `${total}${more}`, [
        await halfChart(`${unit} by document`, (width) => histogramChart(joined(filledBins(histogram)), spreadLook(histogram), width)),
    ]);
}
function spreadLook(histogram) {
    const [low, middle, high] = [0.05, 0.5, 0.95].map((share) => quantile(histogram, share) ?? 0);
    const text = (value) => shortCountText(value, 3);
    return {
        axis: 'log',
        text,
        colour: 'plain',
        marks: [
            { value: low, label: `5 %: ${text(low)}` },
            { value: middle, label: `median ${text(middle)}` },
            { value: high, label: `95 %: ${text(high)}` },
        ],
    };
}
const shareLook = { axis: 'linear', text: (value) => shareText(value, 1), marks: [] };
function shareChart(title, histogram, colour) {
    return halfChart(title, (width) => histogramChart(shareBins(histogram), { ...shareLook, colour }, width));
}
/** Bins of a share, the last of which would reach past 1. */
function shareBins(histogram) {
    return filledBins(histogram).map(({ from, to, count }) => ({ from, to: Math.min(1, to), count }));
}
/** Bins of eight per octave, joined to four: smooth enough for the eye at a few thousand values. */
function joined(bins) {
    const wide = [];
    for (const bin of bins) {
        const last = wide.at(-1);
        const octave = 2 ** Math.floor(Math.log2(Math.max(1, bin.from)));
        const second = Math.round(((bin.from - octave) * 8) / octave) % 2 === 1;
        if (last !== undefined && bin.from >= 8 && second && last.to === bin.from) {
            wide[wide.length - 1] = { from: last.from, to: bin.to, count: last.count + bin.count };
        }
        else
            wide.push(bin);
    }
    return wide;
}
/** Clusters by size: up to 4 each size alone, then by power of two. */
function clusterSizes(histogram) {
    const counts = new Map();
    for (const { from, count } of filledBins(histogram)) {
        const octave = 2 ** Math.floor(Math.log2(from));
        const label = from <= 4 ? numberText(from) : `${countText(Math.max(5, octave))} to ${countText(2 * octave - 1)}`;
        counts.set(label, (counts.get(label) ?? 0) + count);
    }
    return [...counts].map(([label, value]) => ({ label, value, colour: 'merged' }));
}
//# sourceMappingURL=spread-cards.js.map