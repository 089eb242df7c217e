import { hash } from 'node:crypto';
import type { PiiKind } from '../../core/pii-kind.ts';
import type { MeasuredText } from '../../quality/record-metrics.ts';

/** What is found of a text, whatever else is in the build. */
export interface TextFacts extends MeasuredText {
  readonly language: string;
  /** Kinds of personal data that it holds, each once. */
  readonly pii: readonly PiiKind[];
  /** Absent where the recipe names no model for it. */
  readonly perplexity?: number;
  /** Absent where the recipe names no classifier. */
  readonly classifierScore?: number;
}

/** Names a text, a string or its UTF-8, by 132 bits of its SHA-256. */
export function textKey(text: string | Uint8Array): string {
  return hash('sha256', text, 'base64url').slice(0, 22);
}

type Row = readonly [
  key: string,
  characters: number,
  words: number,
  letters: readonly number[],
  repetition: number,
  language: string,
  pii: readonly PiiKind[],
  perplexity: number | null,
  classifierScore: number | null,
];

/** Facts of some texts, each with its key, as JSON. */
export function encodeFacts(texts: readonly (readonly [string, TextFacts])[]): Uint8Array {
  const rows = texts.map(([key, facts]): Row => {
    const { characters, words, letters, repetition, language, pii, perplexity, classifierScore } = facts;
    // JSON has no other numbers: such a text is named by nothing, and measured again.
    const isWritten = [perplexity, classifierScore].every((each) => each === undefined || Number.isFinite(each));
    const models = [perplexity ?? null, classifierScore ?? null] as const;
    return [isWritten ? key : '', characters, words, letters, repetition, language, pii, ...models];
  });
  return new TextEncoder().encode(JSON.stringify(rows));
}

/** What {@link encodeFacts} wrote. */
export function decodeFacts(bytes: Uint8Array): readonly (readonly [string, TextFacts])[] {
  const rows = JSON.parse(new TextDecoder().decode(bytes)) as readonly Row[];
  return rows.map(([key, characters, words, letters, repetition, language, pii, perplexity, classifierScore]) => [
    key,
    {
      ...{ characters, words, letters, repetition, language, pii },
      ...(perplexity === null ? {} : { perplexity }),
      ...(classifierScore === null ? {} : { classifierScore }),
    },
  ]);
}
