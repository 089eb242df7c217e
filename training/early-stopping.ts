import { MillraceError } from '../core/errors.ts';
import { isPruned, type PruneSettings } from './compression/sparsity-schedule.ts';
import type { RunConfig } from './run-config.ts';
import type { ReportRow } from './runs/report-rows.ts';

/** When a run ends before its last step. Prechelt, Early Stopping — But When?, 1998: the criterion UP. */
export interface EarlyStopping {
  /** Validations in a row that may pass without a new lowest loss. */
  readonly patience: number;
  /** How far below the lowest loss so far, in nats, a loss must be to count as a new one. */
  readonly minDelta: number;
}

/** How a run's validations stand: a function of its reports alone, so that a resumed run ends at the same step. */
export interface Validations {
  /** Step and loss of the lowest one, by however little; undefined without a validation. */
  readonly best: { readonly step: number; readonly loss: number } | undefined;
  /** The step at which the run's patience was over; undefined where it is not. */
  readonly stoppedAt: number | undefined;
}

/** Of a run that prunes, those before all its zeros are there do not count. */
export function validationsOf(
  rows: readonly ReportRow[],
  { patience, minDelta }: EarlyStopping,
  prune?: PruneSettings,
): Validations {
  let best: Validations['best'];
  let held = Number.POSITIVE_INFINITY;
  let waited = 0;
  for (const { step, validation } of rows) {
    const loss = validation?.['loss'];
    if (loss === undefined || !isPruned(step, prune)) continue;
    if (best === undefined || loss < best.loss) best = { step, loss };
    if (loss < held - minDelta) {
      held = loss;
      waited = 0;
    } else if (++waited >= patience) return { best, stoppedAt: step };
  }
  return { best, stoppedAt: undefined };
}

export function noHoldout({ run, data }: RunConfig): MillraceError {
  const message = `run ${run} is to stop early, and ${data.dataset}@${data.version} has no holdout split to judge it on`;
  return new MillraceError('no-holdout', message, {
    kind: 'usage',
    hint: 'give output.holdout in the recipe and build again, or leave earlyStopping out',
  });
}
