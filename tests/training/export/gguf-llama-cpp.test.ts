import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openTokenizer } from '../../../pipelines/tokenizers/open-tokenizer.ts';
import { packageRoot } from '../../../storage/package-root.ts';
import type { TokenRunConfig } from '../../../training/run-config.ts';
import { testPython } from '../../python-environment.ts';
import { temporaryFolder } from '../../storage/temporary-folder.ts';
import { testWithTensorFlow } from '../test-backend.ts';
import { languageLogits, texts } from './exported-runs.ts';
import { json, runs, vocabulary, written } from './gguf-runs.ts';

interface Answer {
  readonly ids: readonly number[];
  readonly logarithms: readonly (readonly number[])[];
  readonly greedy: readonly number[];
}

/** llama.cpp approximates GELU, and multiplies in the precision of the matrix: states become halves, or blocks. */
const limits = {
  gpt2: { f32: 1e-3, f16: 1e-3, q8_0: 2e-2 },
  llama: { f32: 1e-5, f16: 1e-3, q8_0: 2e-2 },
};

testWithTensorFlow(
  'llama.cpp runs every file: our token ids, our probabilities, our next tokens',
  async (backend, t) => {
    const python = await pythonWithLlamaCpp(t);
    if (python === undefined) return;
    const text = 'the miller then';
    const ids = [...openTokenizer(json).encode(text)];
    const files = Object.entries(runs).flatMap(([name, config]) =>
      (['f32', 'f16', 'q8_0'] as const).map((precision) => ({ name, config, precision })),
    );
    const paths = files.map(({ config, precision }) => written(temporaryFolder(t), config, precision));
    const program = fileURLToPath(new URL('tests/training/export/gguf-llama-cpp.py', packageRoot));
    const { stdout } = await promisify(execFile)(python, [program, JSON.stringify(ids), text, ...paths]);
    const answers = JSON.parse(stdout) as readonly Answer[];
    assert.equal(answers.length, files.length);
    const ours = (config: TokenRunConfig, read: readonly number[]): readonly Float64Array[] => {
      const batch = { ...texts(1, read.length), tokens: Int32Array.from(read), used: Int32Array.of(read.length) };
      const { logits } = languageLogits(backend, config, batch);
      return read.map((_, place) => logarithmsOf(logits.subarray(place * vocabulary, (place + 1) * vocabulary)));
    };
    for (const [index, { name, config, precision }] of files.entries()) {
      const found = answers[index] as Answer;
      assert.deepEqual(found.ids, ids);
      const limit = limits[name.startsWith('gpt2') ? 'gpt2' : 'llama'][precision];
      const worst = Math.max(
        ...ours(config, ids).map((expected, place) => largestDifference(expected, found.logarithms[place] ?? [])),
      );
      t.diagnostic(`${name} as ${precision}: log-probabilities within ${worst}`);
      assert.ok(worst < limit, `${name} as ${precision}: log-probabilities differ by ${worst}`);
      assert.equal(found.greedy.length, 5);
      for (const [place, token] of found.greedy.entries()) {
        const expected = ours(config, [...ids, ...found.greedy.slice(0, place)]).at(-1) ?? new Float64Array();
        const behind = Math.max(...expected) - (expected[token] ?? Number.NEGATIVE_INFINITY);
        assert.ok(behind < 2 * limit, `${name} as ${precision}: token ${place} is ${behind} behind our likeliest`);
      }
    }
  },
);

/** Skips the test, and gives undefined, where there is none. */
async function pythonWithLlamaCpp(t: TestContext): Promise<string | undefined> {
  try {
    return await testPython('llama-cpp');
  } catch (error) {
    t.skip(`no Python with llama.cpp: ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}

function logarithmsOf(logits: Float32Array): Float64Array {
  const most = Math.max(...logits);
  const total = logits.reduce((sum, logit) => sum + Math.exp(logit - most), 0);
  return Float64Array.from(logits, (logit) => logit - most - Math.log(total));
}

function largestDifference(expected: Float64Array, found: readonly number[]): number {
  if (found.length !== expected.length) return Number.POSITIVE_INFINITY;
  return Math.max(...expected.map((value, place) => Math.abs(value - (found[place] ?? Number.NaN))));
}
