import type { TokenBuffer } from '../tokenizer.ts';

/** Turns a word, as the pre-tokenizer left it, into token ids. */
export interface WordModel {
  readonly ids: ReadonlyMap<string, number>;
  /** Appends the ids of a word, which is not empty. */
  readonly appendWord: (word: string, buffer: TokenBuffer) => void;
}
