import type { Document } from '../core/document.ts';
import type { Filter, Stage } from './stage.ts';
import type { TextView, WordSplitting } from './text/text-view.ts';
import { openView } from './text/text-view.ts';

/** A stage with its parameters, ready to run. */
export interface BoundStage {
  readonly stage: Stage;
  readonly parameters: unknown;
}

/** What the local stages made of a document: the document as it now is, or who dropped it and why. */
export type StageOutcome =
  | { readonly document: Document }
  | { readonly stage: string; readonly reason: string; readonly value: number | null; readonly limit: number | null };

/**
 * Runs stages that need one document at a time, in order, until one drops it. Dedup stages are passed over.
 * Filters that split words alike share one view of the text.
 */
export function runStages(stages: readonly BoundStage[], input: Document): StageOutcome {
  let document = input;
  const views = new Map<WordSplitting, TextView>();
  for (const { stage, parameters } of stages) {
    if (stage.kind === 'dedup') continue;
    if (stage.kind === 'transform') {
      const result = stage.transform(document, parameters);
      if ('keep' in result)
        return { stage: stage.name, reason: result.reason, value: result.value, limit: result.limit };
      if (result.text !== document.text) views.clear();
      document = result;
      continue;
    }
    const verdict = stage.decide(stage.measure(viewFor(stage, parameters, document, views), parameters), parameters);
    if (!verdict.keep) return { stage: stage.name, reason: verdict.reason, value: verdict.value, limit: verdict.limit };
  }
  return { document };
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
