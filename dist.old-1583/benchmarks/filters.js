/**
 * Claim: the four published filter sets cost a small part of the CPU time that datatrove 0.10.1 takes for the same documents,
 * with the same verdicts.
 *
 * Gopher repetition, Gopher quality, C4 and FineWeb quality, each on the text as it is, from memory, in one thread. Words are
 * found once for all of them on both sides: `spacy` as datatrove comes, `whitespace` with Python's `str.split()` in its place
 * (C4's sentences stay spaCy's). datatrove stops at the first broken rule; ours measures every ratio. Each round runs ours,
 * in one pass after other documents that pay for compilation, and then datatrove; the ratio is the median of the rounds'.
 *
 *     node dist/benchmarks/filters.js [--rounds 3] [DOCUMENTS.jsonl.gz OTHER_DOCUMENTS.jsonl.gz]
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { c4Quality } from '../pipelines/filters/c4-quality.js';
import { finewebQuality } from '../pipelines/filters/fineweb-quality.js';
import { gopherQuality } from '../pipelines/filters/gopher-quality.js';
import { gopherRepetition } from '../pipelines/filters/gopher-repetition.js';
import { openView } from '../pipelines/text/text-view.js';
import { packageRoot } from '../storage/package-root.js';
import { conditions } from './conditions.js';
import { datatroveEnvironment } from './datatrove-environment.js';
import { median } from './median.js';
import { readTexts } from './read-texts.js';
const mostBytes = 5_000_000;
function judge(texts, words) {
    const filters = [
        judgeBy(gopherRepetition, words),
        judgeBy(gopherQuality, words),
        judgeByC4(),
        judgeBy(finewebQuality, words),
    ];
    const start = process.cpuUsage();
    const verdicts = texts.map((text) => {
        const view = openView(text, words);
        return filters.map((filter) => filter(view));
    });
    const { user, system } = process.cpuUsage(start);
    return { seconds: (user + system) / 1e6, verdicts };
}
const blank = { id: '', format: 'text', source: '', label: null, metadata: {} };
function judgeBy(filter, words) {
    const parameters = filter.parameters.parse({ words });
    return (view) => {
        const verdict = filter.decide(filter.measure(view, parameters, { ...blank, text: view.text }), parameters);
        return verdict.keep ? null : verdict.reason;
    };
}
function judgeByC4() {
    const parameters = c4Quality.parameters.parse({});
    return ({ text }) => {
        const document = { ...blank, text };
        const result = c4Quality.transform(document, parameters);
        return 'keep' in result ? result.reason : null;
    };
}
async function runPeer(python, documents, words) {
    const script = fileURLToPath(new URL('benchmarks/filters-datatrove.py', packageRoot));
    const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };
    const { stdout } = await promisify(execFile)(python, [script, documents, words], { env, maxBuffer: 2 ** 26 });
    return JSON.parse(stdout);
}
async function main() {
    const { values, positionals } = parseArgs({
        allowPositionals: true,
        options: { rounds: { type: 'string', default: '3' } },
    });
    const golden = (name) => fileURLToPath(new URL(`../shared/data/golden/${name}`, packageRoot));
    const texts = await readTexts(positionals[0] ?? golden('part-00000.jsonl.gz'), mostBytes);
    const others = await readTexts(positionals[1] ?? golden('part-00001.jsonl.gz'), mostBytes);
    const megabytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6;
    const python = await datatroveEnvironment();
    const folder = await mkdtemp(join(tmpdir(), 'millrace-filters-'));
    try {
        const documents = join(folder, 'documents.jsonl');
        await writeFile(documents, texts.map((text) => `${JSON.stringify({ text })}\n`).join(''));
        for (const words of ['spacy', 'whitespace']) {
            const rounds = [];
            for (let round = 0; round < Number(values.rounds); round++) {
                judge(others, words);
                rounds.push([judge(texts, words), await runPeer(python, documents, words)]);
            }
            const [ours, peer] = rounds[0] ?? [];
            if (ours === undefined || peer === undefined)
                throw new Error('Expected at least one round.');
            const { python: version, datatrove, spacy, numpy } = peer;
            if (words === 'spacy') {
                const command = `node dist/benchmarks/filters.js ${process.argv.slice(2).join(' ')}`.trim();
                console.log(conditions(command, { python: version, datatrove, spacy, numpy }));
                console.log(`input     ${texts.length} documents, ${megabytes.toFixed(1)} MB of text\n`);
            }
            const rate = (side) => (megabytes / median(rounds.map((round) => round[side].seconds))).toPrecision(3);
            const ratio = median(rounds.map(([own, theirs]) => theirs.seconds / own.seconds)).toPrecision(3);
            const equal = ours.verdicts.filter((reasons, i) => reasons.join() === peer.verdicts[i]?.join()).length;
            console.log(`${words} words: ours ${rate(0)} MB per CPU-s, datatrove ${rate(1)}, ratio ${ratio}; all four verdicts equal in ${equal}`);
        }
    }
    finally {
        await rm(folder, { recursive: true, force: true });
    }
}
await main();
//# sourceMappingURL=filters.js.map