import assert from 'node:assert/strict';
import { randomUint32 } from '../../../core/seeded-random.ts';
import type { StepReport } from '../../../training/engine.ts';
import { openEagerEngine } from '../../../training/engines/eager-engine.ts';
import { openGraphEngine } from '../../../training/engines/graph-engine.ts';
import { withBfloat16Products } from '../../../training/graph/bfloat16.ts';
import { sampleBatch, sampleOptions } from '../sample-step.ts';
import { testWithTensorFlow } from '../test-backend.ts';

const samples = 6;

/** The nearest bfloat16, ties to even: the upper half of a float32. */
function rounded(value: number): number {
  const bits = new Uint32Array(Float32Array.of(value).buffer)[0] ?? 0;
  const upper = ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16) << 16;
  return new Float32Array(Uint32Array.of(upper).buffer)[0] ?? Number.NaN;
}

testWithTensorFlow('a product is that of the rounded factors, rounded', ({ tf, native }) => {
  const [rows, inner, columns] = [5, 7, 3];
  const values = (seed: number, count: number): Float32Array =>
    Float32Array.from({ length: count }, (_, place) => randomUint32(seed, place) / 2 ** 31 - 1);
  const [a, b] = [values(1, rows * inner), values(2, inner * columns)];
  const multiply = () =>
    tf.tidy(() => tf.matMul(tf.tensor2d(a, [rows, inner]), tf.tensor2d(b, [inner, columns])).dataSync());
  const atFirst = native.binding.getNumOfTensors();
  const found = withBfloat16Products(native, multiply);
  assert.equal(native.binding.getNumOfTensors(), atFirst);
  const exact = multiply();
  let changed = 0;
  for (const [place, value] of found.entries()) {
    const [row, column] = [Math.floor(place / columns), place % columns];
    let sum = 0;
    for (let k = 0; k < inner; k++) sum += rounded(a[row * inner + k] ?? 0) * rounded(b[k * columns + column] ?? 0);
    assert.equal(value, rounded(value), 'it is a bfloat16');
    assert.ok(Math.abs(value - sum) <= Math.abs(sum) * 2 ** -8 + 1e-6, `${value}, expected about ${sum}`);
    if (value !== exact[place]) changed++;
  }
  assert.ok(changed > 10, 'and no float32 product');
});

function steps(engine: ReturnType<typeof openGraphEngine>, from: number, to: number): StepReport[] {
  const { objective } = sampleOptions(samples);
  return Array.from({ length: to - from + 1 }, (_, index) => {
    const step = from + index;
    return engine.step([objective.collate(sampleBatch(samples, step))], { step, learningRate: 1e-2 });
  });
}

testWithTensorFlow(
  'training in bfloat16 is that of float32 but for roundings, in both engines; evaluation is float32',
  (backend) => {
    const options = { ...sampleOptions(samples), parallel: 2 };
    const inputs = options.objective.collate(sampleBatch(samples, 99));
    const [eager, graph, full] = (
      [
        [openEagerEngine, 'bfloat16'],
        [openGraphEngine, 'bfloat16'],
        [openGraphEngine, 'float32'],
      ] as const
    ).map(([open, precision]) => {
      const engine = open(backend, { ...options, precision });
      const evaluated = engine.evaluate(inputs)['lossSum']?.[0];
      const reports = steps(engine, 1, 20);
      engine.close();
      return { evaluated, reports };
    });
    assert.ok(eager !== undefined && graph !== undefined && full !== undefined);
    assert.equal(graph.evaluated, full.evaluated);
    for (const [index, { loss }] of full.reports.entries()) {
      const [one, other] = [eager.reports[index]?.loss ?? 0, graph.reports[index]?.loss ?? 0];
      assert.ok(
        Math.abs(one / other - 1) < (index === 0 ? 1e-4 : 1e-2),
        `step ${index + 1}: eager ${one}, graph ${other}`,
      );
      assert.ok(Math.abs(other / loss - 1) < 2e-2, `step ${index + 1}: ${other}, float32 ${loss}`);
    }
    assert.notEqual(graph.reports[0]?.loss, full.reports[0]?.loss);
    assert.ok((graph.reports.at(-1)?.loss ?? 9) < (graph.reports[0]?.loss ?? 0), 'it learns');
  },
);

testWithTensorFlow('k steps in bfloat16, then the rest in a new engine, are equal to the last bit', (backend) => {
  const options = { ...sampleOptions(samples, { dropout: 0.1 }), precision: 'bfloat16' } as const;
  const whole = openGraphEngine(backend, options);
  const expected = steps(whole, 1, 12);
  const first = openGraphEngine(backend, options);
  const found = steps(first, 1, 5);
  const state = first.readState();
  first.close();
  const second = openGraphEngine(backend, options);
  second.writeState(state);
  found.push(...steps(second, 6, 12));
  assert.deepEqual(found, expected);
  assert.deepEqual(second.readState(), whole.readState());
  second.close();
  whole.close();
});
