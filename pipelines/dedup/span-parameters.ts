import { z } from 'zod';
import type { SentenceSplitting } from '../text/sentence-spans.ts';
import type { WordSplitting } from '../text/text-view.ts';
import type { SpanNormalization } from './span-normalization.ts';

/** What a text is cut into to be compared. */
export type SpanUnit = 'line' | 'paragraph' | 'sentence' | 'word';

/** What counts as a repeated span, and how much of a document must be left. */
export interface SpanParameters {
  readonly span: number;
  readonly sentences: SentenceSplitting;
  readonly normalize: SpanNormalization;
  readonly minLength: number;
  readonly minDocuments: number;
  readonly keep: 'first' | 'none';
  readonly minWords: number;
  readonly words: WordSplitting;
  readonly minSentences: number;
}

type Defaults = Pick<SpanParameters, 'span' | 'normalize' | 'minWords' | 'minSentences'>;

/** The parameters of a stage that takes out repeated spans of `unit`s. */
export function spanParameters(unit: SpanUnit, defaults: Defaults): z.ZodType<SpanParameters> {
  return z.strictObject({
    span: z
      .int()
      .min(1)
      .max(100)
      .default(defaults.span)
      .describe(`How many ${unit}s in a row are compared as one. A document of fewer is left as it is.`),
    normalize: z
      .enum(['none', 'fold', 'ccnet', 'simplify'])
      .default(defaults.normalize)
      .describe(
        'What does not count. `none`: white space at the ends; `fold`: also case and how wide white space is; `ccnet`, as CCNet: case, which digits, typographic punctuation; `simplify`, as datatrove: case, numbers, punctuation, accents.',
      ),
    minLength: z
      .int()
      .min(1)
      .default(1)
      .describe('Fewest characters, once normalized, of a span that is compared; shorter ones stay.'),
    minDocuments: z
      .int()
      .min(1)
      .default(1)
      .describe('Fewest documents that a repeated span is in. With 1, also what repeats within one document.'),
    keep: z
      .enum(['first', 'none'])
      .default('first')
      .describe('`first`: the first occurrence stays; `none`: all are taken out, as CCNet does.'),
    minWords: z
      .int()
      .min(0)
      .default(defaults.minWords)
      .describe('Fewest words that must be left of a document that something was taken out of.'),
    words: z.enum(['spacy', 'whitespace', 'unicode']).default('spacy').describe('How words are found for `minWords`.'),
    minSentences: z
      .int()
      .min(0)
      .default(defaults.minSentences)
      .describe('Fewest sentences that must be left of a document that something was taken out of.'),
    sentences: z
      .enum(['spacy', 'marks'])
      .default('spacy')
      .describe(
        "How sentences are found: `spacy`, the blank English pipeline's sentencizer; `marks`, after . ! ? and 。！？ and at line ends, for scripts without spaces, too.",
      ),
  });
}
