import { z } from 'zod';
import type { Batch } from '../../streaming/batch.ts';
import { tokenMarks } from '../../streaming/document-form.ts';
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

const parameters = z.strictObject({
  lossOn: z
    .enum(['answers', 'all'])
    .default('answers')
    .describe('Which tokens are judged: those that the assistant says, or all.'),
});
type Parameters = z.infer<typeof parameters>;

/** What an assistant says, each token from all before it: supervised fine-tuning on chats. Chats that the stage `chat` wrote. */
export const instruct: TokenObjectiveDefinition<Parameters> = {
  name: 'instruct',
  summary: 'Predict what the assistant says in chats, each token from those before it: instruction tuning.',
  content: 'documents',
  form: 'chat',
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
    collate: (batch) => collate(batch, size, parameters),
    lossSum,
    outputs: (forward, input) => ({ lossSum: lossSum(forward, input) }),
  };
}

/** The loss at a place is that of the token after it: it is judged where that one is. */
function collate(batch: Batch, size: TokenObjectiveSize, { lossOn }: Parameters): StepInputs {
  checkBatch(batch, size);
  const { length } = size;
  const { marks } = batch;
  if (marks === undefined) throw new Error('a batch of chats without marks');
  const places = size.samples * length;
  const ids = new Int32Array(places);
  const targets = new Int32Array(places);
  const judged = new Float32Array(places);
  ids.set(batch.tokens.subarray(0, batch.samples * length));
  let count = 0;
  for (let sample = 0; sample < batch.samples; sample++) {
    const start = sample * length;
    for (let place = start; place + 1 < start + (batch.used[sample] ?? 0); place++) {
      targets[place] = ids[place + 1] as number;
      if (lossOn === 'answers' && ((marks[place + 1] as number) & tokenMarks.judged) === 0) continue;
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
