import { RE2JS } from 're2js';
import { z } from 'zod';
/** Keys that a stage with a pattern has. */
export const patternKeys = {
    pattern: z
        .string()
        .min(1)
        .describe('A regular expression of RE2, https://github.com/google/re2/wiki/Syntax, which has no look-around and no back-references. `\\b`, `\\d`, `\\s` and `\\w` are ASCII; `\\p{Han}`, `\\p{L}` and the like are Unicode.'),
    flags: z
        .string()
        .regex(/^[ims]*$/)
        .default('')
        .describe('i: case does not count; m: ^ and $ are at each line; s: . matches line feeds too.'),
};
const flagBits = {
    i: RE2JS.CASE_INSENSITIVE,
    m: RE2JS.MULTILINE,
    s: RE2JS.DOTALL,
};
const absent = [
    [/\(\?<?[=!]/, 'look-around'],
    [/\\[1-9]|\\k</, 'a back-reference'],
    [/\(\?>|[*+?}]\+/, 'atomic groups and possessive quantifiers'],
];
/** A pattern, compiled; one match takes time linear in the text. Throws re2js's error, which {@link checkPattern} foresees. */
export function compilePattern({ pattern, flags }) {
    let bits = 0;
    for (const flag of flags)
        bits |= flagBits[flag] ?? 0;
    return RE2JS.compile(pattern, bits);
}
/** Refuses a pattern that RE2 does not take, at the key `pattern`. */
export function checkPattern(written, context) {
    try {
        compilePattern(written);
    }
    catch (error) {
        const problem = error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : String(error);
        const what = absent.find(([pattern]) => pattern.test(written.pattern))?.[1];
        const why = what === undefined ? '' : ` (RE2 has not ${what}, since it takes more than linear time)`;
        context.addIssue({
            code: 'custom',
            path: ['pattern'],
            message: `expected a pattern of RE2, found ${problem}${why}`,
        });
    }
}
//# sourceMappingURL=user-pattern.js.map