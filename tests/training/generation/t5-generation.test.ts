import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { packageRoot } from '../../../storage/package-root.ts';
import type { Backend } from '../../../training/backend/backend.ts';
import { newForward } from '../../../training/engines/forward.ts';
import { openDecoder } from '../../../training/generation/decoder.ts';
import { newGenerator } from '../../../training/generation/generator.ts';
import { sentinelTexts } from '../../../training/generation/sentinel-texts.ts';
import type { GenerationRequest } from '../../../training/generation/sequence.ts';
import { writeTexts } from '../../../training/generation/write-texts.ts';
import type { HostTensor } from '../../../training/host-tensor.ts';
import { buildModel } from '../../../training/hugging-face/build-model.ts';
import { readFolder } from '../../../training/hugging-face/read-folder.ts';
import type { PairModel } from '../../../training/model.ts';
import { startToken } from '../../../training/objectives/span-corruption.ts';
import { temporaryFolder } from '../../storage/temporary-folder.ts';
import { tokenizer as known } from '../../streaming/synthetic-version.ts';
import { torchPython } from '../../torch-python.ts';
import { testWithTensorFlow } from '../test-backend.ts';

const kinds = ['t5-relu', 't5-gated'];
const fixtures = fileURLToPath(new URL('tests/fixtures/training/generation/', packageRoot));
const program = fileURLToPath(new URL('tests/training/generation/t5-generate.py', packageRoot));
const tokenizer = { decode: (ids: Iterable<number>) => [...ids].map((id) => `${id} `).join('') };
const end = 1;
const most = 24;

type Weights = ReadonlyMap<string, HostTensor>;

interface Written {
  readonly source: readonly number[];
  readonly target: readonly number[];
}

async function openT5(backend: Backend, folder: string, slots: number) {
  const { model: named, size, weights } = await readFolder(folder);
  const model = buildModel(named.name, named.parameters, size);
  assert.ok(model.reads === 'pairs' && 'vocabulary' in size);
  const decoder = openDecoder(backend, { model, weights, vocabulary: size.vocabulary, positions: 80, slots });
  const generator = newGenerator(decoder, tokenizer, new Set([end]));
  const write = async (requests: readonly Partial<GenerationRequest>[]) => {
    const defaults = { prompt: [], temperature: 0, topK: 0, topP: 1, seed: 1, maxTokens: most, stop: [] };
    return await writeTexts(
      generator,
      requests.map((request) => ({ ...defaults, ...request })),
    );
  };
  return { decoder, write };
}

/** What is written for the sources of a folder, two beside each other, is what transformers' `generate` wrote. */
async function checkGreedy(backend: Backend, folder: string): Promise<void> {
  const expected = JSON.parse(readFileSync(join(folder, 'greedy.json'), 'utf8')) as readonly Written[];
  const { decoder, write } = await openT5(backend, folder, 2);
  const found = await write(expected.map(({ source }) => ({ prompt: source })));
  for (const [place, { target }] of expected.entries()) {
    const ended = target.at(-1) === end;
    const ids = ended ? target.slice(0, -1) : target;
    const wanted = { text: tokenizer.decode(ids), tokens: ids.length, reason: ended ? 'stop' : 'length' };
    assert.deepEqual(found[place], wanted, `source ${place}`);
  }
  assert.ok(new Set(expected.flatMap(({ target }) => target)).size > 9, 'the texts say something');
  decoder.close();
}

for (const kind of kinds) {
  testWithTensorFlow(`the likeliest target of ${kind} is what transformers writes`, (backend) =>
    checkGreedy(backend, join(fixtures, kind)),
  );
}

/** Logits behind the last token of a target, computed from all of it and its source, by plain TensorFlow.js. */
function recomputed({ tf, ...rest }: Backend, model: PairModel, weights: Weights, source: number[], target: number[]) {
  return tf.tidy(() => {
    const tensors = new Map([...weights].map(([name, { data, shape }]) => [name, tf.tensor(data, [...shape])]));
    const forward = newForward({ tf, ...rest }, tensors, undefined);
    const read = (ids: number[]) => ({ ids: tf.tensor1d(ids, 'int32'), samples: 1, length: ids.length });
    const states = model.encode(forward, read(source));
    const asked = model.ask(forward, { states, length: source.length }, 1);
    const written = model.decode(forward, read(target), asked);
    const last = tf.slice(written, [target.length - 1, 0], [1, model.width]);
    return Float32Array.from(model.logits(forward, last.as2D(1, model.width)).dataSync());
  });
}

