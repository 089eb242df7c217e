import { z } from 'zod';
import { drop, keep } from '../../core/verdict.js';
import { defineFilter } from '../stage.js';
import { codePointLength } from '../text/code-units.js';
import { skipSpaces, skipSpacesBack, splitAtFeeds } from '../text/lines.js';
import { measureGrams } from '../text/word-grams.js';
import { ratio } from './ratio.js';
import { repeatedSpans } from './repeated-spans.js';
import { words } from './word-parameter.js';
const share = (limit, what) => z.number().min(0).default(limit).describe(what);
const topGram = (limit, n) => share(limit, `Most characters in the most frequent ${n}-gram, by text length.`);
const duplicateGrams = (limit, n) => share(limit, `Most characters in repeated ${n}-grams, by text length.`);
const parameters = z.strictObject({
    words,
    maxDuplicateParagraphs: share(0.3, 'Largest share of paragraphs that repeat an earlier one.'),
    maxDuplicateParagraphCharacters: share(0.2, 'Most characters in such paragraphs, by text length.'),
    maxDuplicateLines: share(0.3, 'Largest share of lines that repeat an earlier one.'),
    maxDuplicateLineCharacters: share(0.2, 'Most characters in such lines, by text length.'),
    maxTop2Gram: topGram(0.2, 2),
    maxTop3Gram: topGram(0.18, 3),
    maxTop4Gram: topGram(0.16, 4),
    maxDuplicate5Grams: duplicateGrams(0.15, 5),
    maxDuplicate6Grams: duplicateGrams(0.14, 6),
    maxDuplicate7Grams: duplicateGrams(0.13, 7),
    maxDuplicate8Grams: duplicateGrams(0.12, 8),
    maxDuplicate9Grams: duplicateGrams(0.11, 9),
    maxDuplicate10Grams: duplicateGrams(0.1, 10),
});
/** Reasons of datatrove 0.10.1 in its order, each with the limit that it breaks. */
const rules = [
    ['dup_para_frac', 'maxDuplicateParagraphs'],
    ['dup_para_char_frac', 'maxDuplicateParagraphCharacters'],
    ['dup_line_frac', 'maxDuplicateLines'],
    ['dup_line_char_frac', 'maxDuplicateLineCharacters'],
    ['top_2_gram', 'maxTop2Gram'],
    ['top_3_gram', 'maxTop3Gram'],
    ['top_4_gram', 'maxTop4Gram'],
    ['duplicated_5_n_grams', 'maxDuplicate5Grams'],
    ['duplicated_6_n_grams', 'maxDuplicate6Grams'],
    ['duplicated_7_n_grams', 'maxDuplicate7Grams'],
    ['duplicated_8_n_grams', 'maxDuplicate8Grams'],
    ['duplicated_9_n_grams', 'maxDuplicate9Grams'],
    ['duplicated_10_n_grams', 'maxDuplicate10Grams'],
];
/**
 * Gopher's repetition rules, with the reasons and the order of datatrove 0.10.1. Every ratio is exact: hashed n-grams
 * are compared by their text before they count as equal.
 */
export const gopherRepetition = defineFilter({
    name: 'gopher-repetition',
    summary: 'Drops text that repeats its lines, paragraphs or word sequences.',
    citation: 'Rae et al., Scaling Language Models (Gopher), 2021, arXiv:2112.11446, table A1',
    version: 1,
    parameters,
    examples: [{ text: 'Buy now!\nBuy now!\nBuy now!\nIt is a good thing to have.' }],
    words: (parameters) => parameters.words,
    measure,
    decide,
});
function measure(view) {
    const { codeUnits, pairsBefore } = view;
    const characters = codePointLength(pairsBefore, 0, codeUnits.length);
    const start = skipSpaces(codeUnits, 0, codeUnits.length);
    const end = skipSpacesBack(codeUnits, start, codeUnits.length);
    const paragraphSpans = splitAtFeeds(codeUnits, 2, start, end);
    const lineSpans = splitAtFeeds(codeUnits, 1);
    const paragraphs = repeatedSpans(view, paragraphSpans);
    const lines = repeatedSpans(view, lineSpans);
    const { top, repeated } = measureGrams(view, 4, [5, 6, 7, 8, 9, 10]);
    const byText = (part) => ratio(part, characters);
    return {
        empty: characters === 0,
        ratios: {
            maxDuplicateParagraphs: ratio(paragraphs.repeats, paragraphSpans.length / 2),
            maxDuplicateParagraphCharacters: byText(paragraphs.characters),
            maxDuplicateLines: ratio(lines.repeats, lineSpans.length / 2),
            maxDuplicateLineCharacters: byText(lines.characters),
            maxTop2Gram: byText(top[0] ?? 0),
            maxTop3Gram: byText(top[1] ?? 0),
            maxTop4Gram: byText(top[2] ?? 0),
            maxDuplicate5Grams: byText(repeated[0] ?? 0),
            maxDuplicate6Grams: byText(repeated[1] ?? 0),
            maxDuplicate7Grams: byText(repeated[2] ?? 0),
            maxDuplicate8Grams: byText(repeated[3] ?? 0),
            maxDuplicate9Grams: byText(repeated[4] ?? 0),
            maxDuplicate10Grams: byText(repeated[5] ?? 0),
        },
    };
}
function decide({ empty, ratios }, limits) {
    if (empty)
        return drop('empty', 0, 1);
    for (const [reason, limit] of rules) {
        if (ratios[limit] > limits[limit])
            return drop(reason, ratios[limit], limits[limit]);
    }
    return keep;
}
//# sourceMappingURL=gopher-repetition.js.map