import type { ErrorData } from '../../core/errors.ts';

/** Texts, of which the process gives vectors in the same order. One message at a time. */
export interface ToEmbedding {
  readonly texts: readonly string[];
}

/** `ready` comes first; `vectors` are unit vectors of 16-bit numbers, one after another. */
export type FromEmbedding =
  | { readonly type: 'ready'; readonly width: number }
  | { readonly type: 'vectors'; readonly numbers: Int16Array }
  | { readonly type: 'failed'; readonly error: ErrorData };
