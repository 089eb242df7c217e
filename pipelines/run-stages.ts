import type { Document } from '../core/document.ts';
import { type Evidence, withEvidence } from '../core/evidence.ts';
import type { Drop } from '../core/verdict.ts';
import type { Filter, Stage } from './stage.ts';
import { isMet, type StageCondition } from './stage-condition.ts';
import { openChineseWords } from './text/segmenter/chinese-words.ts';
import type { TextView, WordSplitting } from './text/text-view.ts';
import { openView } from './text/text-view.ts';

/** A stage with its parameters, ready to run; with `when`, on the documents that meet it alone. */
export interface BoundStage {
  readonly stage: Stage;
  readonly parameters: unknown;
  readonly when?: StageCondition | undefined;
}

/** What the local stages made of a document: the document as it now is, or who dropped it and why; and what they noted. */
export type StageOutcome = { readonly evidence?: Evidence } & (
  | { readonly document: Document }
  | { readonly stage: string; readonly reason: string; readonly value: number | null; readonly limit: number | null }
);

/** Loads what the stages need, dictionaries of words included; to be awaited before {@link runStages}. */
export async function prepareStages(stages: readonly BoundStage[]): Promise<void> {
  for (const { stage, parameters } of stages) {
    await stage.prepare?.(parameters);
    if (stage.kind === 'filter' && stage.words(parameters) === 'segmenter') openChineseWords();
  }
}

/**
 * Runs stages that need one document at a time, in order, until one drops it. Dedup stages are passed over.
 * Filters that split words alike share one view of the text.
 */
export function runStages(stages: readonly BoundStage[], input: Document): StageOutcome {
  let document = input;
  let evidence: Evidence | undefined;
  const views = new Map<WordSplitting, TextView>();
  for (const { stage, parameters, when } of stages) {
    if (stage.kind === 'dedup' || (when !== undefined && !isMet(when, document))) continue;
    if (stage.kind === 'transform') {
      const result = stage.transform(document, parameters);
      if ('keep' in result) return droppedBy(stage.name, result, evidence);
      if ('evidence' in result) evidence = withEvidence(evidence ?? {}, stage.name, result.evidence);
      const next = 'evidence' in result ? result.document : result;
      if (next.text !== document.text) views.clear();
      document = next;
      continue;
    }
    const view = viewFor(stage, parameters, document, views);
    const signals = stage.measure(view, parameters, document);
    const verdict = stage.decide(signals, parameters);
    if (!verdict.keep) return droppedBy(stage.name, verdict, evidence);
    const noted = stage.annotate?.(signals, parameters);
    if (noted !== undefined) document = { ...document, metadata: { ...document.metadata, ...noted } };
  }
  return evidence === undefined ? { document } : { document, evidence };
}

function droppedBy(stage: string, drop: Drop, before: Evidence | undefined): StageOutcome {
  const { reason, value, limit } = drop;
  const evidence = drop.evidence === undefined ? before : withEvidence(before ?? {}, stage, drop.evidence);
  return { stage, reason, value, limit, ...(evidence === undefined ? {} : { evidence }) };
}

function viewFor(
  filter: Filter<unknown, unknown>,
  parameters: unknown,
  document: Document,
  views: Map<WordSplitting, TextView>,
): TextView {
  const words = filter.words(parameters);
  const known = views.get(words);
  if (known !== undefined) return known;
  const view = openView(document.text, words);
  views.set(words, view);
  return view;
}
