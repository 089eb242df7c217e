import type { Document } from '../../core/document.ts';
import { type ExactCounts, openExactCounts } from '../../quality/exact-counts.ts';
import { addDocument, emptyMetrics, measureText, type RecordMetrics } from '../../quality/record-metrics.ts';
import { openTextProbes, type ProbedBuild } from '../text-probes.ts';
import type { TextFacts } from './text-facts.ts';

/** Measures of the kept documents of a partition, but for how many records were merged into each. */
export interface KeptMeasures {
  readonly metrics: RecordMetrics;
  readonly counts: ExactCounts;
  readonly factsOf: (text: string) => TextFacts;
  /** Adds a document that has `tokens` tokens, null without a tokenizer. */
  readonly add: (document: Document, facts: TextFacts, tokens: number | null) => void;
}

export async function openKeptMeasures(plan: ProbedBuild): Promise<KeptMeasures> {
  const { languageOf, piiIn, perplexityOf, classifierScoreOf } = await openTextProbes(plan, null);
  const metrics = emptyMetrics();
  const counts = openExactCounts();
  return {
    metrics,
    counts,
    factsOf: (text) => ({
      ...measureText(text),
      language: languageOf(text),
      pii: [...new Set(piiIn(text))],
      ...(perplexityOf === null ? {} : { perplexity: perplexityOf(text) }),
      ...(classifierScoreOf === null ? {} : { classifierScore: classifierScoreOf(text) }),
    }),
    add: ({ id, label }, facts, tokens) => {
      addDocument(metrics, { ...facts, label, tokens });
      counts.textCharacters.add(facts.characters);
      counts.idCharacters.add(codePoints(id));
      if (label !== null) counts.labelCharacters.add(codePoints(label));
      if (tokens !== null) counts.tokens.add(tokens);
    },
  };
}

function codePoints(text: string): number {
  let characters = 0;
  for (const _ of text) characters++;
  return characters;
}
