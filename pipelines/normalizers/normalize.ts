import { z } from 'zod';
import { defineTransform } from '../stage.ts';
import { stripControls } from './control-characters.ts';
import { fixMojibake } from './mojibake.ts';
import { toUnicodeForm } from './unicode-form.ts';
import { foldWhitespace } from './whitespace.ts';

const parameters = z.strictObject({
  unicode: z.enum(['NFC', 'NFKC', 'none']).default('NFC').describe('Unicode normalization form.'),
  mojibake: z
    .enum(['fix', 'keep'])
    .default('fix')
    .describe('`fix` repairs UTF-8 that was read as windows-1252 or Latin-1, such as `donâ€™t`.'),
  control: z
    .enum(['strip', 'keep'])
    .default('strip')
    .describe('`strip` removes control characters, terminal sequences, soft hyphens and zero-width spaces.'),
  whitespace: z
    .enum(['fold', 'keep'])
    .default('fold')
    .describe('`fold` makes all line ends LF and folds blanks and empty lines; indentation stays.'),
});

type Parameters = z.output<typeof parameters>;

// Printable ASCII without anything that a step could change.
const needsWork = /[^\n -~]|[^\n ] {2}| \n|\n\n\n|^\n|[\n ]$/;

/** Text with its characters made equal where they look equal: mojibake, control characters, Unicode form, white space. */
export function normalizeText(text: string, { unicode, mojibake, control, whitespace }: Parameters): string {
  if (!needsWork.test(text)) return text;
  let normal = text.toWellFormed();
  if (mojibake === 'fix') normal = fixMojibake(normal);
  if (control === 'strip') normal = stripControls(normal);
  if (unicode !== 'none') normal = toUnicodeForm(normal, unicode);
  return whitespace === 'fold' ? foldWhitespace(normal) : normal;
}

export const normalize = defineTransform({
  name: 'normalize',
  summary: 'Makes text equal where it looks equal: Unicode form, mojibake, control characters, white space.',
  citation: 'https://www.unicode.org/reports/tr15/',
  version: 1,
  parameters,
  examples: [{ text: 'donâ€™t  fold\u00adthis ﬁle', parameters: { unicode: 'NFKC' } }],
  transform: (document, parameters) => {
    const text = normalizeText(document.text, parameters);
    return text === document.text ? document : { ...document, text };
  },
});
