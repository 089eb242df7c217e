/**
 * Claim: decontamination costs a small part of the CPU time that datatrove 0.10.1 takes for the same documents, and drops
 * the same.
 *
 * Both index the same made-up test set, 12-grams of 5,000 items of 60 words, of which every twentieth is a part of a
 * document and the rest are words of documents in another order, and judge the same documents from memory, in one thread:
 * datatrove with words between spaces, like for like, and with spaCy's, as it comes. Ours is timed after a first pass.
 *
 *     node dist/benchmarks/decontaminate.js [DOCUMENTS.jsonl.gz]
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { randomUint32 } from '../core/seeded-random.js';
import { decontaminate } from '../pipelines/decontamination/decontaminate.js';
import { packageRoot } from '../storage/package-root.js';
import { pythonEnvironment } from './python-environment.js';
import { readTexts } from './read-texts.js';
const packages = [...['datatrove==0.10.1', 'numpy==2.4.6', 'regex==2026.11.15', 'spacy==3.8.18', 'xxhash==3.5.0']];
const mostBytes = 5_000_000;
const [items, itemWords, ngram] = [5000, 60, 12];
/** Their characters are words by themselves to ours, and to datatrove none. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
function cpuSeconds() {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
}
/** Items that documents hold, and more that they do not. */
function madeUpItems(texts) {
    return Array.from({ length: items }, (_, item) => {
        const words = texts[randomUint32(1, item) % texts.length].split(/\s+/);
        const first = randomUint32(2, item) % Math.max(1, words.length - itemWords);
        const part = words.slice(first, first + itemWords);
        return (item % 20 === 0 ? part : part.sort()).join(' ');
    });
}
async function runOurs(texts, against) {
    const parameters = decontaminate.parameters.parse({ against: [against], ngram, shortest: ngram });
    const start = cpuSeconds();
    await decontaminate.prepare?.(parameters);
    const built = cpuSeconds();
    const kept = texts.map((text) => {
        const document = { id: 'a', text, format: 'text', source: 'a', label: null, metadata: {} };
        return !('keep' in decontaminate.transform(document, parameters));
    });
    return { indexSeconds: built - start, seconds: cpuSeconds() - built, kept };
}
async function runPeer(python, files, words) {
    const script = fileURLToPath(new URL('benchmarks/decontaminate-datatrove.py', packageRoot));
    const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };
    const { stdout } = await promisify(execFile)(python, [script, ...files, String(ngram), words], {
        env,
        maxBuffer: 2 ** 26,
    });
    return JSON.parse(stdout);
}
async function main() {
    const golden = fileURLToPath(new URL('../shared/data/golden/part-00000.jsonl.gz', packageRoot));
    const texts = await readTexts(process.argv[2] ?? golden, mostBytes);
    const megabytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6;
    const python = await pythonEnvironment('decontaminate', packages);
    const folder = await mkdtemp(join(tmpdir(), 'millrace-decontaminate-'));
    try {
        const lines = (of) => of.map((text) => `${JSON.stringify({ text })}\n`).join('');
        const files = ['documents.jsonl', 'first.jsonl', 'items.jsonl'].map((name) => join(folder, name));
        const [documents, first, tests] = files;
        const made = madeUpItems(texts);
        await writeFile(documents, lines(texts));
        await writeFile(first, lines(made));
        await writeFile(tests, lines(made));
        await runOurs(texts, first);
        const ours = await runOurs(texts, tests);
        console.log(`${new Date().toISOString().slice(0, 10)} · ${cpus()[0]?.model} · Node ${process.versions.node}`);
        for (const words of ['whitespace', 'spacy']) {
            const peer = await runPeer(python, [documents, tests], words);
            const spaced = texts.map((text) => !unspaced.test(text));
            const equal = ours.kept.filter((kept, index) => spaced[index] && kept === peer.kept[index]).length;
            const rates = [ours, peer].map(({ seconds }) => (megabytes / seconds).toPrecision(3));
            const dropped = [ours, peer].map(({ kept }) => kept.filter((each) => !each).length);
            console.log(`${words} words, Python ${peer.python}, datatrove ${peer.datatrove}: ${texts.length} documents, ${megabytes.toFixed(1)} MB; MB per CPU second ours ${rates[0]}, datatrove ${rates[1]}, ratio ${(peer.seconds / ours.seconds).toPrecision(3)}; index ${ours.indexSeconds.toPrecision(3)} and ${peer.indexSeconds.toPrecision(3)} CPU-s; dropped ${dropped.join(' and ')}; equal verdicts ${equal} of ${spaced.filter((each) => each).length} without scripts that have no spaces`);
        }
    }
    finally {
        await rm(folder, { recursive: true, force: true });
    }
}
await main();
//# sourceMappingURL=decontaminate.js.map