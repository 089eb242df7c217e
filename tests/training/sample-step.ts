import { randomUint32 } from '../../core/seeded-random.ts';
import type { Batch } from '../../streaming/batch.ts';
import type { AdamWSettings, EngineOptions } from '../../training/engine.ts';
import { gpt } from '../../training/models/gpt.ts';
import type { TokenObjective } from '../../training/objective.ts';
import { causal } from '../../training/objectives/causal.ts';

export const vocabulary = 29;
export const length = 12;

/** A batch of made-up tokens; of sample `i` `length − i % 3` are text. */
export function sampleBatch(samples: number, seed: number, labels: readonly number[] = []): Batch {
  return {
    samples,
    length,
    tokens: Int32Array.from({ length: samples * length }, (_, place) => skewedToken(seed, place)),
    used: Int32Array.from({ length: samples }, (_, sample) => length - (sample % 3)),
    labels: Int32Array.from({ length: samples }, (_, sample) => labels[sample] ?? -1),
    shards: new Uint32Array(samples),
    rows: new Uint32Array(samples),
    cursor: {
      format: 'millrace-cursor/1',
      manifestSha256: '',
      content: 'tokens',
      split: 'train',
      seed,
      epoch: 0,
      position: samples,
    },
  };
}

/** Low tokens are common: there is something to learn. */
function skewedToken(seed: number, place: number): number {
  const product = (randomUint32(seed, 2 * place) / 2 ** 32) * (randomUint32(seed, 2 * place + 1) / 2 ** 32);
  return Math.floor(product * vocabulary);
}

/** Samples `from` to `to` of a batch. */
export function slice(batch: Batch, from: number, to: number): Batch {
  return {
    ...batch,
    samples: to - from,
    tokens: batch.tokens.subarray(from * length, to * length),
    used: batch.used.subarray(from, to),
    labels: batch.labels.subarray(from, to),
  };
}

/** A small GPT that learns to predict the next token. */
export function sampleOptions(
  samples: number,
  more: { readonly dropout?: number; readonly optimizer?: Partial<AdamWSettings>; readonly seed?: number } = {},
): EngineOptions & { readonly objective: TokenObjective } {
  const model = gpt.build({ layers: 2, heads: 2, width: 16, bias: true }, { vocabulary, length });
  const optimizer = { beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0.1, clipNorm: 0.5, ...more.optimizer };
  const objective = causal.build({}, model, { samples, length, classes: [] });
  return { model, objective, optimizer, dropout: more.dropout ?? 0, seed: more.seed ?? 7 };
}
