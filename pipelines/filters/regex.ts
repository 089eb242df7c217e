import type { RE2JS } from 're2js';
import { z } from 'zod';
import { type Drop, drop, keep, type Verdict } from '../../core/verdict.ts';
import { openedOnce } from '../opened-once.ts';
import { eachMatch } from '../regex/each-match.ts';
import { withinSteps } from '../regex/step-budget.ts';
import { checkPattern, compilePattern, patternKeys } from '../regex/user-pattern.ts';
import { defineFilter } from '../stage.ts';

const parameters = z
  .strictObject({
    ...patternKeys,
    drop: z
      .enum(['matching', 'others'])
      .default('matching')
      .describe('Whether text that matches is dropped, or text that does not.'),
    reason: z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: 'expected words of a to z and digits, joined by hyphens' })
      .optional()
      .describe('What the fate says of a dropped text, in place of `regex-match` or `no-regex-match`.'),
    times: z.int().min(1).default(1).describe('Fewest matches, none within another, with which text matches.'),
  })
  .superRefine(checkPattern);
type Parameters = z.infer<typeof parameters>;

/** What `regex` measures: matches up to `times`, and the text of the first; or that the search took too many steps. */
export type RegexSignals = Drop | { readonly matches: number; readonly first: string | null };

const mostShown = 80;
const compiled = openedOnce<Parameters, RE2JS>(compilePattern);

/**
 * A pattern of one's own. Time: linear in the text, within the steps of `pipelines/regex/step-budget.ts`; matches are
 * counted as `pipelines/regex/each-match.ts` finds them.
 */
export const regex = defineFilter<Parameters, RegexSignals>({
  name: 'regex',
  summary: 'Drops text that matches a regular expression, or that does not.',
  citation: 'https://github.com/google/re2/wiki/Syntax, by re2js: matching in linear time',
  version: 3,
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
    if (!pattern.test(text)) return { matches: 0, first: null };
    return withinSteps(text, () => {
      let matches = 0;
      let first: string | null = null;
      eachMatch(pattern, text, (match) => {
        first ??= text.slice(match.start(), Math.min(match.end(), match.start() + mostShown));
        return ++matches === parameters.times;
      });
      return { matches, first };
    });
  },
  decide: (signals, { times, drop: dropped, reason }): Verdict => {
    if ('keep' in signals) return signals;
    const { matches, first } = signals;
    const isMatching = matches >= times;
    if (dropped === 'others') return isMatching ? keep : drop(reason ?? 'no-regex-match', matches, times);
    return isMatching ? drop(reason ?? 'regex-match', matches, times, { match: whole(first ?? '') }) : keep;
  },
});

/** Without a last half of a surrogate pair. */
function whole(text: string): string {
  return text.replace(/[\ud800-\udbff]$/, '').toWellFormed();
}
