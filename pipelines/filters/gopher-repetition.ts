import { z } from 'zod';
import { drop, keep, type Verdict } from '../../core/verdict.ts';
import { defineFilter } from '../stage.ts';
import { codePointLength } from '../text/code-units.ts';
import { skipSpaces, skipSpacesBack, splitAtFeeds } from '../text/lines.ts';
import type { Spans } from '../text/span-list.ts';
import type { TextView } from '../text/text-view.ts';
import { openGrams, type WordGrams } from '../text/word-grams.ts';
import { ratio } from './ratio.ts';
import { repeatedSpans } from './repeated-spans.ts';
import { words } from './word-parameter.ts';

const share = (limit: number, what: string) => z.number().min(0).default(limit).describe(what);
const topGram = (limit: number, n: number) =>
  share(limit, `Most characters in the most frequent ${n}-gram, by text length.`);
const duplicateGrams = (limit: number, n: number) =>
  share(limit, `Most characters in repeated ${n}-grams, by text length.`);

const parameters = z.strictObject({
  words,
  maxDuplicateParagraphs: share(0.3, 'Largest share of paragraphs that repeat an earlier one.'),
  maxDuplicateParagraphCharacters: share(0.2, 'Most characters in such paragraphs, by text length.'),
  maxDuplicateLines: share(0.3, 'Largest share of lines that repeat an earlier one.'),
  maxDuplicateLineCharacters: share(0.2, 'Most characters in such lines, by text length.'),
  maxTop2Gram: topGram(0.2, 2),
  maxTop3Gram: topGram(0.18, 3),
  maxTop4Gram: topGram(0.16, 4),
  maxDuplicate5Grams: duplicateGrams(0.15, 5),
  maxDuplicate6Grams: duplicateGrams(0.14, 6),
  maxDuplicate7Grams: duplicateGrams(0.13, 7),
  maxDuplicate8Grams: duplicateGrams(0.12, 8),
  maxDuplicate9Grams: duplicateGrams(0.11, 9),
  maxDuplicate10Grams: duplicateGrams(0.1, 10),
});
type Parameters = z.infer<typeof parameters>;
type Limit = Exclude<keyof Parameters, 'words'>;

/** Reasons of datatrove 0.10.1 in its order, each with the limit that it breaks. */
const rules: readonly (readonly [reason: string, limit: Limit])[] = [
  ['dup_para_frac', 'maxDuplicateParagraphs'],
  ['dup_para_char_frac', 'maxDuplicateParagraphCharacters'],
  ['dup_line_frac', 'maxDuplicateLines'],
  ['dup_line_char_frac', 'maxDuplicateLineCharacters'],
  ['top_2_gram', 'maxTop2Gram'],
  ['top_3_gram', 'maxTop3Gram'],
  ['top_4_gram', 'maxTop4Gram'],
  ['duplicated_5_n_grams', 'maxDuplicate5Grams'],
  ['duplicated_6_n_grams', 'maxDuplicate6Grams'],
  ['duplicated_7_n_grams', 'maxDuplicate7Grams'],
  ['duplicated_8_n_grams', 'maxDuplicate8Grams'],
  ['duplicated_9_n_grams', 'maxDuplicate9Grams'],
  ['duplicated_10_n_grams', 'maxDuplicate10Grams'],
];

/** What `gopher-repetition` measures: whether there is any text, and for each limit the ratio that it holds. */
export interface GopherRepetitionSignals {
  readonly empty: boolean;
  readonly ratios: Readonly<Record<Limit, number>>;
}

/**
 * Gopher's repetition rules, with the reasons and the order of datatrove 0.10.1. Every ratio is exact: hashed n-grams
 * are compared by their text before they count as equal.
 */
