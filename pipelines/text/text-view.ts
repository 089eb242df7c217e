import { characterWords } from './character-words.ts';
import { codeUnitsOf, surrogatePairsBefore } from './code-units.ts';
import { splitLines } from './lines.ts';
import { segmenterWords } from './segmenter/segmenter-words.ts';
import { spacyWords } from './spacy/tokens.ts';
import { type Spans, sliceSpans } from './span-list.ts';
import { scanText } from './text-scan.ts';
import { unicodeWords } from './unicode-words.ts';

/** How a word is found; `pipelines/filters/word-parameter.ts` tells what each means. */
export const wordSplittings = ['spacy', 'whitespace', 'unicode', 'segmenter', 'characters'] as const;
export type WordSplitting = (typeof wordSplittings)[number];

/** True where words hang on the ICU that Node brings, so that another Node may find others. */
export function splitsByIcu(words: WordSplitting): boolean {
  return words === 'unicode' || words === 'segmenter';
}

/**
 * A document's text with its words and lines found once, whichever stages ask.
 *
 * Each part is found on first use. `words` and `lines` are the slices of `text` that `wordSpans` and `lineSpans` name;
 * the spans cost far less. Lines are Python's `splitlines()`. `pairsBefore` is for `codePointLength`.
 */
export interface TextView {
  readonly text: string;
  readonly words: readonly string[];
  readonly lines: readonly string[];
  readonly codeUnits: Uint16Array;
  readonly wordSpans: Spans;
  readonly lineSpans: Spans;
  readonly pairsBefore: Int32Array | undefined;
}

/** A view of `text`; nothing is found before it is asked for. Cost: none. */
export function openView(text: string, words: WordSplitting): TextView {
  const codeUnits = once(() => codeUnitsOf(text));
  const wordSpans = once(() => findWords(text, codeUnits(), words));
  const lineSpans = once(() => splitLines(codeUnits()));
  const pairsBefore = once(() => surrogatePairsBefore(codeUnits()));
  const wordTexts = once(() => sliceSpans(text, wordSpans()));
  const lineTexts = once(() => sliceSpans(text, lineSpans()));
  return {
    text,
    get words() {
      return wordTexts();
    },
    get lines() {
      return lineTexts();
    },
    get codeUnits() {
      return codeUnits();
    },
    get wordSpans() {
      return wordSpans();
    },
    get lineSpans() {
      return lineSpans();
    },
    get pairsBefore() {
      return pairsBefore();
    },
  };
}

function findWords(text: string, codeUnits: Uint16Array, words: WordSplitting): Spans {
  switch (words) {
    case 'whitespace':
      return scanText(codeUnits).words;
    case 'unicode':
      return unicodeWords(text);
    case 'spacy':
      return spacyWords(text, codeUnits);
    case 'segmenter':
      return segmenterWords(text, codeUnits);
    case 'characters':
      return characterWords(codeUnits);
  }
}

/** What `find` finds, found when first asked for. */
export function once<Value>(find: () => Value): () => Value {
  let found: { readonly value: Value } | undefined;
  return () => {
    found ??= { value: find() };
    return found.value;
  };
}
