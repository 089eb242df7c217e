import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { clipMean, clipStd } from '../../../pipelines/images/text-similarity/clip-pixels.js';
import { packageRoot } from '../../../storage/package-root.js';
const folder = new URL('tests/fixtures/onnx/', packageRoot);
/** What tokenizers, transformers and onnxruntime say in Python: `tests/fixtures/onnx/make.py`. */
export const peers = JSON.parse(readFileSync(new URL('peers.json', folder), 'utf8'));
export function onnxFile(name) {
    return fileURLToPath(new URL(name, folder));
}
export const tinyClip = {
    image: onnxFile('image.onnx'),
    text: onnxFile('text.onnx'),
    tokenizer: onnxFile('tokenizer.json'),
    size: 32,
    mean: clipMean,
    std: clipStd,
    length: 77,
};
/** Picture k of `make.py`. */
export function clipPicture(k) {
    const { width, height } = peers.pictures[k] ?? { width: 1, height: 1 };
    const data = new Uint8Array(3 * width * height);
    for (let y = 0, at = 0; y < height; y++) {
        for (let x = 0; x < width; x++, at += 3) {
            data[at] = wave(x * (k + 3) + y);
            data[at + 1] = wave(y * (k + 2) + (x >> 1));
            data[at + 2] = x * 5 + y * 7 + k * 13;
        }
    }
    return { data, width, height };
}
function wave(at) {
    const step = at & 127;
    return step < 64 ? 2 * step : 2 * (127 - step);
}
//# sourceMappingURL=text-similarity-peers.js.map