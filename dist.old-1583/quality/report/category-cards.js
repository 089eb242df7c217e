import { byCodeUnit } from '../../core/code-unit-order.js';
import { countText, shareText } from '../number-text.js';
import { recordWords } from '../record-words.js';
import { barChart, firstParts } from './bar-chart.js';
import { card, halfChart, pair } from './page.js';
const mostParts = 12;
const shown = [
    {
        metric: 'languages',
        heading: 'Languages',
        lead: (records) => (records === 'images' ? 'Captions by language.' : `Kept ${records} by language.`),
        chart: (records) => (records === 'images' ? 'Captions by language' : 'Documents by language'),
        rest: 'other languages',
        names: { und: 'not determined' },
    },
    {
        metric: 'labels',
        heading: 'Labels',
        lead: (records) => `Kept ${records} by label.`,
        chart: (records) => (records === 'images' ? 'Images by label' : 'Documents by label'),
        rest: 'other labels',
    },
    {
        metric: 'formats',
        heading: 'Formats',
        lead: (records) => `Kept ${records} by the format of their file.`,
        chart: () => 'Images by format',
        rest: 'other formats',
    },
    {
        metric: 'letters',
        heading: 'Writing systems',
        lead: (records) => `Letters of the kept ${records}.`,
        chart: () => 'Letters by writing system',
        rest: 'others',
        names: { other: 'any other' },
    },
];
const piiNames = {
    email: 'e-mail address',
    phone: 'telephone number',
    ip: 'IP address',
    card: 'payment card',
    iban: 'IBAN',
    chineseMobile: 'Chinese mobile',
    chineseId: 'Chinese citizen number',
    chinesePlate: 'Chinese licence plate',
    secret: 'secret or key',
};
/** Languages, labels, formats, writing systems and personal data, as far as the metrics table counts them. */
export async function categoryCards(rows, kind) {
    const records = recordWords(kind).many;
    const cards = [];
    for (const { metric, heading, lead, chart, rest, names = {} } of shown) {
        const parts = partsOf(rows, metric, names);
        if (parts.length === 0)
            continue;
        const whole = parts.reduce((sum, { value }) => sum + value, 0);
        const first = firstParts(parts, mostParts, rest);
        const bars = await halfChart(chart(records), (width) => barChart(first, whole, width));
        cards.push(card(heading, lead(records), [bars]));
    }
    return pair([...cards, await piiCard(rows)]);
}
async function piiCard(rows) {
    const searched = rows.find(({ metric }) => metric === 'pii.searched')?.value ?? 0;
    if (searched === 0)
        return '';
    const any = rows.find(({ metric }) => metric === 'pii.any')?.value ?? 0;
    const parts = partsOf(rows, 'pii', piiNames);
    const lead = `Found by pattern and check digit in ${countText(any)} of the kept documents (${shareText(any, searched)}).`;
    return card('Personal data', lead, [
        parts.length === 0
            ? '<p class="soft">None of the kinds that are looked for.</p>'
            : await halfChart('Documents by kind of personal data', (width) => barChart(parts, searched, width)),
    ]);
}
/** The keyed counts of a metric, most frequent first. */
function partsOf(rows, metric, names) {
    return rows
        .filter((row) => (row.metric === metric || row.metric === `${metric}.other`) && row.value > 0)
        .map(({ key, value }) => ({
        label: key === null ? 'not counted by name' : Object.hasOwn(names, key) ? (names[key] ?? key) : key,
        value,
        colour: 'plain',
    }))
        .sort((a, b) => b.value - a.value || byCodeUnit(a.label, b.label));
}
//# sourceMappingURL=category-cards.js.map