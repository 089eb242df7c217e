import type { RE2JS } from 're2js';
import { z } from 'zod';
import type { Document } from '../../core/document.ts';
import { type Drop, drop } from '../../core/verdict.ts';
import { openedOnce } from '../opened-once.ts';
import { eachMatch } from '../regex/each-match.ts';
import { fillReplacement, parseReplacement, type Replacement } from '../regex/replacement.ts';
import { withinSteps } from '../regex/step-budget.ts';
import { checkPattern, compilePattern, patternKeys } from '../regex/user-pattern.ts';
import { defineTransform, type Noted } from '../stage.ts';

const parameters = z
  .strictObject({
    ...patternKeys,
    replacement: z
      .string()
      .max(1000)
      .default('')
      .describe(
        'What stands in place of each match: `$1` is a group, `$0` the match, `$$` a dollar; a group by name stands in braces.',
      ),
  })
  .superRefine((written, context) => {
    checkPattern(written, context);
    if (context.issues.length > 0) return;
    const pattern = compilePattern(written);
    const names = Object.keys(pattern.namedGroups());
    for (const part of parseReplacement(written.replacement)) {
      if (typeof part === 'string') continue;
      const { group } = part;
      if (typeof group === 'number' ? group <= pattern.groupCount() : names.includes(group)) continue;
      const message = `expected a group of the pattern (it has ${pattern.groupCount()}), found ${JSON.stringify(group)}`;
      context.addIssue({ code: 'custom', path: ['replacement'], message });
    }
  });
type Parameters = z.infer<typeof parameters>;

interface Compiled {
  readonly pattern: RE2JS;
  readonly replacement: Replacement;
}

/** How much longer than a text its replaced form may be, beside these first characters. */
const mostGrowth = 8;
const freeGrowth = 2 ** 16;

const compiled = openedOnce<Parameters, Compiled>((parameters) => ({
  pattern: compilePattern(parameters),
  replacement: parseReplacement(parameters.replacement),
}));

/**
 * Time: linear in the text, within the steps of `pipelines/regex/step-budget.ts`; matches are those that
 * `pipelines/regex/each-match.ts` finds. A result of more than 8 times
 * the text's length, beside its first 65,536 characters, is a drop.
 */
export const replaceRegex = defineTransform<Parameters>({
  name: 'replace-regex',
  summary: 'Replaces what matches a regular expression.',
  citation: 'https://github.com/google/re2/wiki/Syntax, by re2js: matching in linear time',
  version: 3,
  parameters,
  examples: [
    { text: 'Call 555-0100 or 555-0199.', parameters: { pattern: '555-(\\d{4})', replacement: '<phone $1>' } },
  ],
  transform,
});

function transform(document: Document, parameters: Parameters) {
  const opened = compiled(parameters);
  return opened.pattern.test(document.text) ? withinSteps(document.text, () => replaceAll(document, opened)) : document;
}

function replaceAll(document: Document, { pattern, replacement }: Compiled): Document | Drop | Noted {
  const { text } = document;
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
  if (replaced.length > limit) return drop('replaced-text-too-long', replaced.length, limit);
  replaced += text.slice(from);
  return replaced === text
    ? document
    : { document: { ...document, text: replaced.toWellFormed() }, evidence: { replaced: matches } };
}
