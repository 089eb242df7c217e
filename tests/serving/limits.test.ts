import assert from 'node:assert/strict';
import { request } from 'node:http';
import { test } from 'node:test';
import { requireKeyBeyondLoopback } from '../../serving/api-key.ts';
import { openServedRun } from '../../serving/open-served-run.ts';
import { openServer, type ServerOptions } from '../../serving/open-server.ts';
import { defaultLimits, type ServingLimits } from '../../serving/serving-limits.ts';
import { evaluateRun } from '../../training/evaluate-run.ts';
import { millraceOutput } from '../journeys/build-command.ts';
import { testWithTensorFlow } from '../training/test-backend.ts';
import { trainedStore } from './trained-store.ts';

const local = { host: '127.0.0.1', port: 0, apiKey: undefined } satisfies Partial<ServerOptions>;

function post(url: string, path: string, body: unknown): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
}

async function errorOf(answer: Response): Promise<{ readonly status: number; readonly code: string | null }> {
  const { error } = (await answer.json()) as { readonly error: { readonly code: string | null } };
  return { status: answer.status, code: error.code };
}

testWithTensorFlow('a server holds to its limits', async (backend, t) => {
  const { storage } = await trainedStore(t, ['writer']);
  const run = await openServedRun({ storage, run: 'writer', backend, checkpoint: 'best', batch: 2 });
  t.after(run.close);
  const open = async (limits: Partial<ServingLimits>) => {
    const server = await openServer({ ...local, run, limits: { ...defaultLimits, batch: 2, stopMs: 50, ...limits } });
    t.after(() => server.stop());
    return server;
  };
  const asked = { model: 'writer', prompt: 'the', max_tokens: 200 };

  await t.test('a request that is too large, no JSON, or not said to be JSON', async () => {
    const { url } = await open({ bodyBytes: 1000 });
    const large = { ...asked, prompt: 'x'.repeat(2000) };
    assert.deepEqual(await errorOf(await post(url, '/v1/completions', large)), {
      status: 413,
      code: 'request_too_large',
    });
    const send = (type: string, body: string | ReadableStream, more: object = {}) =>
      fetch(`${url}/v1/completions`, { method: 'POST', headers: { 'content-type': type }, body, ...more });
    const pieces = new ReadableStream({
      start: (controller) => {
        for (let count = 0; count < 20; count++) controller.enqueue(new Uint8Array(100));
        controller.close();
      },
    });
    assert.equal((await send('application/json', pieces, { duplex: 'half' })).status, 413);
    assert.equal((await send('application/json', '{')).status, 400);
    assert.equal((await send('text/plain', JSON.stringify(asked))).status, 415);
    assert.equal((await post(url, '/v1/completions', { ...asked, max_tokens: 2 })).status, 200);
  });

  await t.test('time', async () => {
    const { url } = await open({ timeoutMs: 60 });
    assert.deepEqual(await errorOf(await post(url, '/v1/completions', { ...asked, n: 8 })), {
      status: 504,
      code: 'timeout',
    });
    const streamed = await (await post(url, '/v1/completions', { ...asked, n: 8, stream: true })).text();
    assert.match(streamed, /"code":"timeout"\}\}\n\n$/);
    assert.equal(run.generation?.generator.active(), 0);
  });

  await t.test('tokens and choices', async () => {
    const { url } = await open({ tokens: 10, choices: 3 });
    assert.equal((await post(url, '/v1/completions', asked)).status, 400);
    assert.equal(
      (await post(url, '/v1/completions', { ...asked, max_tokens: 2, prompt: ['a', 'b'], n: 2 })).status,
      400,
    );
    const chat = { model: 'writer', messages: [{ role: 'user', content: 'a' }] };
    const answer = (await (await post(url, '/v1/chat/completions', chat)).json()) as {
      readonly usage: { readonly completion_tokens: number };
    };
    assert.ok(answer.usage.completion_tokens <= 10);
  });

  await t.test('another host name, without a key', async () => {
    const { port } = await open({});
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { host: `mill.example:${port}` };
      request({ host: '127.0.0.1', port, path: '/v1/models', headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .once('error', reject)
        .end();
    });
    assert.equal(status, 403);
  });

  await t.test('a port that is taken is a usage error', async () => {
    const { port } = await open({});
    await assert.rejects(openServer({ ...local, port, run, limits: defaultLimits }), {
      code: 'port-in-use',
      kind: 'usage',
    });
  });
});

testWithTensorFlow('a classifier says of each text what evaluation says', async (backend, t) => {
  const { storage } = await trainedStore(t, ['judge']);
  const run = await openServedRun({ storage, run: 'judge', backend, checkpoint: 'last', batch: 2 });
  const server = await openServer({ ...local, run, limits: { ...defaultLimits, stopMs: 50 } });
  t.after(() => server.stop());
  const input = Array.from(
    { length: 24 },
    (_, index) => 'the quick 中文 😀 fox, '.repeat(1 + (index % 5)) + String(index),
  );
  const answer = (await (await post(server.url, '/classify', { input })).json()) as {
    readonly data: readonly { readonly label: string; readonly probabilities: Readonly<Record<string, number>> }[];
  };
  const asked = { env: process.env, threads: 1, device: null, against: null, onProgress: () => undefined } as const;
  const { metrics } = await evaluateRun({
    ...asked,
    storage,
    run: 'judge',
    on: 'train',
    metrics: ['accuracy', 'loss'],
  });
  const labels = input.map((_, index) => ['spam', 'ham'][index % 2] ?? '');
  const right = answer.data.filter(({ label }, index) => label === labels[index]).length;
  const loss = answer.data.reduce(
    (sum, { probabilities }, index) => sum - Math.log(probabilities[labels[index] ?? ''] ?? 0),
    0,
  );
  assert.equal(right / input.length, metrics['accuracy']);
  assert.ok(Math.abs(loss / input.length - (metrics['loss'] ?? 0)) < 1e-5);
  assert.equal((await post(server.url, '/v1/completions', { model: 'judge', prompt: 'x' })).status, 404);
});

test('an address that others reach asks for a key', async () => {
  for (const host of ['0.0.0.0', '::', '192.168.1.4', 'mill.example']) {
    assert.throws(() => requireKeyBeyondLoopback(host, undefined), { code: 'api-key-missing', kind: 'usage' });
    requireKeyBeyondLoopback(host, 'secret');
  }
  for (const host of ['127.0.0.1', '::1', 'localhost']) requireKeyBeyondLoopback(host, undefined);
  const { MILLRACE_API_KEY: _, ...env } = process.env;
  const { code, stderr } = await millraceOutput(['serve', 'writer', '--host', '0.0.0.0'], env);
  assert.equal(code, 2);
  assert.match(stderr, /api-key-missing/);
});
