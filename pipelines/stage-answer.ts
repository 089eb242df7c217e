import type { Json } from '../core/canonical-json.ts';
import type { StageOutcome } from './run-stages.ts';
import type { Stage } from './stage.ts';

/**
 * What one stage made of a document, as `millrace try` and `docs/stages.md` show it: its verdict with the evidence, after
 * the text where the stage may rewrite it.
 */
export function stageAnswer(stage: Stage, outcome: StageOutcome): Readonly<Record<string, Json>> {
  const noted = outcome.evidence?.[stage.name];
  const evidence = noted === undefined ? {} : { evidence: noted };
  if (!('document' in outcome)) {
    const { reason, value, limit } = outcome;
    return { keep: false, reason, value, limit, ...evidence };
  }
  const kept = { keep: true, reason: null, value: null, limit: null, ...evidence };
  return stage.kind === 'filter' ? kept : { text: outcome.document.text, ...kept };
}
