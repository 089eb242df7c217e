import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { loadOnnxRuntime } from '../../../pipelines/images/text-similarity/onnx-runtime.ts';
import { packageRoot } from '../../../storage/package-root.ts';
import type { Backend } from '../../../training/backend/backend.ts';
import { encodeOnnx } from '../../../training/export/onnx/onnx.ts';
import { predictionOf } from '../../../training/export/onnx/prediction.ts';
import type { RunConfig, TokenRunConfig } from '../../../training/run-config.ts';
import { temporaryFolder } from '../../storage/temporary-folder.ts';
import { torchPython } from '../../torch-python.ts';
import { testWithTensorFlow } from '../test-backend.ts';
import {
  answerLogits,
  classes,
  classLogits,
  imageRun,
  languageLogits,
  maskOf,
  pictureShape,
  pictures,
  planes,
  texts,
  tokenRun,
  type Weights,
} from './exported-runs.ts';

const causal = { name: 'causal', parameters: {} };
const small = { layers: 2, heads: 2, width: 8 };
const language: Readonly<Record<string, TokenRunConfig>> = {
  gpt: tokenRun({ name: 'gpt', parameters: small }, causal),
  'gpt without biases': tokenRun({ name: 'gpt', parameters: { ...small, bias: false } }, causal),
  llama: tokenRun({ name: 'llama', parameters: { ...small, kvHeads: 1 } }, causal),
  'gpt that answers': tokenRun({ name: 'gpt', parameters: small }, { name: 'instruct', parameters: {} }),
  lstm: tokenRun({ name: 'lstm', parameters: { layers: 2, width: 8 } }, causal),
  bert: {
    ...tokenRun({ name: 'bert', parameters: small }, { name: 'masked', parameters: {} }),
    masking: { token: 1, special: [0] },
  },
};
const classifiers: Readonly<Record<string, TokenRunConfig>> = {
  'gpt by the mean': tokenRun({ name: 'gpt', parameters: small }, { name: 'classify', parameters: {} }),
  'lstm by the last state': tokenRun(
    { name: 'lstm', parameters: { layers: 1, width: 8 } },
    { name: 'classify', parameters: { pool: 'last', state: 'hidden' } },
  ),
  'gpt by its end': tokenRun({ name: 'gpt', parameters: small }, { name: 'classify', parameters: { pool: 'end' } }),
  'bert by its pooler': tokenRun(
    { name: 'bert', parameters: { ...small, pooler: true } },
    { name: 'classify', parameters: {} },
  ),
  'bert by the mean': tokenRun({ name: 'bert', parameters: small }, { name: 'classify', parameters: { scale: 2 } }),
};
const images: Readonly<Record<string, RunConfig>> = {
  mlp: imageRun({ name: 'mlp', parameters: { layers: 2, width: 8 } }),
  'cnn by pooling': imageRun({ name: 'cnn', parameters: { channels: [4, 5] } }),
  'cnn by strides': imageRun({ name: 'cnn', parameters: { channels: [4, 5], kernel: 5, reduce: 'stride' } }),
  'vit by its token': imageRun({ name: 'vit', parameters: { ...small, patch: 4, pool: 'cls' } }),
  'vit by the mean': imageRun({ name: 'vit', parameters: { ...small, patch: 4 } }),
};

interface Case {
  readonly config: RunConfig;
  readonly weights: Weights;
  readonly logits: Float32Array;
  readonly feeds: Readonly<Record<string, Feed>>;
}

