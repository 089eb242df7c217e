import { z } from 'zod';
import { spansToHide } from '../hidden-spans.js';
import { wordsOf } from '../words.js';
const parameters = z.strictObject({
    share: z.number().gt(0).lt(1).default(0.15).describe('Share of the words that are hidden (noise density).'),
    meanLength: z.number().min(1).max(1000).default(3).describe('Mean words of a hidden span.'),
    sentinel: z
        .string()
        .refine((text) => text.includes('{n}'), { error: () => 'expected a text with {n} in it' })
        .default('<extra_id_{n}>')
        .describe('What stands in place of a span; {n} counts from 0.'),
    separator: z.string().default('\n').describe('Between the text with holes and what was hidden.'),
});
/** Spans of words become sentinels, and follow after the text, each behind its own. */
export const spanCorruption = {
    name: 'span-corruption',
    summary: 'Hides spans of words behind sentinels, and writes them after the text, each behind its sentinel.',
    citation: 'Raffel et al., Exploring the Limits of Transfer Learning (T5), JMLR 21, 2020, section 3.1.4',
    parameters,
    apply: (text, { share, meanLength, sentinel, separator }, draws) => {
        const { words, gaps } = wordsOf(text);
        const spans = spansToHide(words.length, { share, meanLength }, draws);
        if (spans.length === 0)
            return text;
        let holes = '';
        let hidden = '';
        let next = 0;
        for (const [number, { start, end }] of spans.entries()) {
            const mark = sentinel.replaceAll('{n}', String(number));
            for (; next < start; next++)
                holes += (gaps[next] ?? '') + (words[next] ?? '');
            holes += (gaps[next] ?? '') + mark;
            hidden += mark;
            for (; next < end; next++)
                hidden += (next === start ? ' ' : (gaps[next] ?? '')) + (words[next] ?? '');
            hidden += ' ';
        }
        for (; next < words.length; next++)
            holes += (gaps[next] ?? '') + (words[next] ?? '');
        return holes + (gaps[words.length] ?? '') + separator + hidden + sentinel.replaceAll('{n}', String(spans.length));
    },
};
//# sourceMappingURL=span-corruption.js.map