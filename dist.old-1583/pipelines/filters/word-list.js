import { z } from 'zod';
import { unitInterval } from '../../core/seeded-random.js';
import { drop, keep } from '../../core/verdict.js';
import { openedForFiles } from '../opened-for-files.js';
import { defineFilter } from '../stage.js';
import { codeUnitsOf } from '../text/code-units.js';
import { readListFile } from '../text/list-file.js';
import { buildAutomaton } from '../text/word-automaton.js';
import { unspaced, wordCharacter, wordClassesAt } from '../text/word-characters.js';
import { ratio } from './ratio.js';
import { words } from './word-parameter.js';
const parameters = z
    .strictObject({
    list: z.array(z.string().min(1)).default([]).describe('Words and phrases to look for.'),
    file: z.string().min(1).optional().describe("A file of more, one a line; relative to the recipe's folder."),
    boundaries: z
        .enum(['auto', 'words', 'none'])
        .default('auto')
        .describe('Where a word may stand. words: not beside a letter, a digit or an underscore, as C4 has it for most languages. none: anywhere, as C4 has it for Chinese, Japanese and Thai. auto: words, but characters of these scripts, and of Lao, Khmer, Burmese and Tibetan, bound nothing and need no bound.'),
    ignoreCase: z.boolean().default(true).describe('Whether upper and lower case are the same.'),
    maxMatches: z.number().min(0).default(0).describe('Most places with a word of the list.'),
    maxShare: z
        .number()
        .min(0)
        .default(0)
        .describe('Largest share of such places among the words of the text. A document is dropped where both limits are broken.'),
    minMatches: z
        .number()
        .min(0)
        .default(0)
        .describe('Fewest places with a word of the list: for lists of what is wanted.'),
    keepFraction: z
        .number()
        .min(0)
        .max(1)
        .default(0)
        .describe('Share of documents, drawn by their id, that are kept in spite of too many matches.'),
    seed: z.int().default(0).describe('Another seed draws other documents.'),
    words,
})
    .refine(({ list, file }) => list.length > 0 || file !== undefined, {
    error: () => 'expected words in list, or a file, found neither',
});
const mostShown = 5;
const openList = openedForFiles(['file'], ({ list, file, ignoreCase }) => {
    const written = [...list, ...(file === undefined ? [] : readListFile(file))];
    const entries = ignoreCase ? written.map((word) => word.toLowerCase()) : written;
    return { entries, automaton: buildAutomaton(entries) };
});
/**
 * Words of a list, found in one pass whatever its length. With `boundaries: words`, or `none` for Chinese, Japanese and
 * Thai, it is C4's filter of bad words as in datatrove 0.10.1, and with its reason. Places that overlap count once.
 * Memory: about 40 bytes for each different beginning of a word, in each thread.
 */
export const wordList = defineFilter({
    name: 'word-list',
    summary: 'Drops text with words of a list, or with too few of them.',
    citation: 'Raffel et al., Exploring the Limits of Transfer Learning (T5, C4), JMLR 21, 2020, section 2.2; lists: https://github.com/LDNOOBW/List-of-Dirty-Naughty-Obscene-and-Otherwise-Bad-Words',
    version: 1,
    parameters,
    files: ['file'],
    examples: [
        { text: 'What a darned thing, and 糟糕的天气.', parameters: { list: ['darn', '糟糕'] } },
        { text: 'Buy now! Buy two! Read the rest.', parameters: { list: ['buy'], maxShare: 0.5, words: 'whitespace' } },
    ],
    prepare: async (parameters) => {
        openList(parameters);
    },
    words: (parameters) => parameters.words,
    measure: (view, parameters, { id }) => {
        const { matches, found } = findWords(view.text, parameters);
        return {
            matches,
            share: parameters.maxShare > 0 && matches > 0 ? ratio(matches, view.wordSpans.length / 2) : 1,
            found,
            draw: parameters.keepFraction > 0 ? unitInterval(id, parameters.seed) : 1,
        };
    },
    decide,
});
function decide({ matches, share, found, draw }, limits) {
    if (matches < limits.minMatches)
        return drop('too-few-listed-words', matches, limits.minMatches);
    if (matches <= limits.maxMatches || share <= limits.maxShare || draw < limits.keepFraction)
        return keep;
    const byShare = limits.maxShare > 0;
    return drop('document_removed_with_badwords', byShare ? share : matches, byShare ? limits.maxShare : limits.maxMatches, { words: found });
}
function findWords(text, parameters) {
    const { entries, automaton } = openList(parameters);
    const units = codeUnitsOf(parameters.ignoreCase ? text.toLowerCase() : text);
    const { boundaries } = parameters;
    const found = [];
    let matches = 0;
    let covered = 0;
    automaton.scan(units, (entry, start, end) => {
        if (start < covered || (boundaries !== 'none' && !isBounded(units, start, end, boundaries)))
            return false;
        matches++;
        covered = end;
        const word = entries[entry] ?? '';
        if (found.length < mostShown && !found.includes(word))
            found.push(word);
        return false;
    });
    return { matches, found };
}
function isBounded(units, start, end, boundaries) {
    if (boundaries === 'words')
        return ((wordClassesAt(units, start, true) | wordClassesAt(units, end)) & wordCharacter) === 0;
    return (!(isSpacedLetter(wordClassesAt(units, start, true)) && isSpacedLetter(wordClassesAt(units, start))) &&
        !(isSpacedLetter(wordClassesAt(units, end)) && isSpacedLetter(wordClassesAt(units, end, true))));
}
function isSpacedLetter(classes) {
    return (classes & (wordCharacter | unspaced)) === wordCharacter;
}
//# sourceMappingURL=word-list.js.map