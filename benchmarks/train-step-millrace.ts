/** Times our training step, for `train-step.ts`. Argument: the work as JSON. Prints a `Timing` as JSON. */
import { randomUint32 } from '../core/seeded-random.ts';
import { openBackend } from '../training/backend/open-backend.ts';
import type { Precision } from '../training/engine.ts';
import { openGraphEngine } from '../training/engines/graph-engine.ts';
import { gpt } from '../training/models/gpt.ts';
import { causal } from '../training/objectives/causal.ts';

const work = JSON.parse(process.argv[2] ?? '') as Readonly<
  Record<'layers' | 'heads' | 'width' | 'length' | 'batch' | 'vocabulary' | 'steps' | 'threads', number>
> & { readonly precision?: Precision };
const { layers, heads, width, length, batch, vocabulary, steps, threads, precision = 'float32' } = work;
const backend = await openBackend({ device: 'cpu', threads, env: process.env });
const model = gpt.build({ layers, heads, width, bias: true }, { vocabulary, length });
const objective = causal.build({}, model, { samples: batch, length, classes: [] });
const optimizer = { beta1: 0.9, beta2: 0.95, epsilon: 1e-8, weightDecay: 0.1, clipNorm: 1 };
const options = { model, objective, optimizer, dropout: 0, seed: 1, precision, parallel: threads };
const engine = openGraphEngine(backend, options);
const shape = [batch * length];
const draw = (seed: number): Int32Array =>
  Int32Array.from({ length: batch * length }, (_, place) => randomUint32(seed, place) % vocabulary);
const judged = new Float32Array(batch * length).fill(1);

const wall: number[] = [];
const cpu: number[] = [];
for (let step = 1; step <= steps; step++) {
  const inputs = {
    ids: { dtype: 'int32', shape, data: draw(2 * step) },
    targets: { dtype: 'int32', shape, data: draw(2 * step + 1) },
    judged: { dtype: 'float32', shape, data: judged },
  } as const;
  const [wallBefore, cpuBefore] = [performance.now(), process.cpuUsage()];
  engine.step([{ inputs, targets: batch * length }], { step, learningRate: 1e-3 });
  const used = process.cpuUsage(cpuBefore);
  wall.push(performance.now() - wallBefore);
  cpu.push((used.user + used.system) / 1000);
}
const median = (values: readonly number[]): number => values.slice(10).sort((a, b) => a - b)[(steps - 10) >> 1] ?? 0;
console.log(JSON.stringify({ wallMs: median(wall), cpuMs: median(cpu), version: backend.tensorflowVersion }));
engine.close();
