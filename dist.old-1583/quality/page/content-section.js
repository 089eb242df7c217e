import { byCodeUnit } from '../../core/code-unit-order.js';
import { filledBins, quantile } from '../histogram.js';
import { histogramOutline } from '../histogram-outline.js';
import { shortCountText } from '../number-text.js';
import { bars, firstParts } from '../plots.js';
import { cut, paragraph, picture, pictureWidth, section } from './blocks.js';
const mostLanguages = 6;
const mostLabels = 8;
const narrow = 4;
const languagePrefix = 'language.';
/** What the kept documents are like, in parts that can be left out from the last on; the first has the heading. */
export function contentParts(data) {
    return data.manifest.kind === 'image' ? imageParts(data) : textParts(data);
}
function textParts({ manifest, metrics, before }) {
    const { characters, tokens } = metrics.histograms;
    const old = before?.histograms;
    const line = lineText(manifest, before);
    const lengths = spread('Characters of a document', characters, old?.characters);
    if (lengths === '')
        return [];
    return [
        section('What was kept', [paragraph(`Documents by length, from short to long.${line}`), lengths]),
        languages(manifest),
        labels(metrics, 'document'),
        spread('Tokens of a document', tokens, old?.tokens),
    ];
}
function imageParts({ manifest, metrics, before }) {
    const now = metrics.histograms;
    const old = before?.histograms;
    const widths = spread('Width in pixels', now.width, old?.width);
    if (widths === '')
        return [];
    const heights = spread('Height in pixels', now.height, old?.height);
    const lead = paragraph(`Images by size, from small to large.${lineText(manifest, before)}`);
    return [
        section('What was kept', [lead, widths, heights]),
        labels(metrics, 'image'),
        spread('Sharpness (variance of the Laplacian)', now.sharpness, old?.sharpness, 'log', plain),
        formats(metrics),
        spread('Brightness, from 0 to 255', now.brightness, old?.brightness, 'linear', plain),
        spread('Bytes of an image file', now.imageBytes, old?.imageBytes),
        spread('Characters of a caption', now.captionCharacters, old?.captionCharacters),
    ];
}
function lineText({ drift }, before) {
    return before === null || drift === null || drift === undefined
        ? ''
        : ` The line is version ${drift.against.version}, the last good one.`;
}
const plain = (value) => (value >= 1000 ? shortCountText(value) : String(Number(value.toPrecision(2))));
function spread(title, histogram, before, axis = 'log', say = (value) => shortCountText(value)) {
    const [low, middle, high] = [0.05, 0.5, 0.95].map((share) => quantile(histogram, share));
    if (low === undefined || middle === undefined || high === undefined)
        return '';
    const bins = filledBins(histogram);
    // A logarithmic axis has few round numbers in a short range.
    const isNarrow = (bins.at(-1)?.to ?? 1) < narrow * (bins[0]?.from ?? 0);
    const look = {
        axis: isNarrow ? 'linear' : axis,
        tick: say,
        before: before === undefined ? [] : filledBins(before),
        note: `median ${say(middle)}, nine in ten ${say(low)} to ${say(high)}`,
    };
    return picture(histogramOutline(title, bins, look, pictureWidth));
}
/** Shares by language, as far as the summary has them. */
function languages({ summary, records }) {
    const parts = Object.entries(summary)
        .filter(([name, share]) => name.startsWith(languagePrefix) && share > 0)
        .sort(([nameA, a], [nameB, b]) => b - a || byCodeUnit(nameA, nameB))
        .map(([name, share]) => ({
        label: cut(name.slice(languagePrefix.length), 20),
        value: Math.round(share * records.kept),
        colour: 'plain',
    }));
    if (parts.length === 0)
        return '';
    return [
        paragraph('<b>Languages</b> of the kept documents:'),
        picture(bars('Documents by language', firstParts(parts, mostLanguages, 'languages'), records.kept, pictureWidth)),
    ].join('');
}
function formats({ formats: counts }) {
    const parts = partsOf(counts);
    if (parts.length === 0)
        return '';
    const whole = parts.reduce((sum, { value }) => sum + value, 0);
    return [
        paragraph('<b>Formats</b> of the kept images:'),
        picture(bars('Images by format', parts, whole, pictureWidth)),
    ].join('');
}
function partsOf(counts) {
    return Object.entries(counts)
        .sort(([nameA, a], [nameB, b]) => b - a || byCodeUnit(nameA, nameB))
        .map(([label, value]) => ({ label: cut(label, 40), value, colour: 'plain' }));
}
function labels({ labels: counts, otherLabels }, record) {
    const parts = partsOf(counts);
    if (otherLabels > 0)
        parts.push({ label: 'labels not counted', value: otherLabels, colour: 'plain' });
    const whole = parts.reduce((sum, { value }) => sum + value, 0);
    if (whole === 0)
        return '';
    return [
        paragraph(`<b>Labels</b> of the kept ${record}s:`),
        picture(bars(record === 'image' ? 'Images by label' : 'Documents by label', firstParts(parts, mostLabels, 'labels'), whole, pictureWidth)),
    ].join('');
}
//# sourceMappingURL=content-section.js.map