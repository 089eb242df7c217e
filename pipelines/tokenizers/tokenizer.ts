import type { Template } from './template.ts';

/** Token ids of any number of texts, one after the other: `ids[0, length)`. Grows by doubling; set `length` to 0 to use it again. */
export interface TokenBuffer {
  ids: Uint32Array;
  length: number;
}

/** Text to token ids and back. Cost and exactness are stated where one is opened. */
export interface Tokenizer {
  /** One more than the largest token id. */
  readonly vocabularySize: number;
  /** The id that stands between documents: of `<|endoftext|>`, `</s>`, `[SEP]` and others, the first that exists. */
  readonly endOfText: number | undefined;
  /** The tokens that the file puts around a text. */
  readonly template: Template;
  /** Ids of a text alone. A lone surrogate counts as U+FFFD. */
  encode(text: string): Uint32Array;
  /** Ids of a text with what the file asks for beside: its template, and where it says so truncation and padding. */
  encodeWhole(text: string): Uint32Array;
  /** Appends the ids of a text to `buffer`, without garbage for each document. */
  append(text: string, buffer: TokenBuffer): void;
  /** Text of ids; bytes that are no UTF-8 become U+FFFD. Throws MillraceError `token-range`. */
  decode(ids: Iterable<number>): string;
  /** The id of a token as `tokenizer.json` spells it. */
  idOf(token: string): number | undefined;
}

export function openTokenBuffer(capacity = 4096): TokenBuffer {
  return { ids: new Uint32Array(capacity), length: 0 };
}

/** Makes room for `more` ids. */
export function reserveTokens(buffer: TokenBuffer, more: number): Uint32Array {
  const needed = buffer.length + more;
  if (needed > buffer.ids.length) {
    const grown = new Uint32Array(Math.max(needed, buffer.ids.length * 2));
    grown.set(buffer.ids.subarray(0, buffer.length));
    buffer.ids = grown;
  }
  return buffer.ids;
}
