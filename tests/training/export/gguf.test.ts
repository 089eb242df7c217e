import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gguf as readGguf } from '@huggingface/gguf';
import { openTokenizer } from '../../../pipelines/tokenizers/open-tokenizer.ts';
import { packageRoot } from '../../../storage/package-root.ts';
import { encodeRun } from '../../../training/export/gguf/gguf.ts';
import { encodeTensor } from '../../../training/export/gguf/tensor-types.ts';
import { temporaryFolder } from '../../storage/temporary-folder.ts';
import { torchPython } from '../../torch-python.ts';
import { weightOf } from '../peer-weights.ts';
import { testWithTensorFlow } from '../test-backend.ts';
import { languageLogits, texts } from './exported-runs.ts';
import { json, runOf, runs, trained, vocabulary, weightsOf, written } from './gguf-runs.ts';

interface Peer {
  readonly values: readonly number[];
  readonly halves: readonly number[];
  readonly blocks: readonly number[];
  readonly rows: readonly number[];
}

// Written by tests/training/export/gguf-peer.py.
const peer = JSON.parse(readFileSync(new URL('tests/fixtures/training/gguf.json', packageRoot), 'utf8')) as Peer;

test("halves are NumPy's, blocks of whole numbers those of gguf's quantization", () => {
  const values = Float32Array.from(peer.values);
  assert.deepEqual([...new Uint16Array(encodeTensor('f16', values).buffer)], peer.halves);
  assert.deepEqual([...encodeTensor('q8_0', values.subarray(0, 96))], peer.blocks);
});

test('a GGUF reader finds the model, its tokenizer and its tensors', async (t) => {
  for (const [name, config] of Object.entries(runs)) {
    await t.test(name, async (t) => {
      const path = written(temporaryFolder(t), config, 'f32');
      const { metadata, tensorInfos, tensorDataOffset } = await readGguf(path, { allowLocalFile: true });
      const [architecture = ''] = name.split(' ');
      assert.partialDeepStrictEqual(metadata, {
        ...{ version: 3, 'general.architecture': architecture, 'general.file_type': 0 },
        [`${architecture}.context_length`]: 12,
        [`${architecture}.embedding_length`]: 32,
        [`${architecture}.attention.head_count`]: config.settings.model.parameters['heads'],
        ...{ 'tokenizer.ggml.model': 'gpt2', 'tokenizer.ggml.pre': 'gpt-2', 'tokenizer.ggml.eos_token_id': 0 },
        'tokenizer.ggml.merges': trained.merges.map((pair) => pair.join(' ')),
      });
      const values = new Map<string, unknown>(Object.entries(metadata));
      const listOf = (key: string): readonly unknown[] => values.get(key) as readonly unknown[];
      const tokens = listOf('tokenizer.ggml.tokens');
      assert.deepEqual(tokens.slice(0, trained.tokens.length), trained.tokens);
      assert.deepEqual([tokens.length, new Set(tokens).size], [vocabulary, vocabulary]);
      const types = listOf('tokenizer.ggml.token_type');
      assert.deepEqual([types[0], types[1], types.at(-1)], [3, 1, 5]);
      const bytes = readFileSync(path);
      const valuesOf = (name: string): Float32Array => {
        const found = tensorInfos.find((each) => each.name === name);
        assert.ok(found !== undefined, name);
        const at = Number(tensorDataOffset) + Number(found.offset);
        const size = found.shape.reduce((product, side) => product * Number(side), 1);
        return new Float32Array(bytes.buffer.slice(bytes.byteOffset + at, bytes.byteOffset + at + 4 * size));
      };
      const weights = weightsOf(config);
      const ours = (name: string): Float32Array => (weights.get(name)?.data ?? new Float32Array()) as Float32Array;
      const gpt = architecture === 'gpt2';
      assert.deepEqual(valuesOf('token_embd.weight'), ours(gpt ? 'wte.weight' : 'model.embed_tokens.weight'));
      assert.equal(
        tensorInfos.some((each) => each.name === 'output.weight'),
        name === 'llama',
      );
      if (gpt) {
        const [query, turned] = [ours('h.0.attn.c_attn.weight'), valuesOf('blk.0.attn_qkv.weight')];
        assert.deepEqual([turned[1], turned[32], turned[96 * 32 - 1]], [query[96], query[1], query[96 * 32 - 1]]);
        const biases = weights.has('ln_f.bias') ? ours('ln_f.bias') : new Float32Array(32);
        assert.deepEqual(valuesOf('output_norm.bias'), biases);
      }
      if (name === 'llama') {
        // Two heads of keys of 8 rows each, as the peer's.
        const [key, turned] = [ours('model.layers.1.self_attn.k_proj.weight'), valuesOf('blk.1.attn_k.weight')];
        assert.deepEqual(
          peer.rows.map((_, row) => turned.slice(row * 32, row * 32 + 32)),
          peer.rows.map((row) => key.slice(row * 32, row * 32 + 32)),
        );
      }
    });
  }
});

