import { randomUint32 } from '../../../core/seeded-random.js';
const shared = 'the of and to in that it is was for on with as at by from or an be this'.split(' ');
const calm = 'river mill grain valley miller wheel stone water evening dawn'.split(' ');
const loud = 'casino win free click bonus cash offer now cheap deal'.split(' ');
/** Texts of two kinds, of which some words are told by chance from those of the other. */
export function madeUpTexts(count, seed) {
    return Array.from({ length: count }, (_, index) => {
        const label = randomUint32(seed, 7 * index) % 3 === 0 ? 'spam' : 'ham';
        const own = label === 'spam' ? [loud, calm] : [calm, loud];
        const text = Array.from({ length: 12 }, (_, place) => {
            const draw = randomUint32(seed + 1, 16 * index + place);
            const from = draw % 10 < 7 ? shared : draw % 10 < 9 ? own[0] : own[1];
            return from[(draw >>> 8) % from.length];
        }).join(' ');
        return { id: `t${index}`, text, label };
    });
}
export const training = {
    rule: { words: 2, characters: null, bits: 12 },
    positive: 'spam',
    epochs: 5,
    rate: 0.3,
    atLeast: 1,
    seed: 3,
};
/** How much a text speaks for spam to one who knows how it was made. */
export function evidenceFor(text) {
    return text.split(' ').reduce((sum, word) => sum + (loud.includes(word) ? 1 : 0) - (calm.includes(word) ? 1 : 0), 0);
}
//# sourceMappingURL=made-up-texts.js.map