import type { NativeBackend } from '../backend/backend.ts';
import type { Precision } from '../engine.ts';
import { withBfloat16Products } from '../graph/bfloat16.ts';

/** Runs a pass of training in the precision that is asked for. */
export function inPrecision<Computed>(
  native: NativeBackend,
  precision: Precision | undefined,
  compute: () => Computed,
): Computed {
  return precision === 'bfloat16' ? withBfloat16Products(native, compute) : compute();
}
