import type { Batch } from '../../streaming/batch.ts';
import { crossEntropySum } from '../layers/cross-entropy.ts';
import type { Forward, TokenModel } from '../model.ts';
import type { InputTensors, StepInputs, TokenObjective, TokenObjectiveSize } from '../objective.ts';
import type { Tensor } from '../tensorflow.ts';
import { checkBatch } from './check-batch.ts';

/** Which tokens of a batch are judged, by their place in it: of all samples' text, none of the padding is asked for. */
export type JudgedTokens = (batch: Batch) => (place: number) => boolean;

/** Each token from those before it. The loss at a place is that of the token after it: it is judged where that one is. */
export function nextTokenObjective(model: TokenModel, size: TokenObjectiveSize, judged: JudgedTokens): TokenObjective {
  const places = size.samples * size.length;
  const lossSum = (forward: Forward, input: InputTensors): Tensor => {
    const residual = model.residual(forward, { ids: input('ids'), samples: size.samples, length: size.length });
    const logits = model.logits(forward, model.hidden(forward, residual));
    return crossEntropySum(forward, logits, input('targets'), input('judged'));
  };
  return {
    reads: 'tokens',
    samples: size.samples,
    resize: (samples) => nextTokenObjective(model, { ...size, samples }, judged),
    weights: [],
    inputs: [
      { name: 'ids', dtype: 'int32', shape: [places] },
      { name: 'targets', dtype: 'int32', shape: [places] },
      { name: 'judged', dtype: 'float32', shape: [places] },
    ],
    collate: (batch) => collate(batch, size, judged(batch)),
    lossSum,
    outputs: (forward, input) => ({ lossSum: lossSum(forward, input) }),
  };
}

function collate(batch: Batch, size: TokenObjectiveSize, isJudged: (place: number) => boolean): StepInputs {
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
    const last = start + (batch.used[sample] ?? 0) - 1;
    for (let place = start; place < last; place++) {
      targets[place] = ids[place + 1] as number;
      if (!isJudged(place + 1)) continue;
      judged[place] = 1;
      count++;
    }
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
