/** Kinds of personal data that are told apart, in the order in which they are listed. */
export const piiKinds = ['email', 'phone', 'ip', 'card', 'iban', 'chineseMobile', 'chineseId'] as const;
export type PiiKind = (typeof piiKinds)[number];

/** A stretch of a text, in UTF-16 code units: [start, end). */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A stretch that holds personal data. */
export interface PiiSpan extends Span {
  readonly kind: PiiKind;
}
