import { readFile, writeFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { countWords } from '../pipelines/tokenizers/count-words.ts';
import { tokenizerJson } from '../pipelines/tokenizers/tokenizer-json.ts';
import { trainBpe } from '../pipelines/tokenizers/train-bpe.ts';

/** `node train-tokenizer-millrace.js VOCABULARY OUT FILE…`: trains on one thread, writes the tokenizer; prints a TrainingRun. */
export interface TrainingRun {
  readonly version: string;
  readonly bytes: number;
  /** Texts in memory to a tokenizer in memory. */
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  readonly peakRssBytes: number;
}

const [vocabulary = '', out = '', ...files] = process.argv.slice(2);
const texts: string[] = [];
for (const file of files) {
  for (const line of gunzipSync(await readFile(file))
    .toString()
    .split('\n')) {
    if (line !== '') texts.push((JSON.parse(line) as { text: string }).text);
  }
}
const cpu = process.cpuUsage();
const start = performance.now();
const counts = new Map<string, number>();
countWords(texts, counts);
const trained = trainBpe(counts, { vocabulary: Number(vocabulary), specials: ['<|endoftext|>'], minFrequency: 2 });
const { user, system } = process.cpuUsage(cpu);
const run: TrainingRun = {
  version: process.version,
  bytes: texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0),
  wallSeconds: (performance.now() - start) / 1e3,
  cpuSeconds: (user + system) / 1e6,
  peakRssBytes: process.resourceUsage().maxRSS * 1024,
};
await writeFile(out, tokenizerJson(trained));
process.stdout.write(JSON.stringify(run));
