import type { Document } from '../../core/document.ts';
import { type ExactCounts, openExactCounts } from '../../quality/exact-counts.ts';
import { addDocument, emptyMetrics, type RecordMetrics } from '../../quality/record-metrics.ts';
import { openTextProbes, type ProbedBuild } from '../text-probes.ts';

/** What a write job measures of the documents that it writes. */
export interface KeptMeasures {
  readonly metrics: RecordMetrics;
  readonly counts: ExactCounts;
  /** Measures a document that has `tokens` tokens, null without a tokenizer; returns its code points. */
  readonly add: (document: Document, tokens: number | null) => number;
}

/** @param duplicates how many records were merged into each document, by its id, over the whole build */
export async function openKeptMeasures(
  plan: ProbedBuild,
  duplicates: ReadonlyMap<string, number>,
): Promise<KeptMeasures> {
  const { languageOf, piiIn, perplexityOf, classifierScoreOf } = await openTextProbes(plan, null);
  const metrics = emptyMetrics();
  const counts = openExactCounts();
  return {
    metrics,
    counts,
    add: ({ id, text, label }, tokens) => {
      const merged = duplicates.get(id) ?? 0;
      const characters = addDocument(metrics, {
        text,
        label,
        tokens,
        duplicates: merged,
        language: languageOf(text),
        pii: piiIn(text),
        ...(perplexityOf === null ? {} : { perplexity: perplexityOf(text) }),
        ...(classifierScoreOf === null ? {} : { classifierScore: classifierScoreOf(text) }),
      });
      counts.textCharacters.add(characters);
      counts.idCharacters.add(codePoints(id));
      if (label !== null) counts.labelCharacters.add(codePoints(label));
      if (tokens !== null) counts.tokens.add(tokens);
      counts.duplicates.add(merged);
      return characters;
    },
  };
}

function codePoints(text: string): number {
  let characters = 0;
  for (const _ of text) characters++;
  return characters;
}
