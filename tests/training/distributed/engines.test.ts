import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { temporaryFolder } from '../../storage/temporary-folder.ts';
import { engineEnvironment } from './engine-python.ts';
import { farthest, holdEqual, judgedLoss } from './equal-runs.ts';
import { planRuns, trainedHere } from './planned-runs.ts';

const spreads = [
  { engine: 'torchrun', processes: 1 },
  { engine: 'torchrun', processes: 2 },
  { engine: 'torchrun', processes: 2, strategy: 'zero' },
  { engine: 'torchrun', processes: 2, strategy: 'fsdp' },
  { engine: 'accelerate', processes: 2 },
  { engine: 'deepspeed', processes: 2 },
  { engine: 'tf', processes: 1 },
  { engine: 'tf', processes: 2 },
] as const;

/** Trains in one process here and by each engine that there is, and holds what they tell and leave to each other. */
async function compare(
  t: TestContext,
  learned: string,
  engines: readonly (typeof spreads)[number][],
  first?: string,
): Promise<void> {
  const environments = await Promise.all(engines.map(({ engine }) => engineEnvironment(t, engine)));
  if (environments.every((env) => env === undefined)) return;
  const { storage, plan } = await planRuns(temporaryFolder(t), learned, first);
  const run = await plan({ engine: 'graph' });
  const here = await trainedHere(storage, run);
  const score = await judgedLoss(storage, run);
  if (first === undefined) assert.ok((here.losses.at(-1) ?? 9) < (here.losses[0] ?? 0), 'it learns');
  for (const [index, settings] of engines.entries()) {
    const env = environments[index];
    if (env === undefined) continue;
    await t.test(JSON.stringify(settings), async () => {
      const run = await plan(settings);
      holdEqual(here, await trainedHere(storage, run, { env }));
      // The checkpoint that Python left is judged by TensorFlow.js.
      assert.ok(Math.abs((await judgedLoss(storage, run)) - score) < 1e-5);
    });
  }
}

test('a decoder has the losses of one process here, by each engine and strategy', (t) =>
  compare(t, 'model: gpt, objective: causal', spreads));

test('an encoder that names hidden tokens has them, too: the same tokens are hidden', (t) =>
  compare(t, 'model: bert, objective: masked, maskToken: "<|endoftext|>"', [
    spreads[1],
    spreads[3],
    spreads[4],
    spreads[5],
  ]));

test('frozen weights stay as they are', (t) =>
  compare(t, 'model: gpt, objective: causal, freeze: [wte, h.0]', [spreads[1], spreads[2]]));

const inPyTorch = [0, 1, 2, 3, 4, 5].map((place) => spreads[place] as (typeof spreads)[number]);
const decoder = 'model: gpt, objective: causal';
const encoder = 'model: bert, objective: masked, maskToken: "<|endoftext|>"';

test('adapters are trained beside the weights of an earlier run, by each strategy', (t) =>
  compare(t, 'objective: causal, tune: { lora: { rank: 4 } }', inPyTorch, decoder));

test('adapters beside a head of classes, of documents that this process prepares', (t) =>
  compare(
    t,
    'objective: classify, tune: { lora: { rank: 4 } }',
    [spreads[1], spreads[2], spreads[3], spreads[4]],
    decoder,
  ));

test('tokens that are augmented, or come from easy to hard, are prepared by this process', async (t) => {
  const changed = 'curriculum: { signal: used, stages: 2 }, augment: [ { random-swap: { share: 0.2 } } ]';
  await compare(t, `${decoder}, ${changed}`, [spreads[1]]);
  await compare(t, `${encoder}, ${changed}`, [spreads[3]]);
});

test('LLaMA, and GPT-2 with other sides and its estimate of GELU, are the same', async (t) => {
  await compare(t, 'model: llama, kvHeads: 1, objective: causal', [spreads[1], spreads[3]]);
  const sides = 'headWidth: 6, inner: 20, activation: gelu-tanh, bias: false';
  await compare(t, `model: gpt, ${sides}, objective: causal`, [spreads[1]]);
});

test('adapters of named matrices, of tables too, are the same', async (t) => {
  const targets = 'targets: [wte, h.0.mlp, "h.*.attn.c_proj"]';
  await compare(t, `objective: causal, tune: { lora: { rank: 3, alpha: 2, ${targets} } }`, inPyTorch, decoder);
  const tables = 'targets: [bert.embeddings, "bert.*.query", cls]';
  const tuned = `objective: masked, maskToken: "<|endoftext|>", tune: { lora: { rank: 2, ${tables} } }`;
  await compare(t, tuned, [spreads[1], spreads[3], spreads[4]], encoder);
});

