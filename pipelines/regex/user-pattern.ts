import { RE2JS } from 're2js';
import { z } from 'zod';
import { countedPattern } from './step-budget.ts';

/** Keys that a stage with a pattern has. */
export const patternKeys = {
  pattern: z
    .string()
    .min(1)
    .describe(
      'A regular expression of RE2, https://github.com/google/re2/wiki/Syntax, which has no look-around and no back-references. `\\b`, `\\d`, `\\s` and `\\w` are ASCII; `\\p{Han}`, `\\p{L}` and the like are Unicode.',
    ),
  flags: z
    .string()
    .regex(/^[ims]*$/)
    .default('')
    .describe('i: case does not count; m: ^ and $ are at each line; s: . matches line feeds too.'),
};

interface WrittenPattern {
  readonly pattern: string;
  readonly flags: string;
}

/** What re2js makes of a pattern; each may be at work at each character of a text. */
const mostInstructions = 2 ** 15;

const flagBits: Readonly<Record<string, number>> = {
  i: RE2JS.CASE_INSENSITIVE,
  m: RE2JS.MULTILINE,
  s: RE2JS.DOTALL,
};

const absent: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/\(\?<?[=!]/, 'look-around'],
  [/\\[1-9]|\\k</, 'a back-reference'],
  [/\(\?>|[*+?}]\+/, 'atomic groups and possessive quantifiers'],
];

/** A pattern, compiled; one match takes time linear in the text. Throws re2js's error, which {@link checkPattern} foresees. */
export function compilePattern({ pattern, flags }: WrittenPattern): RE2JS {
  let bits = 0;
  for (const flag of flags) bits |= flagBits[flag] ?? 0;
  return countedPattern(pattern, bits);
}

/** Refuses a pattern that RE2 does not take, or that is too large, at the key `pattern`. */
export function checkPattern(written: WrittenPattern, context: z.core.$RefinementCtx): void {
  try {
    const size = compilePattern(written).programSize();
    if (size > mostInstructions) {
      const message = `expected a pattern of at most ${mostInstructions} instructions, found ${size}; a count such as {1,100} repeats what it stands behind; for many words there is word-list`;
      context.addIssue({ code: 'custom', path: ['pattern'], message });
    }
  } catch (error) {
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
