/**
 * Claim: the main text of article pages is found at least as well as by trafilatura and Readability, in a fifth of
 * trafilatura's CPU time or less.
 *
 *     node dist/benchmarks/extract-html.js [--rounds 3] [GROUND_TRUTH_FOLDER]
 *
 * GROUND_TRUTH_FOLDER holds `ground-truth.json` and `html/KEY.html.gz` as
 * https://github.com/scrapinghub/article-extraction-benchmark has them; without it the development pages are extracted
 * and nothing is scored. Each engine runs in a process of its own, on 1 and on 2 workers, in turn, `rounds` times; a run
 * is one pass over all pages in memory after one that pays for what is loaded; where a pass takes less than three
 * seconds, the mean of as many as take that long. The table shows medians. Scores are
 * those of all pages and of two halves, by the first digit of a page's key; ours was developed on the first half.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { byCodeUnit } from '../core/code-unit-order.js';
import { packageRoot } from '../storage/package-root.js';
import { conditions } from './conditions.js';
import { pythonEnvironment } from './python-environment.js';
import { agreement } from './shingle-f1.js';
const packages = ['trafilatura==2.0.0', 'lxml_html_clean==0.4.6'];
const mostPages = 1000;
const run = promisify(execFile);
async function pagesWithTruth(folder) {
    const truths = JSON.parse(await readFile(join(folder, 'ground-truth.json'), 'utf8'));
    const keys = Object.keys(truths).sort(byCodeUnit);
    return Promise.all(keys.map(async (key) => ({
        key,
        html: gunzipSync(await readFile(join(folder, 'html', `${key}.html.gz`))).toString(),
        truth: truths[key]?.articleBody ?? '',
    })));
}
async function developmentPages() {
    const path = fileURLToPath(new URL('../shared/data/html/dev-html-00000.jsonl.gz', packageRoot));
    const lines = gunzipSync(await readFile(path))
        .toString()
        .split('\n');
    return lines
        .filter((line) => line !== '')
        .slice(0, mostPages)
        .map((line) => ({ key: '', html: JSON.parse(line).html, truth: undefined }));
}
async function rowsOf() {
    const python = await pythonEnvironment('extract-html', packages);
    const peer = fileURLToPath(new URL('benchmarks/extract-html-trafilatura.py', packageRoot));
    const ours = fileURLToPath(new URL('extract-html-millrace.js', import.meta.url));
    const engines = {
        'millrace main': [process.execPath, ours, 'main'],
        trafilatura: [python, peer, 'default'],
        'trafilatura fast': [python, peer, 'fast'],
        'Readability + linkedom': [process.execPath, ours, 'readability'],
    };
    return [1, 2].flatMap((workers) => Object.entries(engines).map(([engine, command]) => ({ engine, command, workers, runs: [] })));
}
function report(rows, pages) {
    const units = pages.reduce((sum, { html }) => sum + html.length, 0);
    const version = rows[1]?.runs[0]?.version ?? '?';
    const command = `node dist/benchmarks/extract-html.js ${process.argv.slice(2).join(' ')}`.trim();
    console.log(conditions(command, { trafilatura: version }));
    console.log(`input     ${pages.length} pages, ${(units / 1e6).toFixed(1)} million code units\n`);
    console.log('engine                  workers  pages/CPU-s  pages/s wall');
    for (const { engine, workers, runs } of rows) {
        const [cpu, wall] = [rate(pages, runs, 'cpuSeconds'), rate(pages, runs, 'wallSeconds')];
        console.log(`${engine.padEnd(24)}${String(workers).padStart(7)}${cpu.toFixed(1).padStart(13)}${wall.toFixed(1).padStart(14)}`);
    }
    console.log();
    for (const workers of [1, 2]) {
        const [ours, ...others] = rows.filter((row) => row.workers === workers);
        for (const { engine, runs } of others) {
            const ratio = (part) => (rate(pages, ours?.runs ?? [], part) / rate(pages, runs, part)).toFixed(2);
            console.log(`millrace main is ${ratio('cpuSeconds')} × ${engine} per CPU-second, ${ratio('wallSeconds')} × by the clock, on ${workers} worker(s)`);
        }
    }
}
function score(rows, pages) {
    console.log('\nengine                  pages       F1  precision  recall   empty');
    for (const { engine, workers, runs } of rows) {
        if (workers !== 1)
            continue;
        const texts = runs[0]?.texts ?? [];
        const scored = pages.map(({ key, truth = '' }, i) => ({ key, truth, found: texts[i] ?? '' }));
        const halves = {
            all: scored,
            first: scored.filter(({ key }) => /^[0-7]/.test(key)),
            second: scored.filter(({ key }) => !/^[0-7]/.test(key)),
        };
        for (const [half, some] of Object.entries(halves)) {
            const { f1, precision, recall } = agreement(some);
            const empty = some.filter(({ found, truth }) => found === '' && truth !== '').length;
            const figures = [f1, precision, recall].map((figure) => figure.toFixed(4).padStart(9)).join('');
            console.log(`${engine.padEnd(24)}${half.padEnd(7)}${figures}${String(empty).padStart(7)}`);
        }
    }
}
function rate(pages, runs, part) {
    const sorted = runs.map((one) => one[part]).sort((a, b) => a - b);
    return pages.length / (sorted[sorted.length >> 1] ?? Number.NaN);
}
async function main() {
    const { values, positionals } = parseArgs({
        allowPositionals: true,
        options: { rounds: { type: 'string', default: '3' } },
    });
    const [truth] = positionals;
    const pages = truth === undefined ? await developmentPages() : await pagesWithTruth(truth);
    const folder = await mkdtemp(join(tmpdir(), 'millrace-extract-'));
    try {
        const path = join(folder, 'pages.jsonl');
        await writeFile(path, pages.map(({ html }) => `${JSON.stringify({ html })}\n`).join(''));
        const rows = await rowsOf();
        for (let round = 0; round < Number(values.rounds); round++) {
            for (const { command, workers, runs } of rows) {
                const [program, ...args] = command;
                const { stdout } = await run(program, [...args, String(workers), path], { maxBuffer: 2 ** 28 });
                runs.push(JSON.parse(stdout));
            }
        }
        report(rows, pages);
        if (truth !== undefined)
            score(rows, pages);
    }
    finally {
        await rm(folder, { recursive: true, force: true });
    }
}
await main();
//# sourceMappingURL=extract-html.js.map