import { randomUint32 } from '../../../core/seeded-random.js';
/** Words on whose borders and cases programs differ, with plain ones for each class. */
const hard = [
    ...[
        'straße',
        'STRASSE',
        'İstanbul',
        'ΟΔΟΣ',
        'ὀδυσσεύς',
        'e\u0301te\u0301',
        'naïve',
        'ﬁnal',
        'Ⅷ',
        '½',
        '²³',
        '٣٤',
        '３４',
    ],
    ...[
        'foo_bar',
        '__',
        "don't",
        'x',
        '42',
        'a1',
        'co-op',
        'ÀÉ',
        '中文字',
        'ไทยแลนด์',
        'हिन्दी',
        '한국어',
        '👍🏽👍',
        '𝒳𝒴',
        '𐐀𐐨',
    ],
    ...['a\u200db', 'a\u00adb', 'a\u00a0b', 'ａｂ', `long${'z'.repeat(300)}`, 'THE', 'The', 'the'],
];
const plain = [
    ['meeting', 'agenda', 'thanks', 'patch', 'kernel', 'attached', 'monday', 'lunch'],
    ['offer', 'free', 'winner', 'click', 'money', 'guarantee', 'attached', 'monday'],
];
/** A text of a class: the same for the same number. */
function textOf(number, label) {
    const words = Array.from({ length: randomUint32(number, 0) % 30 }, (_, index) => {
        const draw = randomUint32(number, index + 1);
        // A fifth of the plain words are the other class's, so that no class is certain.
        const pool = draw % 3 === 0 ? hard : (plain[draw % 5 === 0 ? 1 - label : label] ?? hard);
        return pool[(draw >>> 8) % pool.length] ?? '';
    });
    return words.join([' ', '\n', ', ', '. '][number % 4]);
}
export const trainTexts = Array.from({ length: 60 }, (_, number) => {
    const label = number % 5 < 2 ? 1 : 0;
    return { text: textOf(number, label), label };
});
export const judgedTexts = [
    ...['', 'x', 'unseen words only', 'monday attached monday'],
    ...Array.from({ length: 40 }, (_, index) => textOf(1000 + index, index % 2)),
];
/** Labels with predictions, for two and for more classes; some without a case of a class. */
export const samplePredictions = [2, 2, 2, 3, 5, 9].map((classes, round) => ({
    classes,
    labels: Array.from({ length: 40 }, (_, index) => randomUint32(round, index) % classes),
    predicted: Array.from({ length: 40 }, (_, index) => randomUint32(round, index % 3 === 0 ? 99 + index : index) % classes),
}));
/** Cases at the edge: nothing right, one class never predicted, one class that never occurs. */
export const edgePredictions = [
    { classes: 2, labels: [0, 0, 1], predicted: [1, 1, 0] },
    { classes: 2, labels: [0, 0, 1], predicted: [0, 0, 0] },
    { classes: 2, labels: [0, 0, 0], predicted: [0, 0, 0] },
    { classes: 4, labels: [0, 2, 2], predicted: [0, 2, 0] },
];
//# sourceMappingURL=sample-texts.js.map