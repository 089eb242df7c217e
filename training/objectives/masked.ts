import { z } from 'zod';
import type { Batch } from '../../streaming/batch.ts';
import { crossEntropySum } from '../layers/cross-entropy.ts';
import { embedding } from '../layers/embedding.ts';
import { readWordBits } from '../masking.ts';
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
import { type MaskRule, maskSample } from './masked-places.ts';
import { textMask } from './text-mask.ts';

const parameters = z.strictObject({
  rate: z.number().positive().max(0.5).default(0.15).describe('Share of the tokens that are hidden and judged.'),
  wholeWords: z.boolean().default(false).describe('Whether all tokens of a word are hidden together.'),
  maskToken: z
    .string()
    .min(1)
    .nullable()
    .default(null)
    .describe(
      'What hidden tokens are shown as, as the tokenizer spells it; by default `[MASK]`, `<mask>` or `<|mask|>`.',
    ),
});
type Parameters = z.infer<typeof parameters>;

/** Hidden tokens from all around them: the pre-training of an encoder. In another epoch other tokens are hidden. */
export const masked: TokenObjectiveDefinition<Parameters> = {
  name: 'masked',
  summary: 'Predict hidden tokens of packed sequences from all others: masked language modelling.',
  content: 'tokens',
  architectures: ['encoder'],
  parameters,
  build,
};

function build(parameters: Parameters, model: TokenModel, size: TokenObjectiveSize): TokenObjective {
  const { samples, length } = size;
  const most = mostChosen(parameters, length);
  const rule = ruleOf(parameters, size);
  const lossSum = (forward: Forward, input: InputTensors): Tensor => {
    const { tf } = forward;
    const residual = model.residual(forward, { ids: input('ids'), samples, length, text: input('text') });
    const firsts = Int32Array.from({ length: samples * most }, (_, index) => Math.floor(index / most) * length);
    const chosen = tf.add(input('places'), tf.tensor1d(firsts, 'int32'));
    // The head costs a row of logits for each state: those of hidden tokens alone.
    const logits = model.logits(forward, model.hidden(forward, embedding(forward, residual, chosen)));
    return crossEntropySum(forward, logits, input('targets'), input('judged'));
  };
  return {
    reads: 'tokens',
    samples,
    resize: (samples) => build(parameters, model, { ...size, samples }),
    weights: [],
    inputs: [
      { name: 'ids', dtype: 'int32', shape: [samples * length] },
      { name: 'text', dtype: 'float32', shape: [samples * length] },
      { name: 'places', dtype: 'int32', shape: [samples * most] },
      { name: 'targets', dtype: 'int32', shape: [samples * most] },
      { name: 'judged', dtype: 'float32', shape: [samples * most] },
    ],
    collate: (batch) => collate(batch, size, most, rule),
    lossSum,
    outputs: (forward, input) => ({ lossSum: lossSum(forward, input) }),
  };
}

function mostChosen({ rate }: Parameters, length: number): number {
  return Math.max(1, Math.round(length * rate));
}

function ruleOf({ rate, wholeWords }: Parameters, { masking, vocabulary }: TokenObjectiveSize): MaskRule {
  if (masking === undefined || vocabulary === undefined) throw new Error('masking was planned without a tokenizer');
  const special = new Set(masking.special);
  return {
    rate,
    maskToken: masking.token,
    vocabulary,
    isSpecial: (id) => special.has(id),
    wordBits: wholeWords ? readWordBits(masking) : undefined,
  };
}

function collate(batch: Batch, size: TokenObjectiveSize, most: number, rule: MaskRule): StepInputs {
  checkBatch(batch, size);
  const { samples, length } = size;
  const ids = new Int32Array(samples * length);
  const places = new Int32Array(samples * most);
  const targets = new Int32Array(samples * most);
  const judged = new Float32Array(samples * most);
  ids.set(batch.tokens.subarray(0, batch.samples * length));
  const { seed, epoch, position } = batch.cursor;
  let count = 0;
  for (let sample = 0; sample < batch.samples; sample++) {
    const own = ids.subarray(sample * length, (sample + 1) * length);
    const key = { seed, epoch, position: position - batch.samples + sample };
    for (const [index, place] of maskSample(own, batch.used[sample] ?? 0, rule, key).entries()) {
      const at = sample * most + index;
      places[at] = place;
      targets[at] = batch.tokens[sample * length + place] as number;
      judged[at] = 1;
      count++;
    }
  }
  return {
    inputs: {
      ids: { dtype: 'int32', shape: [samples * length], data: ids },
      text: textMask(batch, size),
      places: { dtype: 'int32', shape: [samples * most], data: places },
      targets: { dtype: 'int32', shape: [samples * most], data: targets },
      judged: { dtype: 'float32', shape: [samples * most], data: judged },
    },
    targets: count,
  };
}
