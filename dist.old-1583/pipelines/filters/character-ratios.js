import { z } from 'zod';
import { drop, keep } from '../../core/verdict.js';
import { defineFilter } from '../stage.js';
import { casedKind, countKinds, countScript, digitKind, letterKind, markKind, numberKind, spaceKind, upperKind, } from '../text/character-kinds.js';
import { ratio } from './ratio.js';
const scriptNames = [
    ...['Latin', 'Han', 'Hiragana', 'Katakana', 'Hangul', 'Bopomofo', 'Cyrillic', 'Greek', 'Arabic', 'Hebrew'],
    ...['Devanagari', 'Bengali', 'Gurmukhi', 'Gujarati', 'Oriya', 'Tamil', 'Telugu', 'Kannada', 'Malayalam'],
    ...['Sinhala', 'Thai', 'Lao', 'Khmer', 'Myanmar', 'Tibetan', 'Mongolian', 'Armenian', 'Georgian'],
    ...['Ethiopic', 'Cherokee', 'Syriac', 'Thaana', 'Nko', 'Yi'],
];
const share = z.number().min(0).max(1);
const parameters = z.strictObject({
    minAlphanumeric: share.default(0.25).describe("Least share of letters and numbers; Data-Juicer's and The Stack's."),
    minAlphabetic: share.optional().describe('Least share of letters.'),
    maxSpecial: share
        .optional()
        .describe("Largest share of what is no letter and no mark on one: digits, white space, punctuation and symbols. 0.25 is Data-Juicer's, for running text."),
    maxDigits: share.optional().describe('Largest share of decimal digits.'),
    maxWhitespace: share.optional().describe('Largest share of white space.'),
    maxUppercase: share.optional().describe('Largest share of capitals among the letters that have cases.'),
    scripts: z
        .partialRecord(z.enum(scriptNames), z.strictObject({ min: share.optional(), max: share.optional() }))
        .default({})
        .describe('By Unicode script, least and largest share among the letters, such as `{ Han: { min: 0.5 } }`.'),
});
/**
 * Shares of kinds of characters, named as in Data-Juicer, which lists special characters one by one; here they are all
 * that is no letter and no mark on one.
 */
export const characterRatios = defineFilter({
    name: 'character-ratios',
    summary: 'Drops text by its shares of letters, digits, special characters, capitals, white space and scripts.',
    citation: 'Chen et al., Data-Juicer: A One-Stop Data Processing System for Large Language Models, 2023, arXiv:2309.02033: alphanumeric_filter, special_characters_filter; Laurençon et al., The BigScience ROOTS Corpus, 2022, arXiv:2303.03915',
    version: 2,
    parameters,
    examples: [
        { text: '++ -- == ++ 1 || ++ -- ==' },
        { text: 'Mostly English, with 一些汉字.', parameters: { scripts: { Han: { min: 0.3 } } } },
    ],
    words: () => 'whitespace',
    measure,
    decide,
});
function measure({ codeUnits }, { scripts }) {
    const counts = countKinds(codeUnits);
    const of = (kinds) => counts.reduce((sum, count, kind) => ((kind & kinds) === 0 ? sum : sum + count), 0);
    const characters = counts.reduce((sum, count) => sum + count, 0);
    const letters = of(letterKind);
    return {
        alphanumeric: ratio(of(letterKind | digitKind | numberKind), characters),
        alphabetic: ratio(letters, characters),
        special: ratio(characters - of(letterKind | markKind), characters),
        digits: ratio(of(digitKind), characters),
        whitespace: ratio(of(spaceKind), characters),
        uppercase: ratio(of(upperKind), of(casedKind)),
        scripts: Object.fromEntries(Object.keys(scripts).map((script) => [script, ratio(countScript(codeUnits, script), letters)])),
    };
}
function decide(signals, limits) {
    const { alphanumeric, alphabetic, special, digits, whitespace, uppercase, scripts } = signals;
    if (alphanumeric < limits.minAlphanumeric)
        return drop('too-few-alphanumeric', alphanumeric, limits.minAlphanumeric);
    if (limits.minAlphabetic !== undefined && alphabetic < limits.minAlphabetic)
        return drop('too-few-alphabetic', alphabetic, limits.minAlphabetic);
    if (limits.maxSpecial !== undefined && special > limits.maxSpecial)
        return drop('too-many-special', special, limits.maxSpecial);
    if (limits.maxDigits !== undefined && digits > limits.maxDigits)
        return drop('too-many-digits', digits, limits.maxDigits);
    if (limits.maxWhitespace !== undefined && whitespace > limits.maxWhitespace)
        return drop('too-much-white-space', whitespace, limits.maxWhitespace);
    if (limits.maxUppercase !== undefined && uppercase > limits.maxUppercase)
        return drop('too-many-capitals', uppercase, limits.maxUppercase);
    for (const [script, { min, max }] of Object.entries(limits.scripts)) {
        const found = scripts[script] ?? 0;
        if (min !== undefined && found < min)
            return drop('script-too-rare', found, min, { script });
        if (max !== undefined && found > max)
            return drop('script-too-common', found, max, { script });
    }
    return keep;
}
//# sourceMappingURL=character-ratios.js.map