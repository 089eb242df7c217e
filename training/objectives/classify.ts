import { z } from 'zod';
import type { Batch } from '../../streaming/batch.ts';
import { smoothedCrossEntropySum } from '../layers/smoothed-cross-entropy.ts';
import type { Forward, TokenModel } from '../model.ts';
import type {
  InputTensors,
  StepInputs,
  TokenObjective,
  TokenObjectiveDefinition,
  TokenObjectiveSize,
} from '../objective.ts';
import type { Tensor, Tensor2D } from '../tensorflow.ts';
import { checkBatch } from './check-batch.ts';
import { type ClassHead, type ClassPool, classPool, endHead, poolerHead, weighedHead } from './class-head.ts';
import { checkClasses, classKeys } from './class-keys.ts';
import { textMask } from './text-mask.ts';

const parameters = z.strictObject({
  label: z.literal('label').default('label').describe('The field of a document that names its class.'),
  classes: classKeys.classes,
  cut: z
    .enum(['end', 'middle'])
    .default('end')
    .describe('What a document longer than a sample loses: its end, or its middle, so that both ends are read.'),
  pool: z
    .enum(['mean', 'last', 'end', 'pooler'])
    .optional()
    .describe(
      "What the head sees: the mean of the states of the text, the last of them, `end`, which is the last after the last norm, as it is, under a head without biases, or what the model's pooler makes of the first; by default the pooler's where the model has one, else the mean.",
    ),
  state: z
    .enum(['residual', 'hidden'])
    .default('residual')
    .describe(
      'States before the last norm, where telling tokens are louder than others, or after it, as a pooler sees them.',
    ),
  scale: z
    .number()
    .positive()
    .default(10)
    .describe(
      'Factor on the mean or the last state: how fast the head learns beside the model. `end` and a pooler have none.',
    ),
  labelSmoothing: classKeys.labelSmoothing,
});
type Parameters = z.infer<typeof parameters>;

/** The class of a document, by a linear head on one state for each of them. */
export const classify: TokenObjectiveDefinition<Parameters> = {
  name: 'classify',
  summary: 'Tell the class of a document from its text.',
  content: 'documents',
  architectures: ['decoder', 'encoder'],
  parameters,
  build,
};

function build(parameters: Parameters, model: TokenModel, size: TokenObjectiveSize): TokenObjective {
  const { samples, length, classes } = size;
  checkClasses(classes, 'documents');
  const pool = classPool(model, parameters.pool);
  const head = headOf(pool, parameters, model, size);
  const logitsOf = (forward: Forward, input: InputTensors): Tensor2D => {
    const text = model.architecture === 'encoder' ? { text: input('text') } : {};
    const residual = model.residual(forward, { ids: input('ids'), samples, length, ...text });
    return head.logits(forward, residual, input);
  };
  const lossOf = (forward: Forward, logits: Tensor2D, input: InputTensors, smoothing: number): Tensor =>
    smoothedCrossEntropySum(forward, logits, input('labels'), input('judged'), smoothing);
  return {
    reads: 'tokens',
    samples,
    resize: (samples) => build(parameters, model, { ...size, samples }),
    weights: head.weights,
    inputs: [
      { name: 'ids', dtype: 'int32', shape: [samples * length] },
      ...(model.architecture === 'encoder'
        ? [{ name: 'text', dtype: 'float32', shape: [samples * length] } as const]
        : []),
      ...(pool === 'pooler' ? [] : [{ name: 'pooling', dtype: 'float32', shape: [samples, 1, length] } as const]),
      { name: 'labels', dtype: 'int32', shape: [samples] },
      { name: 'judged', dtype: 'float32', shape: [samples] },
    ],
    collate: (batch) => {
      const collated = collate(batch, size, pool);
      if (model.architecture === 'decoder') return collated;
      return { ...collated, inputs: { ...collated.inputs, text: textMask(batch, size) } };
    },
    lossSum: (forward, input) => lossOf(forward, logitsOf(forward, input), input, parameters.labelSmoothing),
    outputs: (forward, input) => {
      const logits = logitsOf(forward, input);
      return { lossSum: lossOf(forward, logits, input, 0), logits };
    },
  };
}

function headOf(pool: ClassPool, parameters: Parameters, model: TokenModel, size: TokenObjectiveSize): ClassHead {
  if (pool === 'pooler') return poolerHead(model, size);
  return pool === 'end' ? endHead(model, size) : weighedHead(model, size, parameters);
}

function collate(batch: Batch, size: TokenObjectiveSize, pool: ClassPool): StepInputs {
  checkBatch(batch, size);
  const { samples, length } = size;
  const ids = new Int32Array(samples * length);
  const pooling = new Float32Array(samples * length);
  const labels = new Int32Array(samples);
  const judged = new Float32Array(samples);
  ids.set(batch.tokens.subarray(0, batch.samples * length));
  let count = 0;
  for (let sample = 0; sample < batch.samples; sample++) {
    const used = batch.used[sample] ?? 0;
    const end = sample * length + used;
    if (used > 0 && pool !== 'pooler')
      pooling.fill(pool === 'mean' ? 1 / used : 1, pool === 'mean' ? sample * length : end - 1, end);
    const label = batch.labels[sample] ?? -1;
    if (label < 0) continue;
    labels[sample] = label;
    judged[sample] = 1;
    count++;
  }
  return {
    inputs: {
      ids: { dtype: 'int32', shape: [samples * length], data: ids },
      ...(pool === 'pooler' ? {} : { pooling: { dtype: 'float32', shape: [samples, 1, length], data: pooling } }),
      labels: { dtype: 'int32', shape: [samples], data: labels },
      judged: { dtype: 'float32', shape: [samples], data: judged },
    },
    targets: count,
  };
}
