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
  return new LazyView(text, words);
}

/** A class, for V8 drops what it compiled of a document's own closures with the document. */
class LazyView implements TextView {
  readonly text: string;
  private readonly splitting: WordSplitting;
  private units: Uint16Array | undefined;
  private spansOfWords: Spans | undefined;
  private spansOfLines: Spans | undefined;
  /** `null` before they are counted. */
  private pairs: Int32Array | undefined | null = null;
  private wordTexts: readonly string[] | undefined;
  private lineTexts: readonly string[] | undefined;

  constructor(text: string, splitting: WordSplitting) {
    this.text = text;
    this.splitting = splitting;
  }

  get codeUnits(): Uint16Array {
    this.units ??= codeUnitsOf(this.text);
    return this.units;
  }

  get wordSpans(): Spans {
    this.spansOfWords ??= findWords(this.text, this.codeUnits, this.splitting);
    return this.spansOfWords;
  }

  get lineSpans(): Spans {
    this.spansOfLines ??= splitLines(this.codeUnits);
    return this.spansOfLines;
  }

  get pairsBefore(): Int32Array | undefined {
    if (this.pairs === null) this.pairs = surrogatePairsBefore(this.codeUnits);
    return this.pairs;
  }

  get words(): readonly string[] {
    this.wordTexts ??= sliceSpans(this.text, this.wordSpans);
    return this.wordTexts;
  }

  get lines(): readonly string[] {
    this.lineTexts ??= sliceSpans(this.text, this.lineSpans);
    return this.lineTexts;
  }
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
