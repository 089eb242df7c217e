import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { markRestarts } from '../pipelines/images/restart/mark-restarts.js';
import { terminalTable } from '../quality/terminal-table.js';
import { openLocalFolder } from '../storage/local-folder.js';
import { packageRoot } from '../storage/package-root.js';
import { conditions } from './conditions.js';
import { photograph } from './image-photographs.js';
import { writeImageVersion } from './image-version.js';
import { pythonEnvironment } from './python-environment.js';
const packages = [...['torch==2.15.0', 'numpy==2.4.6', 'opencv-python-headless==5.0.0.93', 'simplejpeg==1.9.0']];
const peers = ['simplejpeg', 'opencv'];
const { values } = parseArgs({
    options: {
        rounds: { type: 'string', default: '3' },
        threads: { type: 'string', default: '2' },
        images: { type: 'string', default: '256' },
        sets: { type: 'string', default: 'small,small-marked,prepared,prepared-marked,large,large-marked' },
    },
});
const small = { width: 500, height: 375, quality: 90 };
const prepared = { width: 1000, height: 750, quality: 90, shorterSide: 256 };
const large = { width: 2000, height: 1500, quality: 90 };
const count = Number(values.images);
if (count < 128 || count % 128 !== 0)
    throw new Error(`expected a multiple of 128 images, found ${values.images}`);
const sets = {
    small: { shape: small, images: count, marked: false, epochs: 6 },
    'small-marked': { shape: small, images: count, marked: true, epochs: 6 },
    prepared: { shape: prepared, images: count, marked: false, epochs: 12 },
    'prepared-marked': { shape: prepared, images: count, marked: true, epochs: 12 },
    large: { shape: large, images: count / 2, marked: false, epochs: 4 },
    'large-marked': { shape: large, images: count / 2, marked: true, epochs: 4 },
};
const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'millrace-benchmark-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const python = await pythonEnvironment('image-loader', packages);
const lines = [];
let versions = {};
for (const name of values.sets.split(',')) {
    const set = sets[name];
    if (set === undefined)
        throw new Error(`no set ${name}: there are ${Object.keys(sets).join(', ')}`);
    const bytes = await write(name, set);
    lines.push(...(await measure(name, set, bytes)));
}
console.log(conditions(`node dist/benchmarks/image-loader.js ${process.argv.slice(2).join(' ')}`.trim(), versions));
console.log(`load      ${loadavg()
    .map((load) => load.toFixed(1))
    .join(' ')} at the end\n`);
const headings = ['set', 'loader', 'images/s', 'images per CPU-s', 'of the better peer', 'kB an image'];
const columns = headings.map((heading, i) => ({ heading, align: i < 2 ? 'left' : 'right' }));
console.log(terminalTable(columns, lines).join('\n'));
/** Writes the set's files for the peers and a version of them for us; gives the bytes of ours. */
async function write(name, { shape, images, marked }) {
    mkdirSync(join(folder, name));
    const files = [];
    for (let seed = 0; seed < images; seed++) {
        const file = await photograph(seed, shape);
        writeFileSync(join(folder, name, `${String(seed).padStart(6, '0')}.jpg`), file);
        files.push((marked ? markRestarts(file) : null) ?? file);
    }
    await writeImageVersion(openLocalFolder(join(folder, 'store')), name, files);
    return files.reduce((sum, file) => sum + file.length, 0);
}
async function measure(name, { images, epochs }, bytes) {
    const loaders = ['millrace', ...peers];
    const runs = new Map(loaders.map((loader) => [loader, []]));
    const ratios = [];
    for (let round = 0; round < Number(values.rounds); round++) {
        const seconds = [];
        for (const loader of loaders) {
            const each = await load(loader, name, epochs);
            if (each.images !== images * epochs)
                throw new Error(`${loader} read ${each.images} images of ${images * epochs}`);
            versions = { ...versions, ...each.versions };
            runs.get(loader)?.push(each);
            seconds.push(each.wallSeconds);
        }
        const [ours = 0, ...theirs] = seconds;
        ratios.push(Math.min(...theirs) / ours);
    }
    const [ours = 0, ...theirs] = loaders.map((loader) => runs.get(loader)?.[0]?.mean ?? 0);
    for (const mean of theirs) {
        if (Math.abs(mean - ours) > 10)
            throw new Error(`pixels have means of ${ours} and ${mean}: they are others`);
    }
    const ratio = ratios.sort((a, b) => a - b)[ratios.length >> 1] ?? 0;
    return loaders.map((loader, i) => {
        const best = (of) => Math.max(...(runs.get(loader) ?? []).map(of)).toFixed(0);
        return [
            i === 0 ? name : '',
            loader,
            best((each) => each.images / each.wallSeconds),
            best((each) => each.images / each.cpuSeconds),
            i === 0 ? `${ratio.toFixed(2)}` : '',
            i === 0 ? (bytes / images / 1000).toFixed(1) : '',
        ];
    });
}
async function load(loader, name, epochs) {
    const ours = fileURLToPath(new URL('image-loader-millrace.js', import.meta.url));
    const theirs = fileURLToPath(new URL('benchmarks/image-loader-peer.py', packageRoot));
    const [command, words] = loader === 'millrace'
        ? [process.execPath, [ours, join(folder, 'store'), name, values.threads, String(epochs)]]
        : [python, [theirs, loader, join(folder, name), values.threads, String(epochs)]];
    const { stdout } = await run(command, words);
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}
//# sourceMappingURL=image-loader.js.map