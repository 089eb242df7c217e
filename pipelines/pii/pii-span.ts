import type { PiiKind } from '../../core/pii-kind.ts';

/** A stretch of a text, in UTF-16 code units: [start, end). */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A stretch that holds personal data. */
export interface PiiSpan extends Span {
  readonly kind: PiiKind;
}
