/**
 * Claim: two of RandAugment's operations on 224 × 224 pixels cost no more CPU time than with albumentations 2.0.8, and
 * a core does at least 2,600 images a second.
 *
 * Both are given the same decoded images and the same pairs of the 14 operations at magnitude 9 of 31, drawn before,
 * in one thread, nearest sampling; the peer's transforms are made beforehand. Runs take turns and the best of each
 * counts. The operations are alike, not equal: the peer's sharpening and equalisation are OpenCV's.
 *
 *     node dist/benchmarks/randaugment.js [PAIRS]
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { randomUint32 } from '../core/seeded-random.js';
import { affine } from '../pipelines/augment/kernels/affine.js';
import { adjustBrightness, adjustContrast } from '../pipelines/augment/kernels/brightness-contrast.js';
import { autocontrast, equalize } from '../pipelines/augment/kernels/histogram-levels.js';
import { posterize, solarize } from '../pipelines/augment/kernels/levels.js';
import { rotate } from '../pipelines/augment/kernels/rotate.js';
import { adjustSaturation } from '../pipelines/augment/kernels/saturation.js';
import { adjustSharpness } from '../pipelines/augment/kernels/sharpness.js';
import { packageRoot } from '../storage/package-root.js';
import { conditions } from './conditions.js';
import { pythonEnvironment } from './python-environment.js';
const packages = ['albumentations==2.0.8', 'albucore==0.0.24', 'numpy==2.4.6', 'opencv-python-headless==5.0.0.93'];
const side = 224;
const imageCount = 64;
const rounds = 3;
const nearest = { interpolation: 'nearest', fill: null };
const still = { angle: 0, translate: [0, 0], scale: 1, shear: [0, 0] };
const operations = {
    identity: (pixels) => pixels,
    'shear-x': (pixels, value) => affine(pixels, { ...still, shear: [value, 0] }, nearest),
    'shear-y': (pixels, value) => affine(pixels, { ...still, shear: [0, value] }, nearest),
    'translate-x': (pixels, value) => affine(pixels, { ...still, translate: [value, 0] }, nearest),
    'translate-y': (pixels, value) => affine(pixels, { ...still, translate: [0, value] }, nearest),
    rotate: (pixels, value) => rotate(pixels, value, nearest),
    brightness: adjustBrightness,
    saturation: adjustSaturation,
    contrast: adjustContrast,
    sharpness: adjustSharpness,
    posterize,
    solarize,
    autocontrast,
    equalize,
};
/** Magnitude 9 of 31, both signs by turns: torchvision's `RandAugment._AUGMENTATION_SPACE`. */
function value(name, positive) {
    const sign = positive ? 1 : -1;
    if (name.startsWith('shear'))
        return (sign * Math.atan(0.09) * 180) / Math.PI;
    if (name.startsWith('translate'))
        return sign * Math.trunc((150 / 331) * side * 0.3);
    if (name === 'rotate')
        return sign * 9;
    if (name === 'posterize')
        return 7;
    if (name === 'solarize')
        return 178.5;
    // The peer has no smoothing by sharpening.
    return name === 'sharpness' ? 1.27 : 1 + sign * 0.27;
}
function drawn(counter) {
    const names = Object.keys(operations);
    const name = names[randomUint32(1, counter) % names.length] ?? 'identity';
    return { name, value: value(name, randomUint32(2, counter) % 2 === 0) };
}
/** Smooth shades with noise, so that histograms are full and tables are used all over. */
function picture(seed) {
    const data = new Uint8Array(3 * side * side);
    for (let i = 0; i < data.length; i++) {
        const [x, y] = [Math.floor(i / 3) % side, Math.floor(i / 3 / side)];
        const shade = 128 + 90 * Math.sin(x / (20 + seed) + (i % 3)) * Math.cos(y / 37 + seed);
        data[i] = Math.trunc(shade + (randomUint32(seed, i) % 25));
    }
    return { data, width: side, height: side };
}
function cpuSeconds(work) {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1e6;
}
function runOurs(pictures, pairs) {
    return cpuSeconds(() => {
        for (const [i, pair] of pairs.entries()) {
            let pixels = pictures[i % pictures.length];
            for (const each of pair)
                pixels = pixels && operations[each.name]?.(pixels, each.value);
        }
    });
}
async function runPeer(python, images, plan) {
    const script = fileURLToPath(new URL('benchmarks/randaugment-albumentations.py', packageRoot));
    const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', NO_ALBUMENTATIONS_UPDATE: '1' };
    const { stdout } = await promisify(execFile)(python, [script, images, plan], { env, maxBuffer: 2 ** 24 });
    return JSON.parse(stdout);
}
function printEach(pictures, peer) {
    console.log('\nmicroseconds of CPU an image, ours and the peer:');
    for (const [name, operation] of Object.entries(operations)) {
        const own = cpuSeconds(() => {
            for (let i = 0; i < 200; i++)
                operation(pictures[i % pictures.length] ?? picture(0), value(name, true));
        });
        const shown = [own / 200, peer.each[name] ?? Number.NaN].map((seconds) => (seconds * 1e6).toFixed(0).padStart(6));
        console.log(`${name.padEnd(14)}${shown.join('')}`);
    }
}
async function main() {
    const count = Number(process.argv[2] ?? 2000);
    const pictures = Array.from({ length: imageCount }, (_, seed) => picture(seed));
    const pairs = Array.from({ length: count }, (_, i) => [drawn(2 * i), drawn(2 * i + 1)]);
    const python = await pythonEnvironment('albumentations', packages);
    const folder = await mkdtemp(join(tmpdir(), 'millrace-randaugment-'));
    try {
        const images = join(folder, 'images.raw');
        const plan = join(folder, 'plan.json');
        await writeFile(images, Buffer.concat(pictures.map(({ data }) => data)));
        await writeFile(plan, JSON.stringify({ side, pairs }));
        runOurs(pictures, pairs.slice(0, count / 4));
        const ours = [];
        const peers = [];
        for (let round = 0; round < rounds; round++) {
            ours.push(runOurs(pictures, pairs));
            peers.push(await runPeer(python, images, plan));
        }
        const best = peers.reduce((a, b) => (a.seconds < b.seconds ? a : b));
        const own = Math.min(...ours);
        console.log(conditions('node dist/benchmarks/randaugment.js', best.versions));
        console.log(`\n${count} images of ${side} × ${side}, two operations each; images per CPU second, one thread:`);
        console.log(`ours ${(count / own).toFixed(0)}, albumentations ${(count / best.seconds).toFixed(0)}`);
        console.log(`ratio ${(best.seconds / own).toFixed(2)}`);
        printEach(pictures, best);
    }
    finally {
        await rm(folder, { recursive: true, force: true });
    }
}
await main();
//# sourceMappingURL=randaugment.js.map