for (const kind of kinds) {
  testWithTensorFlow(
    `cached logits of ${kind} are those that are computed anew, of several texts at once`,
    async (backend) => {
      const { model: named, size, weights } = await readFolder(join(fixtures, kind));
      const model = buildModel(named.name, named.parameters, size);
      assert.ok(model.reads === 'pairs' && 'vocabulary' in size);
      const decoder = openDecoder(backend, { model, weights, vocabulary: size.vocabulary, positions: 150, slots: 3 });
      const long = Array.from({ length: 70 }, (_, place) => (5 * place * place + 2) % size.vocabulary);
      const sources = [[3, 14, 15, 9], long, [11]];
      const targets = sources.map(() => [startToken]);
      const check = (logits: readonly (Float32Array | undefined)[]): void => {
        for (const [slot, found] of logits.entries()) {
          const expected = recomputed(backend, model, weights, sources[slot] ?? [], targets[slot] ?? []);
          assert.equal(found?.length, size.vocabulary);
          for (const [id, logit] of expected.entries())
            assert.ok(Math.abs(logit - (found?.[id] ?? 9)) < 2e-5, `${slot}`);
        }
      };
      check(sources.map((ids, slot) => decoder.read({ slot, held: 0, ids })));
      for (let token = 0; token < 70; token++) {
        const ids = targets.map((target, slot) => {
          const id = (7 * token + 11 * slot + 3) % size.vocabulary;
          target.push(id);
          return id;
        });
        const held = (slot: number): number => (sources[slot]?.length ?? 0) + token;
        const logits = decoder.step(ids.map((id, slot) => ({ slot, held: held(slot), ids: [id] })));
        if (token % 23 === 0 || token === 69) check(logits);
      }
      assert.equal(decoder.cacheBytes, 2 * 2 * 2 * 4 * (3 * 150 + 1) * 12);
      decoder.close();
    },
  );
}

testWithTensorFlow('models that transformers made just now write what it writes', async (backend, t) => {
  const python = await torchPython(t);
  if (python === undefined) return;
  const folder = temporaryFolder(t);
  await promisify(execFile)(python, [program, folder]);
  for (const kind of kinds) await checkGreedy(backend, join(folder, kind));
});

testWithTensorFlow(
  'a target that is drawn is one of its seed, alone or beside others, early or late',
  async (backend) => {
    const folder = join(fixtures, 't5-relu');
    const requests = [3, 4, 5, 6].map((seed) => ({ prompt: [3, 14, 15, 9, 2], temperature: 3, seed }));
    const [alone, beside] = [await openT5(backend, folder, 1), await openT5(backend, folder, 3)];
    const texts = await alone.write(requests);
    assert.deepEqual(await beside.write(requests), texts);
    assert.ok(new Set(texts.map(({ text }) => text)).size > 2);
    // A slot that held a longer source and target begins anew.
    assert.deepEqual(await alone.write(requests.slice(0, 1)), texts.slice(0, 1));
    for (const { decoder } of [alone, beside]) decoder.close();
  },
);

testWithTensorFlow('a text goes on over the side of a pass, and ends with its places', async (backend) => {
  const { decoder, write } = await openT5(backend, join(fixtures, 't5-relu'), 1);
  const [long] = await write([{ prompt: [5, 5, 5, 5, 5, 5, 5, 5, 5], maxTokens: 500 }]);
  assert.deepEqual([long?.tokens, long?.reason], [decoder.positions - 9, 'length']);
  decoder.close();
});

test('marks of spans become sentinels and back, and the one behind the last that is asked for ends a target', () => {
  const sentinels = [700, 701, 702];
  const { encode, decode, endOf } = sentinelTexts({ ...known, template: [5, 'text', 6] }, sentinels);
  const text = 'the <extra_id_0> fox <extra_id_1>';
  const ids = encode(text);
  assert.deepEqual([ids[0], ids.at(-1), ids.at(-2)], [5, 6, 701]);
  assert.equal(ids.filter((id) => id === 700).length, 1);
  assert.equal(decode(ids.slice(1, -1)), text);
  assert.equal(endOf(ids), 702);
  assert.equal(endOf(encode('the fox')), undefined);
  assert.equal(endOf(encode('<extra_id_2>')), undefined);
  // There is no such sentinel: plain text.
  assert.deepEqual(encode('<extra_id_3>').slice(1, -1), [...known.encode('<extra_id_3>')]);
  assert.equal(decode([700, 9999, ...known.encode('fox')]), '<extra_id_0>fox');
});
