import assert from 'node:assert/strict';
import { once } from 'node:events';
import OpenAI, { APIError } from 'openai';
import { startMillrace } from '../journeys/build-command.ts';
import { testWithTensorFlow } from '../training/test-backend.ts';
import { positions, trainedStore } from './trained-store.ts';

const apiKey = 'a secret of the test';

async function startServer(store: string, ...options: readonly string[]) {
  const words = [
    'serve',
    'wri',
    '--store',
    store,
    '--port',
    '0',
    '--threads',
    '1',
    '--device',
    'cpu',
    '--json',
    ...options,
  ];
  const running = startMillrace(words, { ...process.env, MILLRACE_API_KEY: apiKey });
  let told = '';
  for await (const piece of running.child.stdout ?? []) {
    told += String(piece);
    if (told.includes('\n')) break;
  }
  if (told === '') throw new Error((await running.ended).stderr);
  return {
    ...running,
    told: JSON.parse(told) as { readonly url: string; readonly run: string; readonly step: number },
  };
}

async function failureOf(request: Promise<unknown>): Promise<APIError> {
  const error: unknown = await request.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof APIError);
  return error;
}

testWithTensorFlow("OpenAI's client talks to a served run", async (_, t) => {
  const { folder } = await trainedStore(t, ['writer']);
  const { child, ended, told } = await startServer(folder, '--max-batch', '4', '--max-queue', '6');
  t.after(() => child.kill('SIGKILL'));
  assert.deepEqual([told.run, told.step], ['writer', 3]);
  const client = new OpenAI({ baseURL: `${told.url}/v1`, apiKey, maxRetries: 0 });
  const model = 'writer';
  const messages = [{ role: 'user', content: 'the quick fox' }] as const;

  await t.test('models', async () => {
    const { data } = await client.models.list();
    assert.deepEqual(
      data.map(({ id, object, owned_by }) => [id, object, owned_by]),
      [['writer', 'model', 'millrace']],
    );
    assert.equal((await client.models.retrieve('writer')).id, 'writer');
  });

  await t.test('a completion, whole and streamed, is one text', async () => {
    const asked = { model, prompt: 'the quick', max_tokens: 24, seed: 7, n: 2, logprobs: 2 } as const;
    const whole = await client.completions.create(asked);
    assert.equal(whole.object, 'text_completion');
    assert.deepEqual(whole.usage?.completion_tokens, 48);
    assert.equal(whole.usage?.total_tokens, 48 + (whole.usage?.prompt_tokens ?? 0));
    const [first, second] = whole.choices;
    assert.notEqual(first?.text, second?.text);
    assert.equal(first?.finish_reason, 'length');
    assert.equal(first?.logprobs?.tokens?.length, 24);
    assert.ok(Object.keys(first?.logprobs?.top_logprobs?.[3] ?? {}).length === 2);
    const texts = ['', ''];
    const reasons: (string | null)[] = [];
    let usage: unknown;
    for await (const chunk of await client.completions.create({
      ...{ ...asked, stream: true, stream_options: { include_usage: true } },
    })) {
      for (const choice of chunk.choices) {
        texts[choice.index] += choice.text;
        if (choice.finish_reason !== null) reasons.push(choice.finish_reason);
      }
      usage = chunk.usage ?? usage;
    }
    assert.deepEqual(
      texts,
      whole.choices.map(({ text }) => text),
    );
    assert.deepEqual(reasons, ['length', 'length']);
    assert.deepEqual(usage, whole.usage);
  });

  await t.test('a chat, whole and streamed, is one text', async () => {
    const asked = { model, messages: [...messages], max_tokens: 12, seed: 3, logprobs: true, top_logprobs: 3 };
    const whole = await client.chat.completions.create(asked);
    const [choice] = whole.choices;
    assert.equal(choice?.message.role, 'assistant');
    assert.equal(choice?.logprobs?.content?.length, 12);
    assert.equal(choice?.logprobs?.content?.[0]?.top_logprobs.length, 3);
    let text = '';
    for await (const chunk of await client.chat.completions.create({ ...asked, stream: true })) {
      text += chunk.choices[0]?.delta.content ?? '';
    }
    assert.equal(text, choice?.message.content);
  });

  await t.test('a stop is no part of the text', async () => {
    const asked = { model, prompt: 'the', max_tokens: 40, seed: 11 } as const;
    const text = (await client.completions.create(asked)).choices[0]?.text ?? '';
    const stop = text.slice(9, 12);
    const stopped = (await client.completions.create({ ...asked, stop })).choices[0];
    assert.deepEqual([stopped?.text, stopped?.finish_reason], [text.slice(0, text.indexOf(stop)), 'stop']);
  });

  await t.test('embeddings are of length 1, the same as numbers and as bytes', async () => {
    const input = ['the quick fox', 'the', '中文 😀'];
    const bytes = await client.embeddings.create({ model, input });
    const numbers = await client.embeddings.create({ model, input, encoding_format: 'float' });
    for (const [index, { embedding }] of bytes.data.entries()) {
      assert.equal(embedding.length, 16);
      assert.ok(Math.abs(Math.hypot(...embedding) - 1) < 1e-5);
      assert.deepEqual(embedding.map(Math.fround), numbers.data[index]?.embedding.map(Math.fround));
    }
    const alone = await client.embeddings.create({ model, input: input[1] ?? '' });
    assert.deepEqual(alone.data[0]?.embedding, bytes.data[1]?.embedding);
  });

  await t.test('what cannot be done is an error that names its key', async () => {
    const create = (more: object) => () => client.chat.completions.create({ model, messages: [...messages], ...more });
    for (const [request, status, param, code] of [
      [create({ model: 'gpt-4' }), 404, 'model', 'model_not_found'],
      [create({ frequency_penalty: 0.5 }), 400, 'frequency_penalty', null],
      [create({ tools: [{ type: 'function', function: { name: 'f' } }] }), 400, 'tools', null],
      [create({ temperature: 3 }), 400, 'temperature', null],
      [create({ messages: [{ role: 'user', content: [{ type: 'image_url' }] }] }), 400, 'messages.0.content', null],
      [create({ max_tokens: 100_000 }), 400, 'max_tokens', 'context_length_exceeded'],
      [create({ max_completion_tokens: 100_000 }), 400, 'max_completion_tokens', 'context_length_exceeded'],
      [
        create({ messages: [{ role: 'user', content: 'a '.repeat(2 * positions) }] }),
        400,
        'messages',
        'context_length_exceeded',
      ],
      [
        () => client.completions.create({ model, prompt: 'a '.repeat(2 * positions) }),
        400,
        'prompt',
        'context_length_exceeded',
      ],
      [create({ surprise: 1 }), 400, 'surprise', 'unknown_parameter'],
      [() => client.completions.create({ model, prompt: 'x', n: 99 }), 400, 'n', null],
      [
        () => client.embeddings.create({ model, input: 'a '.repeat(2 * positions) }),
        400,
        'input',
        'context_length_exceeded',
      ],
      [() => client.post('/nothing', { body: {} }), 404, null, 'unknown_url'],
    ] as const) {
      const error = await failureOf(request());
      assert.deepEqual([error.status, error.param ?? null, error.code ?? null], [status, param, code], error.message);
    }
    const stranger = new OpenAI({ baseURL: `${told.url}/v1`, apiKey: 'another', maxRetries: 0 });
    assert.equal((await failureOf(stranger.models.list())).code, 'invalid_api_key');
    assert.equal((await fetch(`${told.url}/metrics`)).status, 401);
    assert.equal((await fetch(`${told.url}/health`)).status, 200);
  });

  await t.test('texts are the same alone and beside others', async () => {
    const requests = Array.from({ length: 8 }, (_, seed) => ({
      ...{ model, prompt: 'the quick '.repeat(1 + (seed % 4)), max_tokens: 10 + seed * 3, seed },
      temperature: seed % 2,
    }));
    const together = await Promise.all(requests.map((request) => client.completions.create(request)));
    for (const [index, request] of requests.entries()) {
      const alone = await client.completions.create(request);
      assert.equal(together[index]?.choices[0]?.text, alone.choices[0]?.text);
    }
  });

  await t.test('more than may wait is refused, and told when to come again', async () => {
    const asked = { model, prompt: 'the', max_tokens: 120, temperature: 0 } as const;
    const answers = await Promise.allSettled(Array.from({ length: 14 }, () => client.completions.create(asked)));
    const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as APIError] : []));
    assert.ok(refused.length > 0 && refused.length <= 4, `${refused.length} were refused`);
    for (const { status, code, headers } of refused) {
      assert.deepEqual([status, code, headers?.get('retry-after')], [429, 'queue_full', '1']);
    }
  });

  await t.test('a client that leaves frees its place', async () => {
    const stream = await client.completions.create({ model, prompt: 'the', max_tokens: 280, stream: true });
    for await (const _ of stream) break;
    stream.controller.abort();
    const metric = async (name: string): Promise<number> => {
      const text = await (
        await fetch(`${told.url}/metrics`, { headers: { authorization: `Bearer ${apiKey}` } })
      ).text();
      return Number(new RegExp(`^millrace_${name} (\\S+)$`, 'm').exec(text)?.[1]);
    };
    const deadline = Date.now() + 5000;
    while ((await metric('active_texts')) > 0 && Date.now() < deadline)
      await new Promise((done) => setTimeout(done, 10));
    assert.equal(await metric('cancelled_texts_total'), 1);
    assert.ok((await metric('generated_tokens_total')) > 500);
    assert.ok((await metric('step_texts_sum')) > 1.5 * (await metric('step_texts_count')), 'steps had several texts');
  });

  await t.test('a stop answers what is open, and takes no more', async () => {
    const open = client.completions.create({ model, prompt: 'the', max_tokens: 200, temperature: 0 });
    await new Promise((resolve) => setTimeout(resolve, 30));
    child.kill('SIGTERM');
    assert.ok(((await open).usage?.completion_tokens ?? 0) > 0);
    if (child.exitCode === null) await once(child, 'exit');
    assert.equal((await ended).code, 0);
    await assert.rejects(fetch(`${told.url}/health`));
  });
});
