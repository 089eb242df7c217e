import assert from 'node:assert/strict';
import { readCheckpoint } from '../../../training/checkpoints/read-checkpoint.ts';
import { openRunGeneration } from '../../../training/generation/open-run-generation.ts';
import type { TokenModel } from '../../../training/model.ts';
import type { TokenRunConfig } from '../../../training/run-config.ts';
import { baseModel, tokenModel } from '../../../training/run-model.ts';
import { readRunRecord } from '../../../training/runs/run-record.ts';
import { trainedStore } from '../../serving/trained-store.ts';
import { testWithTensorFlow } from '../test-backend.ts';
import { recomputedLogits } from './full-recomputation.ts';

testWithTensorFlow('a run is opened with its tokenizer, and with its adapters merged', async (backend, t) => {
  const { storage } = await trainedStore(t, ['adapted', 'judge']);
  const config = (await readRunRecord(storage, 'runs/adapted')) as TokenRunConfig;
  const { weights } = (await readCheckpoint(storage, 'runs/adapted', 'last', () => undefined))?.state ?? {};
  assert.ok(weights !== undefined);
  const generation = await openRunGeneration({ storage, backend }, config, { checkpoint: 'best', slots: 1 });
  const prompt = [...generation.promptIds('the quick 中文 fox')];
  assert.equal(generation.tokenizer.decode(prompt), 'the quick 中文 fox');
  const found = generation.decoder.read({ slot: 0, held: 0, ids: prompt });
  const distance = (model: TokenModel): number => {
    const expected = recomputedLogits(backend, model, weights, prompt);
    return Math.max(...expected.map((value, id) => Math.abs(value - (found[id] ?? Number.NaN))));
  };
  assert.ok(distance(tokenModel(config)) < 1e-4);
  assert.ok(distance(baseModel(config) as TokenModel) > 1e-2, 'the adapters say something');
  generation.decoder.close();

  const { settings } = config;
  const answering = { ...config, settings: { ...settings, objective: { name: 'answer', parameters: {} } } };
  await assert.rejects(openRunGeneration({ storage, backend }, answering, { checkpoint: 'best', slots: 1 }), {
    code: 'not-generating',
    kind: 'usage',
    message: 'run adapted writes no text: it was trained to find answers in texts',
  });
  const judge = await readRunRecord(storage, 'runs/judge');
  await assert.rejects(openRunGeneration({ storage, backend }, judge, { checkpoint: 'best', slots: 1 }), {
    code: 'not-generating',
    kind: 'usage',
  });
});
