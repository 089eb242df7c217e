import { z } from 'zod';
import { drop, keep, type Verdict } from '../../core/verdict.ts';
import { htmlText } from '../extractors/extract-html.ts';
import { defineFilter } from '../stage.ts';
import { ratio } from './ratio.ts';

const parameters = z.strictObject({
  minShare: z.number().min(0).max(1).default(0.2).describe('Least share of visible text in the source.'),
  minCharacters: z.number().min(0).default(100).describe('Fewest characters of visible text.'),
});
type Parameters = z.infer<typeof parameters>;

/** What `visible-text` measures, in UTF-16 code units; null for a document that is no HTML. */
export interface VisibleTextSignals {
  readonly characters: number;
  readonly share: number;
}

/** Units from the start in which HTML says that it is. */
const headUnits = 1000;

/** StarCoder's rule for files of HTML: how much of the source is text that a page shows. Other documents pass. */
export const visibleText = defineFilter<Parameters, VisibleTextSignals | null>({
  name: 'visible-text',
  summary: 'Drops HTML source that is mostly markup, scripts and styles.',
  citation: 'Li et al., StarCoder, 2023, arXiv:2305.06161, section 3.1, HTML filter',
  version: 1,
  parameters,
  examples: [
    { text: `<!doctype html><html><head><style>${'p{margin:0}'.repeat(5)}</style></head><p>Hello.</p></html>` },
  ],
  words: () => 'whitespace',
  measure: ({ text }, _, { format }) => {
    if (format !== 'html' && !/<!doctype html|<html[\s>]/i.test(text.slice(0, headUnits))) return null;
    const visible = htmlText(text, 'text').length;
    return { characters: visible, share: ratio(visible, text.length) };
  },
  decide: (signals, { minShare, minCharacters }): Verdict => {
    if (signals === null) return keep;
    const { characters, share } = signals;
    if (characters < minCharacters) return drop('too-little-visible-text', characters, minCharacters);
    return share < minShare ? drop('visible-text-too-rare', share, minShare) : keep;
  },
});
