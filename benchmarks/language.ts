/**
 * Claim: lid.176 in our kernel gives fastText's answers in a part of its time.
 *
 * The five likeliest languages of stretches of 300 code units, by the same model in one thread: ours, and fastText 0.9.2
 * compiled to WebAssembly, as the package fasttext.wasm.js has it. Rounds take turns; the median is told. Stretches are the
 * first three of each text of a gzipped file of JSON lines, or paragraphs of the Declaration of Human Rights, many times.
 *
 *     node dist/benchmarks/language.js [FILE.jsonl.gz]
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import loadCore from 'fasttext.wasm.js/dist/core/fastText.node.js';
import { languagePrefixUnits } from '../pipelines/language/detect-language.ts';
import { openSubwordModel } from '../pipelines/language/subword-model.ts';
import { terminalTable } from '../quality/terminal-table.ts';
import { packageRoot } from '../storage/package-root.ts';
import { conditions } from './conditions.ts';
import { median } from './median.ts';
import { readTexts } from './read-texts.ts';

const [path] = process.argv.slice(2);
const rounds = 5;
const most = 5;
const file = readFileSync(fileURLToPath(import.meta.resolve('fasttext.wasm.js/dist/fastText/models/lid.176.ftz')));
const stretches = (path === undefined ? declaration() : (await readTexts(path, 200e6)).flatMap(firstThree)).map(
  (text) => text.replace(/[\0\r\n]/g, ' ').toWellFormed(),
);
const ours = openSubwordModel(file, languagePrefixUnits);
const peer = await openPeer();
const differing = stretches.filter((text) => JSON.stringify(ours(text, most)) !== JSON.stringify(peer(text))).length;
const times = { ours: [] as number[], peer: [] as number[] };
for (let round = 0; round < rounds; round++) {
  times.ours.push(cpuMs((text) => ours(text, most)));
  times.peer.push(cpuMs(peer));
}
console.log(conditions(`node dist/benchmarks/language.js ${path ?? ''}`.trim(), {}));
console.log(`\n${stretches.length} stretches; answers that differ in any bit: ${differing}\n`);
const [mine, theirs] = [median(times.ours), median(times.peer)];
const rows = [
  ['millrace', mine],
  ['fastText', theirs],
] as const;
const columns = [
  { heading: 'engine', align: 'left' },
  { heading: 'CPU ms', align: 'right' },
  { heading: 'µs a stretch', align: 'right' },
] as const;
const table = rows.map(([name, ms]) => [name, ms.toFixed(0), ((1000 * ms) / stretches.length).toFixed(1)]);
console.log(terminalTable(columns, table).join('\n'));
console.log(`ratio ${(theirs / mine).toFixed(1)}`);

function cpuMs(predict: (text: string) => unknown): number {
  const before = process.cpuUsage();
  for (const text of stretches) predict(text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function firstThree(text: string): string[] {
  return [0, 1, 2].map((part) => text.slice(part * languagePrefixUnits, (part + 1) * languagePrefixUnits));
}

function declaration(): string[] {
  const lines = readFileSync(new URL('tests/fixtures/udhr-150.jsonl', packageRoot), 'utf8').trimEnd().split('\n');
  const texts = lines.map((line) => (JSON.parse(line) as { text: string }).text);
  return Array.from({ length: 100 }, () => texts).flat();
}

async function openPeer() {
  const core = await loadCore({});
  const classifier = new core.FastText();
  core.FS.writeFile('model', file);
  classifier.loadModel('model');
  return (text: string) => {
    const predictions = classifier.predict(text, most, 0);
    try {
      return Array.from({ length: predictions.size() }, (_, k) => {
        const [score, label] = predictions.get(k);
        return { label, score };
      });
    } finally {
      predictions.delete();
    }
  };
}
