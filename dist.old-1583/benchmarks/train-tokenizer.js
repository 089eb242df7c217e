import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { glob } from 'tinyglobby';
import { byCodeUnit } from '../core/code-unit-order.js';
import { packageRoot } from '../storage/package-root.js';
import { conditions } from './conditions.js';
import { pythonEnvironment } from './python-environment.js';
/*
 * Claim: Millrace trains a byte-level BPE faster than `tokenizers`, to the same merges.
 *
 *   node dist/benchmarks/train-tokenizer.js [--vocabulary 32000] [--rounds 3] [FILE.jsonl.gz …]
 *
 * Each engine runs in a process of its own, in turn, `rounds` times: ours on one thread, the peer on 2. Texts are in memory
 * when the time begins; the table shows medians. MB are 10^6 bytes of UTF-8. Exits with 1 where merges differ.
 */
const run = promisify(execFile);
const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { vocabulary: { type: 'string', default: '32000' }, rounds: { type: 'string', default: '3' } },
});
const data = fileURLToPath(new URL('../shared/data/', packageRoot));
const files = positionals.length > 0 ? positionals : await glob('text/dev-small*.jsonl.gz', { cwd: data, absolute: true });
if (files.length === 0)
    throw new Error('Expected a file of JSON lines. Name it as an argument.');
files.sort(byCodeUnit);
const python = await pythonEnvironment('train-tokenizer', ['tokenizers==0.23.3']);
const folder = await mkdtemp(join(tmpdir(), 'millrace-train-tokenizer-'));
const program = fileURLToPath(new URL('benchmarks/train-tokenizer-peer.py', packageRoot));
const ours = fileURLToPath(new URL('train-tokenizer-millrace.js', import.meta.url));
const engines = {
    millrace: [process.execPath, ours],
    tokenizers: [python, program, '2'],
};
const runs = Object.fromEntries(Object.keys(engines).map((engine) => [engine, []]));
for (let round = 0; round < Number(values.rounds); round++) {
    for (const [engine, [command, ...args]] of Object.entries(engines)) {
        const { stdout } = await run(command, [...args, values.vocabulary, join(folder, `${engine}.json`), ...files]);
        runs[engine]?.push(JSON.parse(stdout));
    }
}
const [left, right] = await Promise.all(Object.keys(engines).map(mergesOf));
await rm(folder, { recursive: true });
report(left ?? [], right ?? []);
async function mergesOf(engine) {
    const file = JSON.parse(await readFile(join(folder, `${engine}.json`), 'utf8'));
    return file.model.merges.map((merge) => merge.join(' '));
}
function report(left, right) {
    const [bytes = 0] = Object.values(runs).map((all) => all[0]?.bytes ?? 0);
    const versions = { tokenizers: runs['tokenizers']?.[0]?.version ?? '?' };
    console.log(conditions(`node dist/benchmarks/train-tokenizer.js ${process.argv.slice(2).join(' ')}`.trim(), versions));
    console.log(`input     ${(bytes / 1e6).toFixed(1)} MB in ${files.length} files, ${values.vocabulary} tokens\n`);
    console.log('engine      threads   CPU s  wall s  peak RSS MB');
    for (const engine of Object.keys(engines)) {
        const figures = [
            middle(engine, 'cpuSeconds').toFixed(2).padStart(8),
            middle(engine, 'wallSeconds').toFixed(2).padStart(8),
            (middle(engine, 'peakRssBytes') / 1e6).toFixed(0).padStart(13),
        ];
        console.log(`${engine.padEnd(12)}${engine === 'millrace' ? 1 : 2}      ${figures.join('')}`);
    }
    const ratio = (part) => (middle('tokenizers', part) / middle('millrace', part)).toFixed(2);
    console.log(`\nmillrace takes 1/${ratio('cpuSeconds')} of the CPU time and 1/${ratio('wallSeconds')} of the time`);
    const same = left.filter((merge, place) => merge === right[place]).length;
    console.log(`merges: ${same} of ${Math.max(left.length, right.length)} equal and in the same place`);
    if (same !== left.length || same !== right.length)
        process.exitCode = 1;
}
function middle(engine, part) {
    const sorted = (runs[engine] ?? []).map((one) => one[part]).sort((a, b) => a - b);
    return sorted[sorted.length >> 1] ?? Number.NaN;
}
//# sourceMappingURL=train-tokenizer.js.map