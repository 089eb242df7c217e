/**
 * Claim: chats that share samples cost a step less of the processor's time than chats in samples of their own.
 *
 * Steps of instruction tuning by a GPT on batches of 16 chats of 0.4 to 1.6 times the mean, every token judged, two
 * threads: the processor's time over all steps, which others' work does not lengthen.
 *
 *     node dist/benchmarks/packed-chats.js [--chat 70] [--length 256] [--width 256] [--layers 4] [--steps 36]
 */
import { parseArgs } from 'node:util';
import { randomUint32 } from '../core/seeded-random.ts';
import type { Batch } from '../streaming/batch.ts';
import { openBackend } from '../training/backend/open-backend.ts';
import { openGraphEngine } from '../training/engines/graph-engine.ts';
import { gpt } from '../training/models/gpt.ts';
import { instruct } from '../training/objectives/instruct.ts';
import { conditions } from './conditions.ts';

const { values } = parseArgs({
  options: {
    chat: { type: 'string', default: '70' },
    length: { type: 'string', default: '256' },
    width: { type: 'string', default: '256' },
    layers: { type: 'string', default: '4' },
    steps: { type: 'string', default: '36' },
  },
});
const [chat, length] = [Number(values.chat), Number(values.length)];
const [width, layers, steps] = [Number(values.width), Number(values.layers), Number(values.steps)];
const [samples, vocabulary, threads] = [16, 1000, 2];

function batchOf(seed: number): Batch {
  const used = Int32Array.from({ length: samples }, (_, sample) => {
    const drawn = chat * (0.4 + (1.2 * randomUint32(seed, sample)) / 2 ** 32);
    return Math.min(length, Math.max(2, Math.round(drawn)));
  });
  const places = samples * length;
  const none = { labels: new Int32Array(samples), shards: new Uint32Array(samples), rows: new Uint32Array(samples) };
  const at = { content: 'documents', split: 'train', seed, epoch: 0, position: samples } as const;
  return {
    ...{ samples, length, used, ...none, marks: new Uint8Array(places).fill(1) },
    tokens: Int32Array.from({ length: places }, (_, place) => randomUint32(seed, samples + place) % vocabulary),
    cursor: { format: 'millrace-cursor/1', manifestSha256: '', ...at },
  };
}

const backend = await openBackend({ device: 'cpu', threads, env: process.env });
const model = gpt.build({ layers, heads: Math.max(1, width / 64), width, bias: true }, { vocabulary, length });
const optimizer = { beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0.1, clipNorm: 1 };
const batches = Array.from({ length: 12 }, (_, index) => batchOf(index));
console.log(
  conditions(`node dist/benchmarks/packed-chats.js ${process.argv.slice(2).join(' ')}`, {
    tensorflow: backend.tensorflowVersion,
  }),
);
console.log('\n| | padding | ms a step |\n| --- | --- | --- |');
for (const pack of [false, true]) {
  const alone = instruct.build({ lossOn: 'answers', pack }, model, { samples, length, classes: [] });
  const { packed } = alone;
  const objective = packed ?? alone;
  const engine = openGraphEngine(backend, { model, objective, optimizer, dropout: 0, seed: 1, parallel: threads });
  const inputs = batches.map((batch) => packed?.collate(batch) ?? [alone.collate(batch)]);
  let step = 0;
  const walk = (count: number): void => {
    for (const last = step + count; step < last; step++) {
      engine.step(inputs[step % inputs.length] ?? [], { step: step + 1, learningRate: 1e-3 });
    }
  };
  walk(inputs.length);
  const before = process.cpuUsage();
  walk(steps);
  const { user, system } = process.cpuUsage(before);
  const text = batches.reduce((sum, { used }) => sum + used.reduce((all, each) => all + each, 0), 0);
  const read = inputs.flat().reduce((sum, each) => sum + (each.samples ?? samples) * length, 0);
  const share = (100 * (1 - text / read)).toFixed(1);
  console.log(`| ${pack ? 'packed' : 'alone'} | ${share} % | ${((user + system) / 1e3 / steps).toFixed(1)} |`);
  engine.close();
}
