import { randomUint32 } from '../../core/seeded-random.ts';
import type { StepInputs } from '../../training/objective.ts';
import { configuration } from './configuration.ts';

const { batch, length, steps } = configuration;

/** Where the windows of each step begin in a text of `tokens`: [steps · batch] seeded draws, with replacement. */
export function drawStarts(tokens: number, seed: number = configuration.seed): Int32Array {
  return Int32Array.from({ length: steps * batch }, (_, draw) => randomUint32(seed, draw) % (tokens - length));
}

/**
 * Windows of `ids` as the causal objective's inputs: each token's target is the one after it, the last one's too, which
 * lies behind the window. Fewer than `batch` windows are filled up with ones that are not judged.
 */
export function windowInputs(ids: Int32Array, starts: Int32Array): StepInputs {
  const shape = [batch * length];
  const inputs = new Int32Array(batch * length);
  const targets = new Int32Array(batch * length);
  const judged = new Float32Array(batch * length);
  for (const [sample, start] of starts.entries()) {
    inputs.set(ids.subarray(start, start + length), sample * length);
    targets.set(ids.subarray(start + 1, start + 1 + length), sample * length);
  }
  judged.fill(1, 0, starts.length * length);
  return {
    inputs: {
      ids: { dtype: 'int32', shape, data: inputs },
      targets: { dtype: 'int32', shape, data: targets },
      judged: { dtype: 'float32', shape, data: judged },
    },
    targets: starts.length * length,
  };
}

/** The whole of a text as windows that follow on each other, in batches; what is left over is shorter than a window. */
export function* allWindows(ids: Int32Array): Generator<StepInputs> {
  const windows = Math.floor((ids.length - 1) / length);
  for (let first = 0; first < windows; first += batch) {
    const count = Math.min(batch, windows - first);
    yield windowInputs(
      ids,
      Int32Array.from({ length: count }, (_, index) => (first + index) * length),
    );
  }
}
