import { deepStrictEqual, strictEqual, throws } from 'node:assert';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { openResampler, resampleFilters, resize, } from '../../../pipelines/images/resample.js';
import { loadKernel } from '../../../pipelines/kernels/load-kernel.js';
import { wasm } from '../../../pipelines/kernels/resample-wasm.js';
import { packageRoot } from '../../../storage/package-root.js';
import { formulaPicture } from './formula-picture.js';
const cases = JSON.parse(readFileSync(fileURLToPath(new URL('tests/fixtures/resample/pillow.json', packageRoot)), 'utf8'));
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
for (const { source, box, size, filter, flip, sha256: wanted } of cases) {
    const name = `${filter} ${source.width}×${source.height} ${JSON.stringify(box)} to ${size.width}×${size.height}`;
    test(`equals Pillow 12.3.0, byte for byte: ${name}`, () => {
        const out = new Uint8Array(size.width * size.height * 3);
        openResampler().resample(formulaPicture(source.width, source.height), box, size, filter, flip, out);
        strictEqual(sha256(out), wanted);
    });
}
/** The same weights and passes in floating point and whole arrays: no kernel, no bands. */
function plainBilinear(data, from, to) {
    const wide = pass(Float64Array.from(data), from.width, from.height, to.width, 3, from.width * 3);
    return pass(wide, from.height, to.width, to.height, to.width * 3, 3);
}
/** Lines of `input` samples `step` apart to lines of `output`; lines begin `lineStep` apart. */
function pass(data, input, lines, output, step, lineStep) {
    const outLineStep = step === 3 ? output * 3 : 3;
    const out = new Float64Array(lines * output * 3);
    const scale = input / output;
    const reach = Math.max(1, scale);
    for (let i = 0; i < output; i++) {
        const weights = [];
        const centre = (i + 0.5) * scale - 0.5;
        for (let x = 0; x < input; x++)
            weights.push(Math.max(0, 1 - Math.abs(x - centre) / reach));
        const sum = weights.reduce((a, b) => a + b, 0);
        for (let line = 0; line < lines; line++) {
            for (let c = 0; c < 3; c++) {
                let value = 0;
                for (let x = 0; x < input; x++)
                    value += (weights[x] ?? 0) * (data[line * lineStep + x * step + c] ?? 0);
                out[line * outLineStep + i * step + c] = Math.round(value / sum);
            }
        }
    }
    return out;
}
test('any sides: within one level of the passes in floating point, and no byte is written past the picture', () => {
    const resampler = openResampler();
    const side = fc.integer({ min: 1, max: 40 });
    const sides = fc.record({ width: side, height: side });
    fc.assert(fc.property(sides, sides, (from, to) => {
        const { data } = formulaPicture(from.width, from.height);
        const out = new Uint8Array(to.width * to.height * 3 + 64).fill(77);
        resampler.resample({ data, ...from }, { x: 0, y: 0, ...from }, to, 'bilinear', false, out);
        const wanted = plainBilinear(data, from, to);
        for (const [i, value] of wanted.entries())
            strictEqual(Math.abs((out[i] ?? 0) - value) <= 1, true, `byte ${i}`);
        strictEqual(out.subarray(wanted.length).every((byte) => byte === 77), true);
    }), { numRuns: 60, seed: 1 });
});
test('a crop is the same from pixels, from a picture cut beforehand, and from the memory of another kernel', () => {
    const other = loadKernel(wasm, 1);
    const shared = openResampler({
        memory: other.memory,
        reserve: (bytes) => {
            other.memory.grow(Math.ceil(bytes / 65_536));
            return other.memory.buffer.byteLength - Math.ceil(bytes / 65_536) * 65_536;
        },
    });
    const own = openResampler();
    const source = formulaPicture(90, 70);
    const offset = 1000;
    const stride = 300;
    const bytes = 64 + offset + stride * source.height;
    other.memory.grow(Math.ceil(bytes / 65_536));
    const arbitrary = fc.record({
        x: fc.integer({ min: 0, max: 40 }),
        y: fc.integer({ min: 0, max: 30 }),
        width: fc.integer({ min: 1, max: 50 }),
        height: fc.integer({ min: 1, max: 40 }),
    });
    fc.assert(fc.property(arbitrary, fc.constantFrom(...resampleFilters), fc.boolean(), (box, filter, flip) => {
        const size = { width: 37, height: 29 };
        const cut = new Uint8Array(box.width * box.height * 3);
        for (let y = 0; y < box.height; y++) {
            const start = ((box.y + y) * source.width + box.x) * 3;
            cut.set(source.data.subarray(start, start + box.width * 3), y * box.width * 3);
        }
        const wanted = resize({ data: cut, width: box.width, height: box.height }, size.width, size.height, filter);
        const fromPixels = new Uint8Array(wanted.data.length);
        own.resample(source, box, size, filter, flip, fromPixels);
        const memory = new Uint8Array(other.memory.buffer);
        for (let y = 0; y < source.height; y++) {
            memory.set(source.data.subarray(y * 270, (y + 1) * 270), offset + y * stride);
        }
        const fromMemory = new Uint8Array(wanted.data.length);
        shared.resample({ offset, stride, width: 90, height: 70 }, box, size, filter, flip, fromMemory);
        deepStrictEqual(fromMemory, fromPixels);
        deepStrictEqual(fromPixels, flip ? mirrored(wanted.data, size.width) : wanted.data);
    }), { numRuns: 40, seed: 2 });
});
function mirrored(data, width) {
    return data.map((_, i) => {
        const pixel = Math.floor(i / 3);
        const row = Math.floor(pixel / width);
        return data[(row * width + width - 1 - (pixel - row * width)) * 3 + (i % 3)] ?? 0;
    });
}
test('a picture that goes through bands: each of 1,000 equal columns becomes what one alone becomes', () => {
    const column = formulaPicture(1, 3000);
    const data = new Uint8Array(1000 * 3000 * 3);
    for (const [i, byte] of column.data.entries()) {
        for (let x = 0; x < 1000; x++)
            data[Math.floor(i / 3) * 3000 + x * 3 + (i % 3)] = byte;
    }
    const wide = resize({ data, width: 1000, height: 3000 }, 700, 1700, 'lanczos');
    const narrow = resize(column, 1, 1700, 'lanczos');
    for (const x of [0, 1, 350, 699]) {
        const cut = Uint8Array.from(narrow.data, (_, i) => wide.data[Math.floor(i / 3) * 2100 + x * 3 + (i % 3)] ?? 0);
        deepStrictEqual(cut, narrow.data);
    }
});
test('a box outside the picture, a side of nothing and too short an output are range errors', () => {
    const source = formulaPicture(8, 8);
    const resampler = openResampler();
    const run = (box, size, bytes) => resampler.resample(source, box, size, 'box', false, new Uint8Array(bytes));
    throws(() => run({ x: 1, y: 0, width: 8, height: 8 }, { width: 4, height: 4 }, 48), RangeError);
    throws(() => run({ x: 0, y: -1, width: 8, height: 8 }, { width: 4, height: 4 }, 48), RangeError);
    throws(() => run({ x: 0, y: 0, width: 8, height: 0 }, { width: 4, height: 4 }, 48), RangeError);
    throws(() => run({ x: 0, y: 0, width: 8, height: 8 }, { width: 4, height: Number.NaN }, 48), RangeError);
    throws(() => run({ x: 0, y: 0, width: 8, height: 8 }, { width: 4, height: 4 }, 47), RangeError);
});
//# sourceMappingURL=resample.test.js.map