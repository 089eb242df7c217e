import type { Batch } from '../../streaming/batch.ts';
import { crossEntropySum } from '../layers/cross-entropy.ts';
import { packedMask } from '../layers/packed-mask.ts';
import type { Forward, TokenModel } from '../model.ts';
import type { InputTensors, PackedObjective, StepInputs, TokenObjectiveSize } from '../objective.ts';
import type { Tensor } from '../tensorflow.ts';
import { checkBatch } from './check-batch.ts';
import type { JudgedTokens } from './next-token.ts';
import { packedSizes, packTexts } from './pack-texts.ts';

/**
 * As `nextTokenObjective`, with several texts in a sample: each begins at place 0, and looks at itself alone. Without
 * dropout losses and gradients are those of the texts in samples of their own, up to rounding.
 */
export function packedNextToken(model: TokenModel, size: TokenObjectiveSize, judged: JudgedTokens): PackedObjective {
  const sizes = packedSizes(size.samples);
  const ofSamples = (samples: number): PackedObjective => {
    const lossSum = lossOf(model, samples, size.length);
    const shape = [samples * size.length];
    return {
      ...{ reads: 'packed', samples, sizes, resize: ofSamples, weights: [], lossSum },
      inputs: [
        { name: 'ids', dtype: 'int32', shape },
        { name: 'places', dtype: 'int32', shape },
        { name: 'texts', dtype: 'int32', shape },
        { name: 'targets', dtype: 'int32', shape },
        { name: 'judged', dtype: 'float32', shape },
      ],
      collate: (batch) => collate(batch, size, sizes, judged(batch)),
      outputs: (forward, input) => ({ lossSum: lossSum(forward, input) }),
    };
  };
  return ofSamples(sizes[0] ?? 1);
}

function lossOf(model: TokenModel, samples: number, length: number): PackedObjective['lossSum'] {
  return (forward: Forward, input: InputTensors): Tensor => {
    const packed = { places: input('places'), mask: packedMask(forward, input('texts'), samples, length) };
    const residual = model.residual(forward, { ids: input('ids'), samples, length, packed });
    const logits = model.logits(forward, model.hidden(forward, residual));
    return crossEntropySum(forward, logits, input('targets'), input('judged'));
  };
}

function collate(
  batch: Batch,
  size: TokenObjectiveSize,
  sizes: readonly number[],
  isJudged: (place: number) => boolean,
): readonly StepInputs[] {
  checkBatch(batch, size);
  const samples = packTexts(batch.used.subarray(0, batch.samples), batch.length);
  const parts: StepInputs[] = [];
  for (let first = 0; first < samples.length; ) {
    const count = sizes.find((each) => each <= samples.length - first) ?? 1;
    parts.push(inputsOf(batch, samples.slice(first, first + count), isJudged));
    first += count;
  }
  return parts;
}

/** Each sample as the texts of `batch` that it holds, one after another, then padding, whose text is number 0. */
function inputsOf(
  { tokens, used, length }: Batch,
  samples: readonly (readonly number[])[],
  isJudged: (place: number) => boolean,
): StepInputs {
  const shape = [samples.length * length];
  const empty = (): Int32Array => new Int32Array(samples.length * length);
  const [ids, places, texts, targets] = [empty(), empty(), empty(), empty()] as const;
  const judged = new Float32Array(samples.length * length);
  let count = 0;
  for (const [sample, held] of samples.entries()) {
    let at = sample * length;
    for (const [index, text] of held.entries()) {
      const from = text * length;
      const size = used[text] as number;
      for (let place = 0; place < size; place++, at++) {
        ids[at] = tokens[from + place] as number;
        places[at] = place;
        texts[at] = index + 1;
        if (place + 1 === size) continue;
        targets[at] = tokens[from + place + 1] as number;
        if (!isJudged(from + place + 1)) continue;
        judged[at] = 1;
        count++;
      }
    }
  }
  return {
    inputs: {
      ids: { dtype: 'int32', shape, data: ids },
      places: { dtype: 'int32', shape, data: places },
      texts: { dtype: 'int32', shape, data: texts },
      targets: { dtype: 'int32', shape, data: targets },
      judged: { dtype: 'float32', shape, data: judged },
    },
    targets: count,
    samples: samples.length,
  };
}
