import { readFileSync } from 'node:fs';
import { packageRoot } from '../../../storage/package-root.js';
const sizes = [
    ...[64, 48, 48, 64, 97, 61, 33, 32, 9, 8, 16, 200, 300, 41, 128, 128, 1, 30, 30, 1, 640, 360, 5, 7],
];
export const peerRows = JSON.parse(readFileSync(new URL('tests/fixtures/images/peers.json', packageRoot), 'utf8'));
function wave(at) {
    const step = at & 127;
    return step < 64 ? 2 * step : 2 * (127 - step);
}
/** Picture k of `tests/fixtures/images/make.py`. */
export function peerPicture(k) {
    const width = sizes[(2 * k) % sizes.length] ?? 0;
    const height = sizes[(2 * k + 1) % sizes.length] ?? 0;
    const data = new Uint8Array(3 * width * height);
    for (let y = 0, at = 0; y < height; y++) {
        for (let x = 0; x < width; x++, at += 3) {
            data[at] = wave(x * (k + 3) + y) + wave(y * ((k % 5) + 1) * 3) + ((x * y) >> 3);
            data[at + 1] = wave(x * 2 + k * 11) + wave(y * ((k % 7) + 2) + (x >> 2));
            data[at + 2] = k % 3 === 0 ? (data[at + 1] ?? 0) : x * (k + 1) * 5 + y * 7 + k * 13;
        }
    }
    return { data, width, height };
}
//# sourceMappingURL=peer-picture.js.map