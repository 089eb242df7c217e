import { z } from 'zod';
import type { Batch } from '../../streaming/batch.ts';
import { linear } from '../layers/linear.ts';
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
    .enum(['mean', 'last'])
    .default('mean')
    .describe('What the head sees: the mean of the states of the text, or the last of them.'),
  state: z
    .enum(['residual', 'hidden'])
    .default('residual')
    .describe('States before the last norm, where telling tokens are louder than others, or after it.'),
  scale: z
    .number()
    .positive()
    .default(10)
    .describe('Factor on the pooled state: how fast the head learns beside the model.'),
  labelSmoothing: classKeys.labelSmoothing,
});
type Parameters = z.infer<typeof parameters>;

/** The class of a document, by a linear head on the model's pooled states. */
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
  const { width } = model;
  const logitsOf = (forward: Forward, input: InputTensors): Tensor2D => {
    const { tf, weight } = forward;
    const text = model.architecture === 'encoder' ? { text: input('text') } : {};
    const residual = model.residual(forward, { ids: input('ids'), samples, length, ...text });
    const states = parameters.state === 'residual' ? residual : model.hidden(forward, residual);
    const pooled = tf.matMul(input('pooling'), states.reshape([samples, length, width]));
    const scaled = tf.mul<Tensor2D>(pooled.reshape<Tensor2D>([samples, width]), parameters.scale);
    return linear(forward, forward.dropout(scaled), weight('score.weight'), weight('score.bias'));
  };
  const lossOf = (forward: Forward, logits: Tensor2D, input: InputTensors, smoothing: number): Tensor =>
    smoothedCrossEntropySum(forward, logits, input('labels'), input('judged'), smoothing);
  return {
    reads: 'tokens',
    samples,
    resize: (samples) => build(parameters, model, { ...size, samples }),
    weights: [
      {
        name: 'score.weight',
        shape: [width, classes.length],
        initial: { kind: 'normal', deviation: 0.02 },
        decays: true,
      },
      { name: 'score.bias', shape: [classes.length], initial: { kind: 'zeros' }, decays: false },
    ],
    inputs: [
      { name: 'ids', dtype: 'int32', shape: [samples * length] },
      ...(model.architecture === 'encoder'
        ? [{ name: 'text', dtype: 'float32', shape: [samples * length] } as const]
        : []),
      { name: 'pooling', dtype: 'float32', shape: [samples, 1, length] },
      { name: 'labels', dtype: 'int32', shape: [samples] },
      { name: 'judged', dtype: 'float32', shape: [samples] },
    ],
    collate: (batch) => {
      const collated = collate(batch, size, parameters.pool);
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

function collate(batch: Batch, size: TokenObjectiveSize, pool: Parameters['pool']): StepInputs {
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
    if (used > 0) pooling.fill(pool === 'mean' ? 1 / used : 1, pool === 'mean' ? sample * length : end - 1, end);
    const label = batch.labels[sample] ?? -1;
    if (label < 0) continue;
    labels[sample] = label;
    judged[sample] = 1;
    count++;
  }
  return {
    inputs: {
      ids: { dtype: 'int32', shape: [samples * length], data: ids },
      pooling: { dtype: 'float32', shape: [samples, 1, length], data: pooling },
      labels: { dtype: 'int32', shape: [samples], data: labels },
      judged: { dtype: 'float32', shape: [samples], data: judged },
    },
    targets: count,
  };
}
