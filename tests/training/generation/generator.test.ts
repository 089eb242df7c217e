import assert from 'node:assert/strict';
import type { Backend } from '../../../training/backend/backend.ts';
import { type Decoder, openDecoder } from '../../../training/generation/decoder.ts';
import { type Generator, newGenerator } from '../../../training/generation/generator.ts';
import type { GeneratedToken, GenerationRequest } from '../../../training/generation/sequence.ts';
import { gpt } from '../../../training/models/gpt.ts';
import { weightOf } from '../peer-weights.ts';
import { testWithTensorFlow } from '../test-backend.ts';

const vocabulary = 29;
const positions = 40;
const model = gpt.build(gpt.parameters.parse({ layers: 2, heads: 2, width: 16 }), { vocabulary, length: positions });
const weights = new Map(model.weights.map((spec) => [spec.name, weightOf(spec)]));
const tokenizer = { decode: (ids: Iterable<number>) => [...ids].map((id) => String.fromCharCode(97 + id)).join('') };

function open(backend: Backend, slots: number, ends: readonly number[] = []) {
  const decoder = openDecoder(backend, { model, weights, vocabulary, positions, slots });
  return { decoder, generator: newGenerator(decoder, tokenizer, new Set(ends)) };
}

interface Outcome {
  text: string;
  reason: string | undefined;
  readonly tokens: GeneratedToken[];
}

function submit(generator: Generator, request: Partial<GenerationRequest>): Outcome & { readonly cancel: () => void } {
  const outcome: Outcome = { text: '', reason: undefined, tokens: [] };
  const defaults = { temperature: 1, topK: 0, topP: 1, seed: 1, maxTokens: 12, stop: [] };
  const cancel = generator.submit(
    { ...defaults, prompt: [1, 2, 3], ...request },
    {
      onToken: (token) => {
        outcome.tokens.push(token);
        outcome.text += token.text;
      },
      onEnd: ({ reason, text }) => {
        assert.equal(outcome.reason, undefined, 'a text ends once');
        outcome.reason = reason;
        outcome.text += text;
      },
    },
  );
  return Object.assign(outcome, { cancel });
}

function runAll(generator: Generator): number {
  let most = 0;
  while (generator.active() + generator.waiting() > 0) most = Math.max(most, generator.tick());
  return most;
}

function alone(decoder: Decoder, request: Partial<GenerationRequest>, ends: readonly number[] = []): Outcome {
  const generator = newGenerator(decoder, tokenizer, new Set(ends));
  const outcome = submit(generator, request);
  runAll(generator);
  return outcome;
}

testWithTensorFlow('a text is the same alone and beside others, more than there are slots', (backend) => {
  const { decoder, generator } = open(backend, 4);
  const requests = Array.from({ length: 9 }, (_, seed) => ({
    seed,
    prompt: Array.from({ length: 1 + ((seed * 5) % 20) }, (_, place) => (seed + place * 3) % vocabulary),
    maxTokens: 3 + ((seed * 7) % 15),
    temperature: seed % 3 === 0 ? 0 : 0.8,
  }));
  const together = requests.map((request) => submit(generator, request));
  assert.equal(generator.waiting(), 9);
  assert.equal(runAll(generator), 4, 'a step has four texts');
  for (const [index, request] of requests.entries()) {
    const { text, tokens, reason } = together[index] as Outcome;
    assert.equal(tokens.length, request.maxTokens);
    assert.equal(reason, 'length');
    assert.equal(text, alone(decoder, request).text);
  }
  assert.ok(new Set(together.map(({ text }) => text)).size > 7, 'seeds differ');
  decoder.close();
});

testWithTensorFlow('a text ends by its tokens, a token, a stop, or the model’s positions', (backend) => {
  const { decoder } = open(backend, 2);
  const whole = alone(decoder, { maxTokens: 20 });
  const [, , third] = whole.tokens;
  assert.ok(third !== undefined);
  const first = whole.tokens.findIndex(({ id }) => id === third.id);
  const ended = alone(decoder, { maxTokens: 20 }, [third.id]);
  assert.deepEqual([ended.reason, ended.text], ['stop', whole.text.slice(0, first)]);
  const stop = whole.text.slice(5, 8);
  const stopped = alone(decoder, { maxTokens: 20, stop: [stop] });
  assert.deepEqual([stopped.reason, stopped.text], ['stop', whole.text.slice(0, whole.text.indexOf(stop))]);
  const full = alone(decoder, { maxTokens: 1000 });
  assert.deepEqual([full.reason, full.tokens.length], ['length', positions - 3]);
  assert.ok(full.text.startsWith(whole.text));
  decoder.close();
});

testWithTensorFlow('a text that nobody wants gives its slot to the next', (backend) => {
  const { decoder, generator } = open(backend, 1);
  const first = submit(generator, { maxTokens: 30 });
  const second = submit(generator, { maxTokens: 3 });
  const third = submit(generator, { maxTokens: 3 });
  for (let count = 0; count < 4; count++) generator.tick();
  assert.equal(second.tokens.length, 0);
  first.cancel();
  third.cancel();
  assert.deepEqual([first.reason, third.reason], ['cancelled', 'cancelled']);
  runAll(generator);
  assert.deepEqual([second.reason, second.tokens.length, first.tokens.length], ['length', 3, 4]);
  first.cancel();
  decoder.close();
});

testWithTensorFlow('logprobs are of the token that was taken, and of the likeliest', (backend) => {
  const { decoder } = open(backend, 1);
  for (const { id, logprob, top } of alone(decoder, { temperature: 0, logprobs: 3 }).tokens) {
    assert.equal(top?.length, 3);
    assert.deepEqual(top?.[0], logprob);
    assert.equal(logprob?.id, id);
    assert.ok((logprob?.logprob ?? 1) < 0);
  }
  assert.equal(alone(decoder, {}).tokens[0]?.logprob, undefined);
  decoder.close();
});
