import { z } from 'zod';
import type { Batch } from '../../streaming/batch.ts';
import { tokenMarks } from '../../streaming/document-form.ts';
import { crossEntropySum } from '../layers/cross-entropy.ts';
import { linear } from '../layers/linear.ts';
import type { Forward, TokenModel } from '../model.ts';
import type {
  InputTensors,
  StepInputs,
  TokenObjective,
  TokenObjectiveDefinition,
  TokenObjectiveSize,
} from '../objective.ts';
import type { Tensor, Tensor2D, Tensor3D } from '../tensorflow.ts';
import { checkBatch } from './check-batch.ts';
import { textMask } from './text-mask.ts';

const parameters = z.strictObject({
  overlap: z
    .int()
    .min(0)
    .max(2 ** 16)
    .nullable()
    .default(null)
    .describe(
      'Tokens that neighbouring windows of a text share which is longer than a sample; by default half of them.',
    ),
  mostAnswerTokens: z.int().min(1).max(1000).default(30).describe('Most tokens of an answer that evaluation gives.'),
  unanswerable: z
    .boolean()
    .default(false)
    .describe('Whether evaluation gives no answer where that is likelier than any: for questions as in SQuAD 2.0.'),
});
type Parameters = z.infer<typeof parameters>;

/**
 * Where the answer to a question begins and ends in a text: extractive question answering, by a linear head on the states
 * of an encoder or a decoder. Of a window without the answer, an encoder points to the first token, and a decoder, which
 * has read nothing there, to the last. Head and loss are those of Hugging Face's `BertForQuestionAnswering`.
 */
export const answer: TokenObjectiveDefinition<Parameters> = {
  name: 'answer',
  summary: 'Find where in a text the answer to a question stands: extractive question answering.',
  content: 'documents',
  form: 'question',
  architectures: ['encoder', 'decoder'],
  parameters,
  build,
};

function build(parameters: Parameters, model: TokenModel, size: TokenObjectiveSize): TokenObjective {
  const { samples, length } = size;
  const { width } = model;
  const isEncoder = model.architecture === 'encoder';
  /** Logits of each place of each sample, [samples, length]: that the answer begins there, and that it ends. */
  const logitsOf = (forward: Forward, input: InputTensors): readonly [Tensor2D, Tensor2D] => {
    const { tf, weight } = forward;
    const seen = isEncoder ? { text: input('text'), segments: input('segments') } : {};
    const residual = model.residual(forward, { ids: input('ids'), samples, length, ...seen });
    const states = model.hidden(forward, residual);
    const both = linear(forward, states, tf.transpose(weight('qa_outputs.weight')), weight('qa_outputs.bias'));
    const [starts, ends] = tf.split(both.reshape<Tensor3D>([samples, length, 2]), 2, 2);
    return [starts as Tensor, ends as Tensor].map((part) => part.reshape<Tensor2D>([samples, length])) as [
      Tensor2D,
      Tensor2D,
    ];
  };
  const lossOf = (forward: Forward, [starts, ends]: readonly [Tensor2D, Tensor2D], input: InputTensors): Tensor => {
    const { tf } = forward;
    const judged = input('judged');
    const sum = tf.add(
      crossEntropySum(forward, starts, input('starts'), judged),
      crossEntropySum(forward, ends, input('ends'), judged),
    );
    return tf.mul(sum, 0.5);
  };
  return {
    reads: 'tokens',
    samples,
    resize: (samples) => build(parameters, model, { ...size, samples }),
    weights: [
      { name: 'qa_outputs.weight', shape: [2, width], initial: { kind: 'normal', deviation: 0.02 }, decays: true },
      { name: 'qa_outputs.bias', shape: [2], initial: { kind: 'zeros' }, decays: false },
    ],
    inputs: [
      { name: 'ids', dtype: 'int32', shape: [samples * length] },
      ...(isEncoder
        ? ([
            { name: 'text', dtype: 'float32', shape: [samples * length] },
            { name: 'segments', dtype: 'int32', shape: [samples * length] },
          ] as const)
        : []),
      { name: 'starts', dtype: 'int32', shape: [samples] },
      { name: 'ends', dtype: 'int32', shape: [samples] },
      { name: 'judged', dtype: 'float32', shape: [samples] },
    ],
    collate: (batch) => collate(batch, size, isEncoder),
    lossSum: (forward, input) => lossOf(forward, logitsOf(forward, input), input),
    outputs: (forward, input) => {
      const logits = logitsOf(forward, input);
      return { lossSum: lossOf(forward, logits, input), startLogits: logits[0], endLogits: logits[1] };
    },
  };
}

/** The place that stands for no answer in a sample of `used` tokens. */
export function nowhere(architecture: TokenModel['architecture'], used: number): number {
  return architecture === 'encoder' ? 0 : Math.max(0, used - 1);
}

function collate(batch: Batch, size: TokenObjectiveSize, isEncoder: boolean): StepInputs {
  checkBatch(batch, size);
  const { samples, length } = size;
  const { marks } = batch;
  if (marks === undefined) throw new Error('a batch of questions without marks');
  const ids = new Int32Array(samples * length);
  const segments = new Int32Array(samples * length);
  const starts = new Int32Array(samples);
  const ends = new Int32Array(samples);
  const judged = new Float32Array(samples);
  ids.set(batch.tokens.subarray(0, batch.samples * length));
  for (let sample = 0; sample < batch.samples; sample++) {
    const used = batch.used[sample] ?? 0;
    const own = marks.subarray(sample * length, sample * length + used);
    for (let place = 0; place < used; place++)
      segments[sample * length + place] = ((own[place] as number) & tokenMarks.context) === 0 ? 0 : 1;
    const start = own.findIndex((mark) => (mark & tokenMarks.start) !== 0);
    const none = nowhere(isEncoder ? 'encoder' : 'decoder', used);
    starts[sample] = start < 0 ? none : start;
    ends[sample] = start < 0 ? none : own.findIndex((mark) => (mark & tokenMarks.end) !== 0);
    judged[sample] = 1;
  }
  const encoded = {
    text: textMask(batch, size),
    segments: { dtype: 'int32', shape: [samples * length], data: segments },
  } as const;
  return {
    inputs: {
      ids: { dtype: 'int32', shape: [samples * length], data: ids },
      ...(isEncoder ? encoded : {}),
      starts: { dtype: 'int32', shape: [samples], data: starts },
      ends: { dtype: 'int32', shape: [samples], data: ends },
      judged: { dtype: 'float32', shape: [samples], data: judged },
    },
    targets: batch.samples,
  };
}
