/**
 * Claim: Gopher's quality and repetition rules cost a small part of the CPU time that datatrove 0.10.1 takes for the
 * same documents, with the same verdicts.
 *
 * Both judge the same texts from memory, in one thread, each text by both filters with its words found once:
 * `whitespace` like for like, with datatrove's word tokenizer replaced by Python's `str.split()`; `spacy` as datatrove
 * comes, against our own splitting by spaCy's rules. datatrove stops at the first broken rule; ours measures every
 * ratio. Each round times ours in one pass, after other documents that pay for compilation, and then datatrove; the ratio is
 * the median of the rounds'.
 *
 *     node dist/benchmarks/gopher.js [--rounds 5] [--words whitespace] [DOCUMENTS.jsonl.gz OTHER_DOCUMENTS.jsonl.gz]
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { gopherQuality } from '../pipelines/filters/gopher-quality.js';
import { gopherRepetition } from '../pipelines/filters/gopher-repetition.js';
import { openView } from '../pipelines/text/text-view.js';
import { packageRoot } from '../storage/package-root.js';
import { conditions } from './conditions.js';
import { datatroveEnvironment } from './datatrove-environment.js';
import { median } from './median.js';
import { readTexts } from './read-texts.js';
const mostBytes = 5_000_000;
const blank = { id: '', format: 'text', source: '', label: null, metadata: {} };
function judge(texts, words) {
    const quality = gopherQuality.parameters.parse({ words });
    const repetition = gopherRepetition.parameters.parse({ words });
    const start = process.cpuUsage();
    const verdicts = texts.map((text) => {
        const view = openView(text, words);
        return [
            reason(gopherQuality.decide(gopherQuality.measure(view, quality, { ...blank, text }), quality)),
            reason(gopherRepetition.decide(gopherRepetition.measure(view, repetition, { ...blank, text }), repetition)),
        ];
    });
    const { user, system } = process.cpuUsage(start);
    return { seconds: (user + system) / 1e6, verdicts };
}
function reason(verdict) {
    return verdict.keep ? null : verdict.reason;
}
async function runPeer(python, documents, words) {
    const script = fileURLToPath(new URL('benchmarks/gopher-datatrove.py', packageRoot));
    const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };
    const { stdout } = await promisify(execFile)(python, [script, documents, words], { env, maxBuffer: 2 ** 26 });
    return JSON.parse(stdout);
}
async function main() {
    const { values, positionals } = parseArgs({
        allowPositionals: true,
        options: {
            rounds: { type: 'string', default: '5' },
            words: { type: 'string', multiple: true, default: ['whitespace', 'spacy'] },
        },
    });
    const golden = (name) => fileURLToPath(new URL(`../shared/data/golden/${name}`, packageRoot));
    const texts = await readTexts(positionals[0] ?? golden('part-00000.jsonl.gz'), mostBytes);
    const others = await readTexts(positionals[1] ?? golden('part-00001.jsonl.gz'), mostBytes);
    const megabytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6;
    const python = await datatroveEnvironment();
    const folder = await mkdtemp(join(tmpdir(), 'millrace-gopher-'));
    let told = false;
    try {
        const documents = join(folder, 'documents.jsonl');
        await writeFile(documents, texts.map((text) => `${JSON.stringify({ text })}\n`).join(''));
        for (const words of values.words) {
            const rounds = [];
            for (let round = 0; round < Number(values.rounds); round++) {
                judge(others, words);
                rounds.push([judge(texts, words), await runPeer(python, documents, words)]);
            }
            const [ours, peer] = rounds[0] ?? [];
            if (ours === undefined || peer === undefined)
                throw new Error('Expected at least one round.');
            if (!told) {
                const { python: version, datatrove, spacy, numpy } = peer;
                const command = `node dist/benchmarks/gopher.js ${process.argv.slice(2).join(' ')}`.trim();
                console.log(conditions(command, { python: version, datatrove, spacy, numpy }));
                console.log(`input     ${texts.length} documents, ${megabytes.toFixed(1)} MB of text\n`);
                told = true;
            }
            const equal = ours.verdicts.filter((reasons, i) => reasons.join() === peer.verdicts[i]?.join()).length;
            const rate = (side) => (megabytes / median(rounds.map((round) => round[side].seconds))).toPrecision(3);
            const ratio = median(rounds.map(([own, theirs]) => theirs.seconds / own.seconds)).toPrecision(3);
            console.log(`${words} words: ours ${rate(0)} MB per CPU-s, datatrove ${rate(1)}, ratio ${ratio}; equal verdicts ${equal}`);
        }
    }
    finally {
        await rm(folder, { recursive: true, force: true });
    }
}
await main();
//# sourceMappingURL=gopher.js.map