test('a classifier, another model and another tokenizer are refused', () => {
  const { gpt2 } = runs;
  const head = weightOf({ name: 'score.weight', shape: [32, 2], initial: { kind: 'zeros' }, decays: true });
  const weights = weightsOf(gpt2);
  const refused = { code: 'not-exportable', kind: 'usage' };
  assert.throws(
    () => encodeRun({ step: 1, weights: new Map([...weights, ['score.weight', head]]) }, gpt2, json, 'f32'),
    { ...refused, message: /found "score.weight"/ },
  );
  const lstm = runOf('lstm', { layers: 1, width: 8 });
  assert.throws(() => encodeRun({ step: 1, weights: weightsOf(lstm) }, lstm, json, 'f32'), {
    ...refused,
    message: /expected a model gpt or llama, found lstm/,
  });
  const spaced = json.replaceAll('"add_prefix_space":false', '"add_prefix_space":true');
  assert.throws(() => encodeRun({ step: 1, weights }, gpt2, spaced, 'f32'), refused);
});

testWithTensorFlow('transformers reads every file and gives our logits and token ids', async (backend, t) => {
  const python = await torchPython(t);
  if (python === undefined) return;
  const text = 'the miller then';
  const ids = [...openTokenizer(json).encode(text)].slice(0, 12);
  const files = Object.entries(runs).flatMap(([name, config]) =>
    (['f32', 'f16', 'q8_0'] as const).map((precision) => ({ name, config, precision })),
  );
  const paths = files.map(({ config, precision }) => written(temporaryFolder(t), config, precision));
  const program = fileURLToPath(new URL('tests/training/export/gguf-transformers.py', packageRoot));
  const { stdout } = await promisify(execFile)(python, [program, JSON.stringify(ids), text, ...paths]);
  const answers = JSON.parse(stdout) as readonly Answer[];
  assert.equal(answers.length, files.length);
  for (const [index, { name, config, precision }] of files.entries()) {
    const found = answers[index] as Answer;
    assert.deepEqual(found.ids, ids);
    assert.equal(found.types['token_embd.weight'], precision.toUpperCase());
    const batch = { ...texts(1, ids.length), tokens: Int32Array.from(ids), used: Int32Array.of(ids.length) };
    const { logits } = languageLogits(backend, config, batch);
    const limit = { f32: 1e-5, f16: 1e-3, q8_0: 2e-2 }[precision];
    const worst = Math.max(...logits.map((value, place) => Math.abs(value - (found.logits[place] ?? Number.NaN))));
    t.diagnostic(`${name} as ${precision}: logits within ${worst}`);
    assert.ok(worst < limit, `${name} as ${precision}: logits differ by ${worst}`);
  }
});

interface Answer {
  readonly types: Readonly<Record<string, string>>;
  readonly logits: readonly number[];
  readonly ids: readonly number[];
}
