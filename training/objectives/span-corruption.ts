import { z } from 'zod';
import type { Batch } from '../../streaming/batch.ts';
import { crossEntropySum } from '../layers/cross-entropy.ts';
import type { Forward, PairModel } from '../model.ts';
import type {
  InputTensors,
  PairObjectiveDefinition,
  StepInputs,
  TokenObjective,
  TokenObjectiveSize,
} from '../objective.ts';
import type { Tensor } from '../tensorflow.ts';
import { checkBatch } from './check-batch.ts';
import { corruptedSides, corruptSpans } from './corrupted-spans.ts';

const parameters = z.strictObject({
  density: z.number().gt(0).max(0.9).default(0.15).describe('Share of the tokens that are taken out and judged.'),
  span: z.number().min(1).max(100).default(3).describe('Tokens that are taken out together, on average.'),
});
type Parameters = z.infer<typeof parameters>;

/** What the target begins with before its first token, as in T5: the id of the padding. */
export const startToken = 0;

/** Spans of a text from what is left of it: the pre-training of T5. In another epoch other spans are taken out. */
export const spanCorruption: PairObjectiveDefinition<Parameters> = {
  name: 'span-corruption',
  summary: 'Write the spans that were taken out of packed sequences: the pre-training of T5.',
  reads: 'pairs',
  content: 'tokens',
  architectures: ['encoder-decoder'],
  parameters,
  build,
};

/** How many sentinels a sample of so many tokens needs. */
export function sentinelsNeeded(given: Readonly<Record<string, unknown>>, length: number): number {
  return corruptedSides(length, parameters.parse(given)).sentinels;
}

function build(parameters: Parameters, model: PairModel, size: TokenObjectiveSize): TokenObjective {
  const { samples } = size;
  const sides = corruptedSides(size.length, parameters);
  const lossSum = (forward: Forward, input: InputTensors): Tensor => {
    const text = input('text');
    const states = model.encode(forward, { ids: input('source'), samples, length: sides.source, text });
    const target = { ids: input('target'), samples, length: sides.target };
    const source = model.ask(forward, { states, length: sides.source, text }, samples);
    const written = model.decode(forward, target, source);
    return crossEntropySum(forward, model.logits(forward, written), input('targets'), input('judged'));
  };
  const [sources, targets] = [[samples * sides.source], [samples * sides.target]];
  return {
    reads: 'tokens',
    samples,
    resize: (samples) => build(parameters, model, { ...size, samples }),
    weights: [],
    inputs: [
      { name: 'source', dtype: 'int32', shape: sources },
      { name: 'text', dtype: 'float32', shape: sources },
      { name: 'target', dtype: 'int32', shape: targets },
      { name: 'targets', dtype: 'int32', shape: targets },
      { name: 'judged', dtype: 'float32', shape: targets },
    ],
    collate: (batch) => collate(batch, size, parameters, sides),
    lossSum,
    outputs: (forward, input) => ({ lossSum: lossSum(forward, input) }),
  };
}

function collate(
  batch: Batch,
  size: TokenObjectiveSize,
  rule: Parameters,
  sides: { readonly source: number; readonly target: number },
): StepInputs {
  checkBatch(batch, size);
  const { sentinels } = size;
  if (sentinels === undefined) throw new Error('span corruption was planned without sentinels');
  const source = new Int32Array(size.samples * sides.source);
  const text = new Float32Array(source.length);
  const target = new Int32Array(size.samples * sides.target);
  const targets = new Int32Array(target.length);
  const judged = new Float32Array(target.length);
  const { seed, epoch, position } = batch.cursor;
  let count = 0;
  for (let sample = 0; sample < batch.samples; sample++) {
    const start = sample * size.length;
    const own = batch.tokens.subarray(start, start + (batch.used[sample] ?? 0));
    if (own.length < 2) continue;
    const pair = corruptSpans(own, sentinels, rule, { seed, epoch, position: position - batch.samples + sample });
    source.set(pair.source, sample * sides.source);
    text.fill(1, sample * sides.source, sample * sides.source + pair.source.length);
    const at = sample * sides.target;
    target.set([startToken, ...pair.target.slice(0, -1)], at);
    targets.set(pair.target, at);
    judged.fill(1, at, at + pair.target.length);
    count += pair.target.length;
  }
  const sourceShape = [source.length];
  const targetShape = [target.length];
  return {
    inputs: {
      source: { dtype: 'int32', shape: sourceShape, data: source },
      text: { dtype: 'float32', shape: sourceShape, data: text },
      target: { dtype: 'int32', shape: targetShape, data: target },
      targets: { dtype: 'int32', shape: targetShape, data: targets },
      judged: { dtype: 'float32', shape: targetShape, data: judged },
    },
    targets: count,
  };
}
