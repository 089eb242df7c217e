import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tokenizerJson } from '../../../pipelines/tokenizers/tokenizer-json.ts';
import { trainBpe } from '../../../pipelines/tokenizers/train-bpe.ts';
import { encodeRun } from '../../../training/export/gguf/gguf.ts';
import type { ExportSettings } from '../../../training/export/model-export.ts';
import type { TokenRunConfig } from '../../../training/run-config.ts';
import { tokenModel } from '../../../training/run-model.ts';
import { weightOf } from '../peer-weights.ts';
import { tokenRun, type Weights } from './exported-runs.ts';

const words = new Map([
  ['the', 9],
  [' the', 8],
  [' mill', 7],
  [' miller', 5],
  [' then', 3],
]);

/** The tokenizer of {@link runs}, and its tokenizer.json. */
export const trained = trainBpe(words, { vocabulary: 264, specials: ['<|endoftext|>'], minFrequency: 1 });
export const json = tokenizerJson(trained);
/** More than the tokenizer has tokens. */
export const vocabulary = 272;

const causal = { name: 'causal', parameters: {} };

export function runOf(name: string, parameters: TokenRunConfig['settings']['model']['parameters']): TokenRunConfig {
  return { ...tokenRun({ name, parameters }, causal), vocabulary };
}

/** Runs that can be written as GGUF, of each form that differs in the file; the first word is llama.cpp's architecture. */
export const runs = {
  gpt2: runOf('gpt', { layers: 2, heads: 2, width: 32 }),
  'gpt2 without biases': runOf('gpt', { layers: 1, heads: 2, width: 32, bias: false }),
  llama: runOf('llama', { layers: 2, heads: 4, kvHeads: 2, width: 32, inner: 64, theta: 500 }),
  'llama tied': runOf('llama', { layers: 1, heads: 2, width: 32, tied: true }),
};

export function weightsOf(config: TokenRunConfig): Weights {
  return new Map(tokenModel(config).weights.map((spec) => [spec.name, weightOf(spec)]));
}

/** Writes a run's file; gives its path. */
export function written(folder: string, config: TokenRunConfig, precision: ExportSettings['precision']): string {
  const path = join(folder, `${precision}.gguf`);
  writeFileSync(path, encodeRun({ step: 7, weights: weightsOf(config) }, config, json, precision).bytes);
  return path;
}
