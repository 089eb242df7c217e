import type { Json } from '../core/canonical-json.ts';
import type { StageOutcome } from './run-stages.ts';
import type { Stage } from './stage.ts';

/**
 * What one stage made of a document, as `millrace try` and `docs/stages.md` show it: its verdict with the evidence, after
 * the text where the stage may rewrite it.
 */
export function stageAnswer(stage: Stage, outcome: StageOutcome): Readonly<Record<string, Json>> {
  const noted = outcome.evidence?.[stage.name];
  // A language is what a caller of its stage asks for.
  const asked = stage.name === 'language';
  const evidence = noted === undefined ? {} : asked ? (noted as Readonly<Record<string, Json>>) : { evidence: noted };
  if (!('document' in outcome)) {
    const { reason, value, limit } = outcome;
    return { keep: false, reason, value, limit, ...evidence };
  }
  const kept = { keep: true, reason: null, value: null, limit: null, ...evidence };
  return stage.kind === 'filter' || asked ? kept : { text: outcome.document.text, ...kept };
}
