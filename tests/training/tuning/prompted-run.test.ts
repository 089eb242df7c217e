import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openServedRun } from '../../../serving/open-served-run.ts';
import { compressRun } from '../../../training/compression/compress-run.ts';
import { exportModel } from '../../../training/export/export-model.ts';
import { modelExports } from '../../../training/export/registry.ts';
import { sampleText } from '../../../training/generation/sample-text.ts';
import { trainedStore } from '../../serving/trained-store.ts';
import { temporaryFolder } from '../../storage/temporary-folder.ts';
import { testWithTensorFlow } from '../test-backend.ts';

const refusal = {
  code: 'not-plain',
  kind: 'usage',
  message: 'run prompted trained a prompt, which a model by itself has no place for',
  hint: 'take the run that it began with, or one of tune: lora',
} as const;
const checkpoint = 'best';
const quiet = { env: process.env, onNote: () => undefined } as const;

testWithTensorFlow('a run that trained a prompt is neither served, sampled nor exported', async (backend, t) => {
  const { storage } = await trainedStore(t, ['prompted']);
  await assert.rejects(openServedRun({ storage, run: 'prompted', backend, checkpoint, batch: 1 }), refusal);
  const asked = { prompt: 'a', maxTokens: 1, temperature: 0, topK: 0, topP: 1, seed: 0, stop: [] };
  const { signal } = new AbortController();
  await assert.rejects(
    sampleText(storage, 'prompted', asked, { ...quiet, checkpoint, device: 'cpu', signal }),
    refusal,
  );
  for (const format of Object.values(modelExports)) {
    const out = join(temporaryFolder(t), 'out');
    const writing = exportModel(storage, 'prompted', { format, checkpoint, out }, { ...quiet, precision: 'f32' });
    await assert.rejects(writing, refusal, format.name);
    assert.ok(!existsSync(out), format.name);
  }
});

testWithTensorFlow('a run that trained a prompt is compressed with it', async (_, t) => {
  const { storage } = await trainedStore(t, ['prompted']);
  const { rows } = await compressRun({
    ...{ storage, run: 'prompted', checkpoint, on: 'train', others: [], sparsity: null, structured: null },
    ...{ quantize: ['int8'], rounds: 1, device: null, env: process.env, threads: 1, onProgress: () => undefined },
  });
  const [whole, small] = rows;
  assert.deepEqual([whole?.step, small?.step], [3, 3]);
  assert.ok((small?.bytes ?? 0) < (whole?.bytes ?? 0));
  const [a = 0, b = 9] = [whole?.scores['loss'], small?.scores['loss']];
  assert.ok(a > 0 && Math.abs(a - b) < 0.05, `${a} and ${b}`);
});
