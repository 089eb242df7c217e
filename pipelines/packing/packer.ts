import { MillraceError } from '../../core/errors.ts';

/** A training sequence. `starts[i]` is where the part of document `documents[i]` begins; from `used` on it is padding. */
export interface PackedSequence {
  readonly tokens: Uint32Array;
  readonly used: number;
  readonly starts: readonly number[];
  readonly documents: readonly string[];
}

export interface PackingShape {
  /** Tokens in each sequence: the model's context length. */
  readonly length: number;
  readonly vocabularySize: number;
  /** The token after each document, which counts as part of it; null for none. */
  readonly separator: number | null;
  /** The token that fills a sequence up. */
  readonly padding: number;
}

export interface Packer {
  /**
   * Adds a document; `tokens` may be used again. Returns the sequences that became full enough to leave. Throws
   * MillraceError `token-range` for an id that is not below `vocabularySize`; the document is not added.
   */
  add(documentId: string, tokens: ArrayLike<number>): readonly PackedSequence[];
  /** Packs what still waits. */
  finish(): readonly PackedSequence[];
  /** How many documents were cut. */
  splitDocuments(): number;
}

/** Tokens [start, end) of a document and its separator. */
export function partOf(
  tokens: ArrayLike<number>,
  [start, end]: readonly [start: number, end: number],
  separator: number | null,
): Uint32Array {
  const part = new Uint32Array(end - start);
  for (let i = start; i < end; i++) part[i - start] = tokens[i] ?? separator ?? 0;
  return part;
}

export function checkTokens(tokens: ArrayLike<number>, vocabularySize: number): void {
  for (let i = 0; i < tokens.length; i++) {
    const id = tokens[i] ?? Number.NaN;
    if (!(id >= 0 && id < vocabularySize)) {
      throw new MillraceError('token-range', `Expected token ids below ${vocabularySize}, found ${id}.`, {
        hint: 'The tokenizer and the packer must be of the same vocabulary.',
      });
    }
  }
}
