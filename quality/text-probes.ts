import type { PiiKind } from '../core/pii-kind.ts';

/** What other parts of Millrace tell of a text, as they told it when the version was measured. */
export interface TextProbes {
  /** A code of `languageCodes`. */
  readonly languageOf: (text: string) => string;
  /** Kinds of personal data in it, one for each place. */
  readonly piiIn: (text: string) => readonly PiiKind[];
  /** How many tokens it has; null without a tokenizer. */
  readonly tokensIn: ((text: string) => number) | null;
  /** Its perplexity; null where no stage of the recipe asked for it. */
  readonly perplexityOf: ((text: string) => number) | null;
  /** Its classifier score; null where no stage of the recipe asked for it. */
  readonly classifierScoreOf: ((text: string) => number) | null;
}

/** Whether the records to blame for a metric are found by a {@link TextProbes}. */
export function needsProbes(metric: string): boolean {
  return /^(drift\.)?(language|languages|pii|tokens|charactersPerToken|perplexity|classifierScore)\./.test(metric);
}
