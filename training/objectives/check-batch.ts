import { MillraceError } from '../../core/errors.ts';
import type { Batch } from '../../streaming/batch.ts';
import type { TokenObjectiveSize } from '../objective.ts';

/** Throws MillraceError `batch-shape` for a batch that a step of this size cannot take. */
export function checkBatch(batch: Batch, size: TokenObjectiveSize): void {
  if (batch.length === size.length && batch.samples <= size.samples) return;
  const expected = `at most ${size.samples} samples of ${size.length} tokens`;
  const found = `${batch.samples} samples of ${batch.length} tokens`;
  throw new MillraceError('batch-shape', `the step takes ${expected}, found ${found}`);
}
