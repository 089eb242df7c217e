import { z } from 'zod';
import { drop, keep } from '../../core/verdict.js';
import { htmlText } from '../extractors/extract-html.js';
import { defineFilter } from '../stage.js';
import { ratio } from './ratio.js';
const parameters = z.strictObject({
    minShare: z.number().min(0).max(1).default(0.2).describe('Least share of visible text in the source.'),
    minCharacters: z.number().min(0).default(100).describe('Fewest characters of visible text.'),
});
/** Units from the start in which HTML says that it is. */
const headUnits = 1000;
/** StarCoder's rule for files of HTML: how much of the source is text that a page shows. Other documents pass. */
export const visibleText = defineFilter({
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
        if (format !== 'html' && !/<!doctype html|<html[\s>]/i.test(text.slice(0, headUnits)))
            return null;
        const visible = htmlText(text, 'text').length;
        return { characters: visible, share: ratio(visible, text.length) };
    },
    decide: (signals, { minShare, minCharacters }) => {
        if (signals === null)
            return keep;
        const { characters, share } = signals;
        if (characters < minCharacters)
            return drop('too-little-visible-text', characters, minCharacters);
        return share < minShare ? drop('visible-text-too-rare', share, minShare) : keep;
    },
});
//# sourceMappingURL=visible-text.js.map