import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { packageRoot } from '../../../../storage/package-root.js';
const folder = new URL('tests/fixtures/torchvision/', packageRoot);
export const goldens = JSON.parse(readFileSync(new URL('goldens.json', folder), 'utf8'));
/** All cases, the inputs themselves left out. */
export function goldenCases() {
    const bytes = gunzipSync(readFileSync(new URL('goldens.bin.gz', folder)));
    const inputs = new Map();
    const cases = [];
    let at = 0;
    for (const { operation, parameters, picture, width, height } of goldens.cases) {
        const expected = { data: new Uint8Array(bytes.subarray(at, at + 3 * width * height)), width, height };
        at += 3 * width * height;
        if (operation === 'input')
            inputs.set(picture, expected);
        const input = inputs.get(picture);
        if (operation !== 'input' && input !== undefined)
            cases.push({ operation, parameters, input, expected });
    }
    return cases;
}
/** Mean and highest difference of two images of one size, in levels. */
export function difference(a, b) {
    let sum = 0;
    let highest = 0;
    for (let i = 0; i < a.data.length; i++) {
        const own = Math.abs((a.data[i] ?? 0) - (b.data[i] ?? 0));
        sum += own;
        highest = Math.max(highest, own);
    }
    return { mean: sum / a.data.length, highest };
}
//# sourceMappingURL=golden-cases.js.map