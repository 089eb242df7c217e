import { z } from 'zod';
import type { Batch } from '../../streaming/batch.ts';
import { crossEntropySum } from '../layers/cross-entropy.ts';
import type { Forward, TokenModel } from '../model.ts';
import type {
  InputTensors,
  StepInputs,
  TokenObjective,
  TokenObjectiveDefinition,
  TokenObjectiveSize,
} from '../objective.ts';
import type { Tensor } from '../tensorflow.ts';
import { checkBatch } from './check-batch.ts';

const parameters = z.strictObject({});
type Parameters = z.infer<typeof parameters>;

/** Each token from those before it: the pre-training of a language model. Padding is neither judged nor seen by text. */
export const causal: TokenObjectiveDefinition<Parameters> = {
  name: 'causal',
  summary: 'Predict each next token of packed sequences.',
  content: 'tokens',
  architectures: ['decoder'],
  parameters,
  build,
};

function build(parameters: Parameters, model: TokenModel, size: TokenObjectiveSize): TokenObjective {
  const places = size.samples * size.length;
  const lossSum = (forward: Forward, input: InputTensors): Tensor => {
    const residual = model.residual(forward, { ids: input('ids'), samples: size.samples, length: size.length });
    const logits = model.logits(forward, model.hidden(forward, residual));
    return crossEntropySum(forward, logits, input('targets'), input('judged'));
  };
  return {
    reads: 'tokens',
    samples: size.samples,
    resize: (samples) => build(parameters, model, { ...size, samples }),
    weights: [],
    inputs: [
      { name: 'ids', dtype: 'int32', shape: [places] },
      { name: 'targets', dtype: 'int32', shape: [places] },
      { name: 'judged', dtype: 'float32', shape: [places] },
    ],
    collate: (batch) => collate(batch, size),
    lossSum,
    outputs: (forward, input) => ({ lossSum: lossSum(forward, input) }),
  };
}

function collate(batch: Batch, size: TokenObjectiveSize): StepInputs {
  checkBatch(batch, size);
  const { length } = size;
  const places = size.samples * length;
  const ids = new Int32Array(places);
  const targets = new Int32Array(places);
  const judged = new Float32Array(places);
  ids.set(batch.tokens.subarray(0, batch.samples * length));
  let count = 0;
  for (let sample = 0; sample < batch.samples; sample++) {
    const start = sample * length;
    const last = Math.max(0, (batch.used[sample] ?? 0) - 1);
    targets.set(ids.subarray(start + 1, start + 1 + last), start);
    judged.fill(1, start, start + last);
    count += last;
  }
  const shape = [places];
  return {
    inputs: {
      ids: { dtype: 'int32', shape, data: ids },
      targets: { dtype: 'int32', shape, data: targets },
      judged: { dtype: 'float32', shape, data: judged },
    },
    targets: count,
  };
}
