import { filledBins, quantile } from '../histogram.js';
import { countText, numberText, shortCountText } from '../number-text.js';
import { histogramChart } from './histogram-chart.js';
import { card, halfChart, pair } from './page.js';
const pixels = (value) => countText(value);
const plain = (value) => value >= 1000 ? shortCountText(value, 3) : String(Number(value.toPrecision(3)));
/** Up to so many times the least value the greatest one stands on a linear axis: a logarithmic one has few round numbers. */
const narrow = 5;
/** In pairs, beside each other. */
const measures = [
    [
        { of: 'width', heading: 'Width', lead: 'Pixels from left to right.', axis: 'log', text: pixels },
        { of: 'height', heading: 'Height', lead: 'Pixels from top to bottom.', axis: 'log', text: pixels },
    ],
    [
        { of: 'aspect', heading: 'Aspect', lead: 'The longer side by the shorter.', axis: 'linear', text: plain },
        { of: 'imageBytes', heading: 'File size', lead: 'Bytes of an image file.', axis: 'log', text: plain },
    ],
    [
        {
            ...{ of: 'sharpness', heading: 'Sharpness', axis: 'log', text: plain },
            lead: 'Variance of the Laplacian of the luma: low is blurred, very high is noise.',
        },
        {
            ...{ of: 'colourfulness', heading: 'Colourfulness', axis: 'linear', text: plain },
            lead: 'After Hasler and Süsstrunk: 0 is grey, above 80 is vivid.',
        },
    ],
    [
        {
            ...{ of: 'brightness', heading: 'Brightness', axis: 'linear', text: plain },
            lead: 'Mean of the luma: 0 is black, 255 is white.',
        },
        {
            ...{ of: 'entropy', heading: 'Entropy', axis: 'linear', text: plain },
            lead: 'Bits of entropy of the luma, at most 8: low is plain.',
        },
    ],
    [
        {
            ...{ of: 'captionCharacters', heading: 'Captions', axis: 'log', text: pixels },
            lead: 'Characters of a caption.',
        },
        {
            ...{ of: 'textSimilarity', heading: 'Image and caption', axis: 'linear', text: numberText },
            lead: 'How well a model finds that they belong together: (1 + cosine) / 2.',
        },
    ],
];
/** Sizes and signals of images, and their captions, as far as there are any. */
export async function imageCards({ histograms }) {
    const pairs = [];
    for (const row of measures) {
        const cards = [];
        for (const measure of row)
            cards.push(await measureCard(measure, histograms[measure.of]));
        pairs.push(pair(cards));
    }
    return pairs.filter((each) => each !== '').join('\n');
}
async function measureCard({ heading, lead, axis, text }, histogram) {
    const [low, middle, high] = [0.05, 0.5, 0.95].map((share) => quantile(histogram, share));
    if (low === undefined || middle === undefined || high === undefined)
        return '';
    // A picture of one value would be a block.
    if (histogram.min === histogram.max)
        return card(heading, lead, [`<p>All ${countText(histogram.total)} have ${text(middle)}.</p>`]);
    const bins = filledBins(histogram);
    // Names of the outer marks would run over where most values are alike, so the text has them.
    const marks = [
        { value: low, label: '' },
        { value: middle, label: `median ${text(middle)}` },
        { value: high, label: '' },
    ];
    const isNarrow = (bins.at(-1)?.to ?? 1) < narrow * (bins[0]?.from ?? 0);
    const look = { axis: isNarrow ? 'linear' : axis, text, colour: 'plain', marks };
    return card(heading, `${lead} Nine in ten are from ${text(low)} to ${text(high)}.`, [
        await halfChart(`${heading} of the images`, (width) => histogramChart(bins, look, width)),
    ]);
}
//# sourceMappingURL=image-cards.js.map