import { z } from 'zod';
import { drop } from '../../core/verdict.js';
import { openedOnce } from '../opened-once.js';
import { eachMatch } from '../regex/each-match.js';
import { fillReplacement, parseReplacement } from '../regex/replacement.js';
import { checkPattern, compilePattern, patternKeys } from '../regex/user-pattern.js';
import { defineTransform } from '../stage.js';
const parameters = z
    .strictObject({
    ...patternKeys,
    replacement: z
        .string()
        .max(1000)
        .default('')
        .describe('What stands in place of each match: `$1` is a group, `$0` the match, `$$` a dollar; a group by name stands in braces.'),
})
    .superRefine((written, context) => {
    checkPattern(written, context);
    if (context.issues.length > 0)
        return;
    const pattern = compilePattern(written);
    const names = Object.keys(pattern.namedGroups());
    for (const part of parseReplacement(written.replacement)) {
        if (typeof part === 'string')
            continue;
        const { group } = part;
        if (typeof group === 'number' ? group <= pattern.groupCount() : names.includes(group))
            continue;
        const message = `expected a group of the pattern (it has ${pattern.groupCount()}), found ${JSON.stringify(group)}`;
        context.addIssue({ code: 'custom', path: ['replacement'], message });
    }
});
/** How much longer than a text its replaced form may be, beside these first characters. */
const mostGrowth = 8;
const freeGrowth = 2 ** 16;
const compiled = openedOnce((parameters) => ({
    pattern: compilePattern(parameters),
    replacement: parseReplacement(parameters.replacement),
}));
/**
 * Time: linear in the text; matches are those that `pipelines/regex/each-match.ts` finds. A result of more than 8 times
 * the text's length, beside its first 65,536 characters, is a drop.
 */
export const replaceRegex = defineTransform({
    name: 'replace-regex',
    summary: 'Replaces what matches a regular expression.',
    citation: 'https://github.com/google/re2/wiki/Syntax, by re2js: matching in linear time',
    version: 2,
    parameters,
    examples: [
        { text: 'Call 555-0100 or 555-0199.', parameters: { pattern: '555-(\\d{4})', replacement: '<phone $1>' } },
    ],
    transform,
});
function transform(document, parameters) {
    const { pattern, replacement } = compiled(parameters);
    const { text } = document;
    if (!pattern.test(text))
        return document;
    const limit = freeGrowth + mostGrowth * text.length;
    let replaced = '';
    let from = 0;
    let matches = 0;
    eachMatch(pattern, text, (match) => {
        replaced += text.slice(from, match.start()) + fillReplacement(replacement, match);
        from = match.end();
        matches++;
        return replaced.length > limit;
    });
    if (replaced.length > limit)
        return drop('replaced-text-too-long', replaced.length, limit);
    replaced += text.slice(from);
    return replaced === text
        ? document
        : { document: { ...document, text: replaced.toWellFormed() }, evidence: { replaced: matches } };
}
//# sourceMappingURL=replace-regex.js.map