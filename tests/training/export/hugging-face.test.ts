import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openLocalFolder } from '../../../storage/local-folder.ts';
import { packageRoot } from '../../../storage/package-root.ts';
import { huggingFace } from '../../../training/export/hugging-face.ts';
import { objectiveOf } from '../../../training/open-run.ts';
import { tokenModel } from '../../../training/run-model.ts';
import { temporaryFolder } from '../../storage/temporary-folder.ts';
import { commitSynthetic, labelledDocuments, tokenizer } from '../../streaming/synthetic-version.ts';
import { torchPython } from '../../torch-python.ts';
import { weightOf } from '../peer-weights.ts';
import { tokenRun } from './exported-runs.ts';

const length = 48;
const models = [
  { name: 'gpt', parameters: { layers: 2, heads: 2, width: 16, bias: true } },
  { name: 'llama', parameters: { layers: 2, heads: 2, width: 16 } },
];

/** Folders of classifiers that see the last token, with the tokenizer of their version. */
async function classifiers(folder: string) {
  const storage = openLocalFolder(join(folder, 'store'));
  const documents = [labelledDocuments(9, ['bad', 'good', 'ugly'])];
  const { sha256 } = await commitSynthetic(storage, { dataset: 'mails', sequences: [1], length, documents });
  return Promise.all(
    models.map(async (model) => {
      const run = tokenRun(model, { name: 'classify', parameters: { pool: 'end' } });
      const config = {
        ...{ ...run, length, positions: length, vocabulary: tokenizer.vocabularySize },
        data: { dataset: 'mails', version: 1, manifestSha256: sha256 },
      };
      const own = tokenModel(config);
      const goal = objectiveOf(config);
      if (goal.content === 'images' || goal.reads === 'pairs') throw new Error('an objective of other records');
      const size = { samples: 1, length, classes: ['bad', 'good', 'ugly'] };
      const head = goal.build(goal.parameters.parse(config.settings.objective.parameters), own, size).weights;
      const weights = new Map([...own.weights, ...head].map((spec) => [spec.name, weightOf(spec)]));
      const settings = { env: process.env, onNote: () => undefined, precision: 'f32' } as const;
      const written = await huggingFace.encode({ storage, config, step: 1, weights }, settings);
      if (!('files' in written)) throw new Error('no folder');
      const at = join(folder, model.name);
      mkdirSync(at);
      for (const [name, bytes] of written.files) writeFileSync(join(at, name), bytes);
      const json = (name: string): unknown => JSON.parse(new TextDecoder().decode(written.files.get(name)));
      return { at, config: json('config.json'), tokenizer: json('tokenizer_config.json') };
    }),
  );
}

test('a decoder knows what its texts end with, and as a classifier what fills them up, by id and by name', async (t) => {
  for (const written of await classifiers(temporaryFolder(t))) {
    const config = written.config as Record<string, unknown>;
    assert.match(String(config['architectures']), /ForSequenceClassification$/);
    for (const key of ['bos_token_id', 'eos_token_id', 'pad_token_id']) assert.equal(config[key], tokenizer.endOfText);
    assert.deepEqual(written.tokenizer, {
      ...{ tokenizer_class: 'PreTrainedTokenizerFast', model_max_length: length, pad_token: '<|endoftext|>' },
    });
  }
});

test('transformers tells the classes of several texts at a time as of each alone', async (t) => {
  const python = await torchPython(t);
  if (python === undefined) return;
  const folders = (await classifiers(temporaryFolder(t))).map(({ at }) => at);
  const program = fileURLToPath(new URL('tests/training/export/hugging-face-classes.py', packageRoot));
  const { stdout } = await promisify(execFile)(python, [program, ...folders]);
  for (const { difference, spread, padding } of JSON.parse(stdout) as {
    difference: number;
    spread: number;
    padding: unknown[];
  }[]) {
    assert.ok(difference < 1e-9, `${difference}`);
    assert.ok(spread > 1e-3, `${spread}`);
    assert.deepEqual(padding, ['<|endoftext|>', tokenizer.endOfText, tokenizer.endOfText]);
  }
});