export const gopherRepetition = defineFilter<Parameters, GopherRepetitionSignals>({
  name: 'gopher-repetition',
  summary: 'Drops text that repeats its lines, paragraphs or word sequences.',
  citation: 'Rae et al., Scaling Language Models (Gopher), 2021, arXiv:2112.11446, table A1',
  version: 1,
  parameters,
  examples: [{ text: 'Buy now!\nBuy now!\nBuy now!\nIt is a good thing to have.' }],
  words: (parameters) => parameters.words,
  measure,
  decide,
});

const asked = { largestTop: 4, repeated: [5, 6, 7, 8, 9, 10] } as const;

function measure(view: TextView): GopherRepetitionSignals {
  const characters = codePointLength(view.pairsBefore, 0, view.codeUnits.length);
  return { empty: characters === 0, ratios: new Ratios(view, characters) };
}

/**
 * Ratios are found when they are asked for, so a text that breaks a rule costs no more than the rules up to it. A class,
 * for V8 drops what it compiled of a document's own closures with the document.
 */
class Ratios implements Record<Limit, number> {
  private readonly view: TextView;
  private readonly characters: number;
  private readonly grams: WordGrams;
  private ofLines: Repetition | undefined;
  private ofParagraphs: Repetition | undefined;

  constructor(view: TextView, characters: number) {
    this.view = view;
    this.characters = characters;
    this.grams = openGrams(view, asked);
  }

  get maxDuplicateParagraphs(): number {
    return this.paragraphs.share;
  }

  get maxDuplicateParagraphCharacters(): number {
    return this.ofText(this.paragraphs.characters);
  }

  get maxDuplicateLines(): number {
    return this.lines.share;
  }

  get maxDuplicateLineCharacters(): number {
    return this.ofText(this.lines.characters);
  }

  get maxTop2Gram(): number {
    return this.ofText(this.grams.top(2));
  }

  get maxTop3Gram(): number {
    return this.ofText(this.grams.top(3));
  }

  get maxTop4Gram(): number {
    return this.ofText(this.grams.top(4));
  }

  get maxDuplicate5Grams(): number {
    return this.ofText(this.grams.repeated(5));
  }

  get maxDuplicate6Grams(): number {
    return this.ofText(this.grams.repeated(6));
  }

  get maxDuplicate7Grams(): number {
    return this.ofText(this.grams.repeated(7));
  }

  get maxDuplicate8Grams(): number {
    return this.ofText(this.grams.repeated(8));
  }

  get maxDuplicate9Grams(): number {
    return this.ofText(this.grams.repeated(9));
  }

  get maxDuplicate10Grams(): number {
    return this.ofText(this.grams.repeated(10));
  }

  private get lines(): Repetition {
    this.ofLines ??= repetitionOf(this.view, splitAtFeeds(this.view.codeUnits, 1));
    return this.ofLines;
  }

  private get paragraphs(): Repetition {
    if (this.ofParagraphs === undefined) {
      const { codeUnits } = this.view;
      const start = skipSpaces(codeUnits, 0, codeUnits.length);
      const end = skipSpacesBack(codeUnits, start, codeUnits.length);
      this.ofParagraphs = repetitionOf(this.view, splitAtFeeds(codeUnits, 2, start, end));
    }
    return this.ofParagraphs;
  }

  private ofText(characters: number): number {
    return ratio(characters, this.characters);
  }
}

/** A share of spans, and the code points in them. */
interface Repetition {
  readonly share: number;
  readonly characters: number;
}

/** The share of spans that repeat an earlier one, and the code points in these. */
function repetitionOf(view: TextView, spans: Spans): Repetition {
  const { repeats, characters } = repeatedSpans(view, spans);
  return { share: ratio(repeats, spans.length / 2), characters };
}

function decide({ empty, ratios }: GopherRepetitionSignals, limits: Parameters): Verdict {
  if (empty) return drop('empty', 0, 1);
  for (const [reason, limit] of rules) {
    const ratio = ratios[limit];
    if (ratio > limits[limit]) return drop(reason, ratio, limits[limit]);
  }
  return keep;
}
