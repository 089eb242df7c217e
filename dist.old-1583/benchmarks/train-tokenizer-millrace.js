import { readFile, writeFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { countWords } from '../pipelines/tokenizers/count-words.js';
import { tokenizerJson } from '../pipelines/tokenizers/tokenizer-json.js';
import { trainBpe } from '../pipelines/tokenizers/train-bpe.js';
const [vocabulary = '', out = '', ...files] = process.argv.slice(2);
const texts = [];
for (const file of files) {
    for (const line of gunzipSync(await readFile(file))
        .toString()
        .split('\n')) {
        if (line !== '')
            texts.push(JSON.parse(line).text);
    }
}
const cpu = process.cpuUsage();
const start = performance.now();
const counts = new Map();
countWords(texts, counts);
const trained = trainBpe(counts, { vocabulary: Number(vocabulary), specials: ['<|endoftext|>'], minFrequency: 2 });
const { user, system } = process.cpuUsage(cpu);
const run = {
    version: process.version,
    bytes: texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0),
    wallSeconds: (performance.now() - start) / 1e3,
    cpuSeconds: (user + system) / 1e6,
    peakRssBytes: process.resourceUsage().maxRSS * 1024,
};
await writeFile(out, tokenizerJson(trained));
process.stdout.write(JSON.stringify(run));
//# sourceMappingURL=train-tokenizer-millrace.js.map