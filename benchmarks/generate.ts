/**
 * Claim: with its cache a decoder writes several times as fast as without, no slower than transformers' GPT-2 with its
 * cache, and eight requests at a time get more tokens in a second than one.
 *
 * A GPT of made-up weights writes some tokens behind a prompt of 32, the likeliest each, so that all do the same work: with
 * the cache, without it, and by transformers' `generate` with its cache. Then a server of that model is asked for the same
 * text by 1 and by 8 clients at a time. Figures are medians of rounds, in tokens of all texts
 * together; those of the server have its clients in the same process.
 *
 *     node dist/benchmarks/generate.js [--rounds 3] [--threads 1] [--tokens 200] [--python PATH]
 *
 * `--python` names a Python with PyTorch and transformers; without it there is no peer.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { plainChat } from '../serving/chat-prompt.ts';
import { openServer } from '../serving/open-server.ts';
import { defaultLimits } from '../serving/serving-limits.ts';
import { packageRoot } from '../storage/package-root.ts';
import { openBackend } from '../training/backend/open-backend.ts';
import { type Decoder, openDecoder } from '../training/generation/decoder.ts';
import { newGenerator } from '../training/generation/generator.ts';
import { openRecomputingDecoder } from '../training/generation/recomputing-decoder.ts';
import { initialWeight } from '../training/initial-weights.ts';
import { gpt } from '../training/models/gpt.ts';
import { conditions } from './conditions.ts';
import { median } from './median.ts';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    threads: { type: 'string', default: '1' },
    tokens: { type: 'string', default: '200' },
    python: { type: 'string' },
  },
});
const rounds = Number(options.rounds);
const threads = Number(options.threads);
const sides = { layers: 4, heads: 4, width: 256 };
const size = { ...sides, positions: 256, vocabulary: 8192 };
const promptLength = 32;
const written = Number(options.tokens);
const prompt = Array.from({ length: promptLength }, (_, place) => (place * 37) % size.vocabulary);

const backend = await openBackend({ device: 'cpu', threads, env: process.env });
const model = gpt.build(gpt.parameters.parse(sides), { vocabulary: size.vocabulary, length: size.positions });
const weights = new Map(model.weights.map((spec) => [spec.name, initialWeight(spec, 1)]));
const shared = { model, weights, vocabulary: size.vocabulary, positions: size.positions };
const cached = openDecoder(backend, { ...shared, slots: 8 });
cached.warm();
const recomputing = openRecomputingDecoder(backend, { ...shared, slots: 1 });
recomputing.warm();

/** Tokens in a second, by the clock and of the processor's time. */
type Speed = readonly [wall: number, cpu: number];

const rows: [string, Speed][] = [
  ['with the cache', await medianOf(() => alone(cached))],
  ['without a cache', await medianOf(() => alone(recomputing))],
];
if (options.python !== undefined) {
  const script = fileURLToPath(new URL('benchmarks/generate-transformers.py', packageRoot));
  const work = JSON.stringify({ ...size, threads, prompt, written, rounds });
  const { stdout } = await promisify(execFile)(options.python, [script, work]);
  rows.push(['transformers, with its cache', JSON.parse(stdout) as Speed]);
}
for (const clients of [1, 8]) rows.push([`a server, ${clients} at a time`, await medianOf(() => served(clients))]);
console.log(
  conditions(`node dist/benchmarks/generate.js ${process.argv.slice(2).join(' ')}`, {
    tensorflow: backend.tensorflowVersion,
  }),
);
console.log(
  `GPT of ${size.layers} layers, ${size.width} wide; ${written} tokens behind ${promptLength}; ${threads} threads`,
);
console.log('| | tokens/s | tokens per CPU-s |\n| --- | --- | --- |');
for (const [name, [wall, cpu]] of rows) console.log(`| ${name} | ${wall.toFixed(1)} | ${cpu.toFixed(1)} |`);
cached.close();
recomputing.close();

/** `write` writes texts, and gives the number of their tokens. */
async function medianOf(write: () => number | Promise<number>): Promise<Speed> {
  const wall: number[] = [];
  const cpu: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const [began, cpuBefore] = [performance.now(), process.cpuUsage()];
    const tokens = await write();
    wall.push((tokens * 1000) / (performance.now() - began));
    const { user, system } = process.cpuUsage(cpuBefore);
    cpu.push((tokens * 1e6) / (user + system));
  }
  return [median(wall), median(cpu)];
}

function alone(decoder: Decoder): number {
  let logits = decoder.read({ slot: 0, held: 0, ids: prompt });
  for (let count = 0; count < written; count++) {
    const id = logits.indexOf(Math.max(...logits));
    if (count + 1 < written) [logits = logits] = decoder.step([{ slot: 0, held: promptLength + count, ids: [id] }]);
  }
  return written;
}

async function served(clients: number): Promise<number> {
  const decode = (ids: Iterable<number>) => [...ids].map((id) => String.fromCharCode(0x4e00 + (id % 20_000))).join('');
  const generator = newGenerator(cached, { decode }, new Set());
  const generation = { decoder: cached, generator, tokenizer: { decode }, promptIds: () => prompt };
  const run = { name: 'gpt', step: 0, description: '', generation, chat: plainChat, close: () => undefined };
  const server = await openServer({ run, host: '127.0.0.1', port: 0, apiKey: undefined, limits: defaultLimits });
  const body = JSON.stringify({ model: 'gpt', prompt, max_tokens: written, temperature: 0 });
  const headers = { 'content-type': 'application/json' };
  await Promise.all(
    Array.from({ length: clients }, async () => {
      const answer = await fetch(`${server.url}/v1/completions`, { method: 'POST', headers, body });
      const { usage } = (await answer.json()) as { readonly usage: { readonly completion_tokens: number } };
      if (usage.completion_tokens !== written) throw new Error(`${usage.completion_tokens} tokens came`);
    }),
  );
  await server.stop();
  return clients * written;
}
