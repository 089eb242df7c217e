import type { TokenBuffer } from '../tokenizer.ts';

/** Turns a word, as the pre-tokenizer left it, into token ids. */
export interface WordModel {
  readonly ids: ReadonlyMap<string, number>;
  /** Where to cut a word into parts that give its tokens each by itself, from `from` on; the word's length where nowhere. */
  readonly nextCut?: (word: string, from: number) => number;
  /** Appends the ids of a word, which is not empty. */
  readonly appendWord: (word: string, buffer: TokenBuffer) => void;
}
