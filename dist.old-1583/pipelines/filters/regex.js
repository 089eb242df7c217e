import { z } from 'zod';
import { drop, keep } from '../../core/verdict.js';
import { openedOnce } from '../opened-once.js';
import { eachMatch } from '../regex/each-match.js';
import { checkPattern, compilePattern, patternKeys } from '../regex/user-pattern.js';
import { defineFilter } from '../stage.js';
const parameters = z
    .strictObject({
    ...patternKeys,
    drop: z
        .enum(['matching', 'others'])
        .default('matching')
        .describe('Whether text that matches is dropped, or text that does not.'),
    times: z.int().min(1).default(1).describe('Fewest matches, none within another, with which text matches.'),
})
    .superRefine(checkPattern);
const mostShown = 80;
const compiled = openedOnce(compilePattern);
/** A pattern of one's own. Time: linear in the text; matches are counted as `pipelines/regex/each-match.ts` finds them. */
export const regex = defineFilter({
    name: 'regex',
    summary: 'Drops text that matches a regular expression, or that does not.',
    citation: 'https://github.com/google/re2/wiki/Syntax, by re2js: matching in linear time',
    version: 2,
    parameters,
    examples: [
        {
            text: 'Copyright 2024 Example Ltd. All rights reserved.',
            parameters: { pattern: 'all rights\\s+reserved', flags: 'i' },
        },
        { text: 'No year here.', parameters: { pattern: '\\b(19|20)\\d\\d\\b', drop: 'others' } },
    ],
    words: () => 'whitespace',
    measure: ({ text }, parameters) => {
        const pattern = compiled(parameters);
        if (!pattern.test(text))
            return { matches: 0, first: null };
        let matches = 0;
        let first = null;
        eachMatch(pattern, text, (match) => {
            first ??= text.slice(match.start(), Math.min(match.end(), match.start() + mostShown));
            return ++matches === parameters.times;
        });
        return { matches, first };
    },
    decide: ({ matches, first }, limits) => {
        const isMatching = matches >= limits.times;
        if (limits.drop === 'others')
            return isMatching ? keep : drop('no-regex-match', matches, limits.times);
        return isMatching ? drop('regex-match', matches, limits.times, { match: whole(first ?? '') }) : keep;
    },
});
/** Without a last half of a surrogate pair. */
function whole(text) {
    return text.replace(/[\ud800-\udbff]$/, '').toWellFormed();
}
//# sourceMappingURL=regex.js.map