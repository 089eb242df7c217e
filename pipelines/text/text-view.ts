/** How a word is found: spaCy's blank English tokenizer, Unicode word boundaries, or Python's `str.split()`. */
export type WordSplitting = 'spacy' | 'unicode' | 'whitespace';

/** A document's text with its words and lines found once, whichever stages ask. */
export interface TextView {
  readonly text: string;
  readonly words: readonly string[];
  readonly lines: readonly string[];
}
