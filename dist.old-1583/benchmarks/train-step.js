/**
 * Claim: a training step of a GPT takes no longer than PyTorch's, at one and at two threads.
 *
 * The same model (GPT-2's architecture with biases), AdamW with decay and clipping, float32, made-up tokens. Ours is the
 * traced graph; PyTorch 2.9.1 runs as most scripts do, eagerly, with its fused attention; `compile` adds a row with
 * `torch.compile`. Both run in turns, each time in a process of its own; a figure is the median of a process's steps
 * after the first ten, then the median of the processes.
 *
 *     node dist/benchmarks/train-step.js [--sizes char,mid,large] [--threads 1,2] [--rounds 3] [--compile] [--python PATH]
 *
 * PyTorch is about 3 GB with what it brings, and is fetched into benchmarks/.cache at the first run; `--python` names a
 * Python that has it.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { packageRoot } from '../storage/package-root.js';
import { conditions } from './conditions.js';
import { pythonEnvironment } from './python-environment.js';
const run = promisify(execFile);
const { values: options } = parseArgs({
    options: {
        sizes: { type: 'string', default: 'char,mid,large' },
        threads: { type: 'string', default: '1,2' },
        rounds: { type: 'string', default: '3' },
        compile: { type: 'boolean', default: false },
        python: { type: 'string' },
    },
});
const sizes = {
    char: { layers: 4, heads: 4, width: 128, length: 64, batch: 12, vocabulary: 65, steps: 60 },
    mid: { layers: 4, heads: 4, width: 128, length: 128, batch: 8, vocabulary: 4096, steps: 40 },
    large: { layers: 6, heads: 6, width: 384, length: 256, batch: 4, vocabulary: 8192, steps: 25 },
};
const chosen = options.sizes.split(',');
const python = options.python ?? (await pythonEnvironment('torch', ['torch==2.9.1', 'numpy==2.4.6']));
const versions = {};
const rows = [
    ['size', 'threads', 'ours ms', 'PyTorch ms', 'ratio', 'ours CPU ms', 'PyTorch CPU ms', 'ratio'],
];
if (options.compile)
    rows[0]?.push('compiled ms', 'ratio');
for (const [name, size] of Object.entries(sizes).filter(([name]) => chosen.includes(name))) {
    for (const threads of options.threads.split(',').map(Number)) {
        const ours = [];
        const torch = [];
        const compiled = [];
        for (let round = 0; round < Number(options.rounds); round++) {
            const work = JSON.stringify({ ...size, threads });
            ours.push(await timed(process.execPath, [program('train-step-millrace.js'), work]));
            torch.push(await timed(python, [source('train-step-torch.py'), work]));
            if (options.compile)
                compiled.push(await timed(python, [source('train-step-torch.py'), work, 'compile']));
        }
        versions['tensorflow'] = ours[0]?.version ?? '';
        versions['torch'] = torch[0]?.version ?? '';
        rows.push([name, String(threads), ...compare(ours, torch, 'wallMs'), ...compare(ours, torch, 'cpuMs')]);
        if (options.compile)
            rows.at(-1)?.push(...compare(ours, compiled, 'wallMs').slice(1));
        console.error(rows.at(-1)?.join('  '));
    }
}
const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
for (const row of rows)
    console.log(row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('  '));
console.log(`\nratio: ours by theirs, below 1 is faster\n${conditions(process.argv.slice(1).map(relative).join(' '), versions)}`);
function compare(ours, theirs, key) {
    const [a, b] = [ours, theirs].map((timings) => median(timings.map((timing) => timing[key])));
    return [(a ?? 0).toFixed(1), (b ?? 0).toFixed(1), ((a ?? 0) / (b ?? 1)).toFixed(2)];
}
async function timed(command, args) {
    const { stdout } = await run(command, [...args], { timeout: 600_000 });
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}
function median(values) {
    return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
function program(name) {
    return fileURLToPath(new URL(name, import.meta.url));
}
function source(name) {
    return fileURLToPath(new URL(`benchmarks/${name}`, packageRoot));
}
function relative(argument) {
    return argument.replace(fileURLToPath(packageRoot), '');
}
//# sourceMappingURL=train-step.js.map