const byMomentum = 'model: gpt, objective: causal, optimizer: sgd, momentum: 0.9, weightDecay: 0.1';

test('SGD with momentum is the same everywhere', (t) => compare(t, byMomentum, [...spreads]));

test('SGD without momentum keeps nothing, and is the same', (t) =>
  compare(t, 'model: gpt, objective: causal, optimizer: sgd, momentum: 0', [
    spreads[1],
    spreads[2],
    spreads[5],
    spreads[7],
  ]));

test('products of half precision have losses near those here, and not those of whole precision', async (t) => {
  const halved = [spreads[1], spreads[3], spreads[4], spreads[5], spreads[7]];
  const environments = await Promise.all(halved.map(({ engine }) => engineEnvironment(t, engine)));
  if (environments.every((env) => env === undefined)) return;
  const { storage, plan } = await planRuns(temporaryFolder(t));
  const whole = await trainedHere(storage, await plan({ engine: 'graph' }));
  const here = await trainedHere(storage, await plan({ engine: 'graph', precision: 'bfloat16' }));
  for (const [index, settings] of halved.entries()) {
    const env = environments[index];
    if (env === undefined) continue;
    const there = await trainedHere(storage, await plan({ ...settings, precision: 'bfloat16' }), { env });
    const [near, far] = [farthest(here.losses, there.losses), farthest(whole.losses, there.losses)];
    t.diagnostic(`${JSON.stringify(settings)}: ${near} from half, ${far} from whole precision`);
    assert.ok(near < 1e-3, `${near}`);
    assert.ok(far > 1e-4, `${far}`);
  }
});

test('a run whose patience is over ends where one process here ends, stopped or not before', async (t) => {
  const early = { steps: 60, evaluateEvery: 4, checkpointEvery: 3 };
  for (const settings of [spreads[1], spreads[3], spreads[4]]) {
    await t.test(JSON.stringify(settings), async (t) => {
      const env = await engineEnvironment(t, settings.engine);
      if (env === undefined) return;
      // No validation is 10 nats below the first, though each is below the one before.
      const learned = 'model: gpt, objective: causal, earlyStopping: { patience: 8, minDelta: 10 }';
      const { storage, plan } = await planRuns(temporaryFolder(t), learned);
      const here = await trainedHere(storage, await plan({ engine: 'graph', ...early }));
      assert.deepEqual([here.result.steps, here.result.best?.step], [36, 36]);
      const run = await plan({ ...settings, ...early });
      const stop = new AbortController();
      const onProgress = ({ step }: { readonly step: number }): void => {
        if (step === 5) stop.abort();
      };
      await assert.rejects(trainedHere(storage, run, { env, signal: stop.signal, onProgress }), {
        code: 'interrupted',
      });
      const there = await trainedHere(storage, run, { env });
      assert.ok(there.result.resumedFrom >= 5);
      const endOf = ({ steps, best, stopped }: typeof here.result) => ({ steps, best: best?.step, stopped });
      assert.deepEqual(endOf(there.result), endOf(here.result));
      assert.ok(farthest(here.losses, there.losses) < 1e-5);
      // As where the last process died between its last checkpoint and the run's result.
      await storage.delete(`runs/${run}/result.json`);
      const again = await trainedHere(storage, run, { env });
      assert.deepEqual(endOf(again.result), endOf(here.result));
      assert.equal(again.result.resumedFrom, 36);
    });
  }
});

test('a run that stopped goes on to the same losses', async (t) => {
  for (const [settings, learned] of [
    ...[spreads[1], spreads[2], spreads[3], spreads[4], spreads[5], spreads[7]].map(
      (each) => [each, undefined] as const,
    ),
    ...[spreads[1], spreads[2], spreads[3], spreads[5], spreads[7]].map((each) => [each, byMomentum] as const),
  ]) {
    await t.test(`${JSON.stringify(settings)}, ${learned ?? 'AdamW'}`, async (t) => {
      const env = await engineEnvironment(t, settings.engine);
      if (env === undefined) return;
      const { storage, plan } = await planRuns(temporaryFolder(t), learned);
      const whole = await trainedHere(storage, await plan({ engine: 'graph' }));
      const run = await plan(settings);
      const stop = new AbortController();
      const onProgress = ({ step }: { readonly step: number }): void => {
        if (step === 5) stop.abort();
      };
      await assert.rejects(trainedHere(storage, run, { env, signal: stop.signal, onProgress }), {
        code: 'interrupted',
      });
      const again = await trainedHere(storage, run, { env });
      assert.ok(again.result.resumedFrom >= 5, String(again.result.resumedFrom));
      assert.ok(farthest(whole.losses, again.losses) < 1e-5);
    });
  }
});
