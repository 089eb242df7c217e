import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { glob } from 'tinyglobby';
import { byCodeUnit } from '../core/code-unit-order.js';
import { packageRoot } from '../storage/package-root.js';
import { conditions } from './conditions.js';
import { pythonEnvironment } from './python-environment.js';
/*
 * Claim: Millrace tokenizes faster than `tokenizers` and `tiktoken`, to the same ids.
 *
 *   node dist/benchmarks/tokenize.js [--tokenizer tokenizer.json] [--rounds 3] [FILE.jsonl.gz …]
 *
 * Each engine runs in a process of its own, in turn, on 1 and on 2 threads, `rounds` times; the table shows medians.
 * MB are 10^6 bytes of UTF-8. Exits with 1 where ids differ.
 */
const peers = ['tokenizers==0.23.3', 'tiktoken==0.14.0'];
const run = promisify(execFile);
const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { tokenizer: { type: 'string' }, rounds: { type: 'string', default: '3' } },
});
const data = fileURLToPath(new URL('../shared/data/', packageRoot));
const tokenizer = values.tokenizer ?? `${data}tokenizers/bytelevel-32k.json`;
const files = positionals.length > 0 ? positionals : await glob('text/dev-small*.jsonl.gz', { cwd: data, absolute: true });
if (files.length < 2)
    throw new Error('Expected at least two files, one for each thread. Name them as arguments.');
files.sort(byCodeUnit);
const python = await pythonEnvironment('tokenize', peers);
const program = fileURLToPath(new URL('benchmarks/tokenize-peers.py', packageRoot));
const ours = fileURLToPath(new URL('tokenize-millrace.js', import.meta.url));
const engines = {
    millrace: [process.execPath, ours],
    tokenizers: [python, program, 'tokenizers'],
    tiktoken: [python, program, 'tiktoken'],
};
const rows = [1, 2].flatMap((threads) => Object.keys(engines).map((engine) => ({ engine, threads, runs: [] })));
for (let round = 0; round < Number(values.rounds); round++) {
    for (const { engine, threads, runs } of rows) {
        const [command, ...args] = engines[engine] ?? [''];
        const { stdout } = await run(command, [...args, String(threads), tokenizer, ...files]);
        runs.push(JSON.parse(stdout));
    }
}
report();
function report() {
    const all = rows.flatMap(({ runs }) => runs);
    const [first] = all;
    if (first === undefined)
        throw new Error('Expected at least one round.');
    const versions = Object.fromEntries(rows.slice(1, 3).map(({ engine, runs }) => [engine, runs[0]?.version ?? '?']));
    console.log(conditions(`node dist/benchmarks/tokenize.js ${process.argv.slice(2).join(' ')}`.trim(), versions));
    console.log(`input     ${(first.bytes / 1e6).toFixed(1)} MB in ${files.length} files, ${first.tokens} tokens\n`);
    console.log('engine                          threads  MB/CPU-s  MB/s wall  peak RSS MB');
    for (const { engine, threads, runs } of rows) {
        printRow(engine, threads, runs, ({ encode }) => encode);
        if (engine !== 'millrace')
            continue;
        printRow('millrace, gunzip and JSON too', threads, runs, ({ read, encode }) => ({
            wallSeconds: read.wallSeconds + encode.wallSeconds,
            cpuSeconds: read.cpuSeconds + encode.cpuSeconds,
        }));
    }
    console.log();
    for (const threads of [1, 2]) {
        const [us, ...others] = rows.filter((row) => row.threads === threads);
        for (const { engine, runs } of others) {
            const ratio = (part) => (median(runs.map(({ encode }) => encode[part])) / median((us?.runs ?? []).map(({ encode }) => encode[part]))).toFixed(2);
            console.log(`millrace is ${ratio('cpuSeconds')} × ${engine} per CPU-second, ${ratio('wallSeconds')} × by the clock, on ${threads} thread(s)`);
        }
    }
    const equal = all.every(({ idsSha256 }) => idsSha256 === first.idsSha256);
    console.log(`ids: ${equal ? `equal in all ${all.length} runs` : 'DIFFERENT'}, sha256 ${first.idsSha256.slice(0, 16)}…`);
    if (!equal)
        process.exitCode = 1;
}
function printRow(name, threads, runs, cost) {
    const perCpu = median(runs.map((one) => one.bytes / 1e6 / cost(one).cpuSeconds));
    const perWall = median(runs.map((one) => one.bytes / 1e6 / cost(one).wallSeconds));
    const rss = median(runs.map((one) => one.peakRssBytes / 1e6));
    const figures = [perCpu.toFixed(1).padStart(8), perWall.toFixed(1).padStart(9), rss.toFixed(0).padStart(11)];
    console.log(`${name.padEnd(32)}${String(threads).padStart(7)}  ${figures.join('  ')}`);
}
function median(values) {
    const sorted = [...values].sort((a, b) => a - b);
    const middle = sorted.length >> 1;
    const upper = sorted[middle] ?? Number.NaN;
    return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
//# sourceMappingURL=tokenize.js.map