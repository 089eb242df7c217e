/**
 * Claim: products of bytes by oneDNN's kernel are faster than float32 where matrices are large, and slower where they
 * are tiny; TensorFlow's plain loops are slower from a few rows on.
 *
 * One product of rows [n, k] with a matrix [k, m] in a traced graph, rows quantized as they come; kinds in turns, one
 * thread, the median of 300 rounds of the processor's time, which others' work does not lengthen.
 *
 *     node dist/benchmarks/integer-products.js
 */
import { openBackend } from '../training/backend/open-backend.ts';
import { withIntegerProducts } from '../training/compression/integer-products.ts';
import { medianTimes } from '../training/compression/latency.ts';
import { openPass, tracePassGraph } from '../training/inference/inference-engine.ts';
import { initialWeight } from '../training/initial-weights.ts';
import type { TokenModel, WeightSpec } from '../training/model.ts';
import { gpt } from '../training/models/gpt.ts';
import type { Objective } from '../training/objective.ts';
import { causal } from '../training/objectives/causal.ts';
import { conditions } from './conditions.ts';

const rounds = 300;
const shapes = [
  [1, 64, 256],
  [64, 64, 256],
  [1024, 64, 256],
  [1, 1024, 1024],
  [128, 256, 1024],
  [256, 1024, 1024],
] as const;

const backend = await openBackend({ device: 'cpu', threads: 1, env: process.env });
console.log(conditions('node dist/benchmarks/integer-products.js', { tensorflow: backend.tensorflowVersion }));
console.log();
console.log(
  '| rows · matrix | float32 ms | oneDNN ms | plain ms | oneDNN over float32 |\n| --- | --- | --- | --- | --- |',
);
for (const [rows, inner, columns] of shapes) {
  const spec: WeightSpec = {
    ...{ name: 'w', shape: [inner, columns], decays: true },
    initial: { kind: 'normal', deviation: 0.05 },
  };
  const base = gpt.build({ layers: 0, heads: 1, width: 4, bias: false }, { vocabulary: 2, length: 2 });
  const model: TokenModel = { ...base, weights: [spec] };
  const objective: Objective = {
    ...causal.build({}, base, { samples: 1, length: 2, vocabulary: 2, classes: [] }),
    inputs: [{ name: 'x', dtype: 'float32', shape: [rows, inner] }],
    // A sum alone comes back, so that the way out of TensorFlow is not timed.
    outputs: ({ tf, weight }, input) => ({ sum: tf.sum(tf.matMul(input('x'), weight('w'))) }),
  };
  const weights = new Map([['w', initialWeight(spec, 1)]]);
  const traced = () => tracePassGraph(backend, { model, objective, weights });
  const engines = [
    openPass(backend, traced()),
    openPass(backend, withIntegerProducts(backend, traced(), ['w'], 'onednn')),
    openPass(backend, withIntegerProducts(backend, traced(), ['w'], 'plain')),
  ];
  const { data } = initialWeight({ ...spec, name: 'x', shape: [rows, inner] }, 2);
  const inputs = { x: { dtype: 'float32', shape: [rows, inner], data: Float32Array.from(data) } } as const;
  const passes = engines.map((engine) => (): void => void engine.evaluate({ inputs, targets: 0 }));
  const [float32 = 0, onednn = 0, plain = 0] = medianTimes(passes, rounds).map(({ cpu }) => cpu);
  for (const engine of engines) engine.close();
  const cells = [float32, onednn, plain].map((milliseconds) => milliseconds.toFixed(3));
  console.log(`| ${rows} · ${inner}×${columns} | ${cells.join(' | ')} | ${(float32 / onednn).toFixed(2)}× |`);
}