interface Feed {
  readonly type: 'float32' | 'int64';
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

/** Sizes that no trace has. */
const [samples, length] = [4, 9];

function casesOf(backend: Backend): [string, Case][] {
  const batch = texts(samples, length);
  const integers = (data: ArrayLike<number>): Feed => ({
    type: 'int64',
    shape: [samples, length],
    data: Array.from(data),
  });
  const text = { input_ids: integers(batch.tokens) };
  const masked = { ...text, attention_mask: integers(maskOf(batch)) };
  const seen = pictures(samples);
  const pixels = { pixel_values: { type: 'float32', shape: pictureShape(samples), data: [...planes(seen)] } } as const;
  return [
    ...Object.entries(language).map(([name, config]): [string, Case] => {
      const feeds = config.settings.model.name === 'bert' ? masked : text;
      return [name, { config, feeds, ...languageLogits(backend, config, batch) }];
    }),
    ...Object.entries(classifiers).map(([name, config]): [string, Case] => {
      return [name, { config, feeds: masked, ...classLogits(backend, config, batch) }];
    }),
    ...Object.entries(images).map(([name, config]): [string, Case] => {
      return [name, { config, feeds: pixels, ...classLogits(backend, config, seen) }];
    }),
  ];
}

function exported(backend: Backend, { config, weights }: Case): Uint8Array {
  const { bytes, notes } = encodeOnnx(backend, { config, step: 7, weights }, predictionOf(config, classes), classes);
  assert.deepEqual(notes, []);
  return bytes;
}

function requireClose(found: ArrayLike<number>, expected: ArrayLike<number>): void {
  assert.equal(found.length, expected.length);
  const worst = Math.max(...Array.from(expected, (value, index) => Math.abs(value - (found[index] ?? Number.NaN))));
  assert.ok(worst < 1e-5, `logits differ by ${worst}`);
  assert.ok(Math.max(...Array.from(expected, Math.abs)) > 1e-2, 'logits say something');
}

testWithTensorFlow('ONNX Runtime gives the logits of every model, at a size of its own', async (backend, t) => {
  const runtime = await loadOnnxRuntime();
  for (const [name, made] of casesOf(backend)) {
    await t.test(name, async () => {
      const session = await runtime.InferenceSession.create(exported(backend, made), { executionProviders: ['wasm'] });
      const feeds = Object.entries(made.feeds).map(([name, { type, shape, data }]) => {
        const values = type === 'int64' ? BigInt64Array.from(data.map(BigInt)) : Float32Array.from(data);
        return [name, new runtime.Tensor(type, values, shape)] as const;
      });
      const { logits } = await session.run(Object.fromEntries(feeds), ['logits']);
      requireClose((logits?.data ?? []) as Float32Array, made.logits);
      await session.release();
    });
  }
});

testWithTensorFlow(
  "ONNX's checker takes every file, and ONNX Runtime in Python gives its logits",
  async (backend, t) => {
    const python = await torchPython(t);
    if (python === undefined) return;
    const folder = temporaryFolder(t);
    const cases = casesOf(backend);
    for (const [index, [, made]] of cases.entries()) {
      writeFileSync(join(folder, `${index}.onnx`), exported(backend, made));
      writeFileSync(join(folder, `${index}.json`), JSON.stringify(made.feeds));
    }
    const program = fileURLToPath(new URL('tests/training/export/onnx-runtime.py', packageRoot));
    const { stdout } = await promisify(execFile)(python, [program, folder], { maxBuffer: 2 ** 26 });
    const answers = JSON.parse(stdout) as readonly { readonly logits: number[]; readonly metadata: object }[];
    assert.equal(answers.length, cases.length);
    for (const [index, { logits, metadata }] of answers.entries()) {
      const [, { config, logits: expected }] = cases[index] as [string, Case];
      requireClose(logits, expected);
      const { model, objective } = config.settings;
      assert.partialDeepStrictEqual(metadata, {
        run: config.run,
        step: '7',
        model: model.name,
        objective: objective.name,
      });
    }
  },
);

for (const name of ['bert', 'gpt']) {
  testWithTensorFlow(`ONNX Runtime finds where answers begin and end, as ${name} does`, async (backend) => {
    const runtime = await loadOnnxRuntime();
    const config = tokenRun({ name, parameters: small }, { name: 'answer', parameters: {} });
    const batch = texts(samples, length);
    const segments = Int32Array.from({ length: samples * length }, (_, place) => (place % length < 3 ? 0 : 1));
    const { weights, starts, ends } = answerLogits(backend, config, batch, segments);
    const { bytes } = encodeOnnx(backend, { config, step: 7, weights }, predictionOf(config, []), []);
    const session = await runtime.InferenceSession.create(bytes, { executionProviders: ['wasm'] });
    const int64 = (data: Int32Array | Float32Array) =>
      new runtime.Tensor('int64', BigInt64Array.from(Array.from(data, BigInt)), [samples, length]);
    const seen = { attention_mask: int64(maskOf(batch)), token_type_ids: int64(segments) };
    const feeds = { input_ids: int64(batch.tokens), ...(name === 'bert' ? seen : {}) };
    const found = await session.run(feeds, ['start_logits', 'end_logits']);
    requireClose((found['start_logits']?.data ?? []) as Float32Array, starts);
    requireClose((found['end_logits']?.data ?? []) as Float32Array, ends);
    await session.release();
  });
}

test('an objective without a form in ONNX is refused', () => {
  const config = tokenRun({ name: 'gpt', parameters: small }, { name: 'classify-image', parameters: {} });
  assert.throws(() => predictionOf(config, classes), { code: 'not-exportable', kind: 'usage' });
});
