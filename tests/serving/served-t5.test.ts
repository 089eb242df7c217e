import assert from 'node:assert/strict';
import { openServedRun } from '../../serving/open-served-run.ts';
import { openServer } from '../../serving/open-server.ts';
import { defaultLimits } from '../../serving/serving-limits.ts';
import { sampleText } from '../../training/generation/sample-text.ts';
import { testWithTensorFlow } from '../training/test-backend.ts';
import { trainedStore } from './trained-store.ts';

interface Completion {
  readonly choices: readonly { readonly text: string; readonly finish_reason: string }[];
  readonly usage: { readonly completion_tokens: number };
}

testWithTensorFlow('a run of t5 completes texts, over HTTP as in sample, and embeds none', async (backend, t) => {
  const { storage } = await trainedStore(t, ['filler']);
  const run = await openServedRun({ storage, run: 'filler', backend, checkpoint: 'best', batch: 2 });
  t.after(run.close);
  assert.equal(run.embedding, undefined);
  const limits = { ...defaultLimits, batch: 2, stopMs: 50 };
  const server = await openServer({ host: '127.0.0.1', port: 0, apiKey: undefined, run, limits });
  t.after(() => server.stop());
  const asked = { prompt: 'the <extra_id_0> fox jumps', seed: 4, temperature: 0.7 };
  const complete = async (body: object): Promise<Completion> => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${server.url}/v1/completions`, { method: 'POST', headers, body: JSON.stringify(body) });
    assert.equal(answer.status, 200);
    return (await answer.json()) as Completion;
  };
  const texts: string[] = [];
  for (const temperature of [0, 0.7, 1]) {
    const { choices, usage } = await complete({ ...asked, model: 'filler', max_tokens: 8, temperature });
    const sample = await sampleText(
      storage,
      'filler',
      { ...asked, temperature, maxTokens: 8, topK: 0, topP: 1, stop: [] },
      {
        ...{ checkpoint: 'best', device: 'cpu', env: process.env, onNote: () => undefined },
        signal: new AbortController().signal,
      },
    );
    assert.deepEqual([choices[0]?.text, choices[0]?.finish_reason], [sample.text, sample.reason]);
    assert.equal(usage.completion_tokens, sample.tokens);
    texts.push(sample.text);
  }
  assert.ok(
    texts.some((text) => text !== ''),
    JSON.stringify(texts),
  );
});
