import { wasm } from '../../kernels/augment-blur-wasm.js';
import { KernelSpace } from './kernel-space.js';
import { reflectedIndex } from './reflected-index.js';
/** The thread's own kernel of convolution. */
const blurKernel = new KernelSpace(wasm);
/**
 * Convolves `height` rows of `width` pixels of `channels` values with taps along x and along y, both odd in number.
 * Bytes give rounded bytes, floats floats, of which the bytes are given back.
 */
export function blurValues(values, width, height, channels, tapsX, tapsY) {
    const kernel = blurKernel.open();
    const from = blurKernel.put(values);
    const to = blurKernel.take(values.byteLength);
    const line = blurKernel.take(4 * channels * (width + tapsX.length));
    const columns = blurKernel.put(mirroredIndices(width, tapsX.length));
    const rows = blurKernel.put(mirroredIndices(height, tapsY.length));
    const bytes = values instanceof Uint8Array ? 1 : 0;
    const [x, y] = [blurKernel.put(tapsX), blurKernel.put(tapsY)];
    kernel.blur(from, to, bytes, width, height, channels, line, columns, x, tapsX.length, rows, y, tapsY.length);
    return blurKernel.copy(to, values.byteLength);
}
function mirroredIndices(length, taps) {
    const radius = (taps - 1) / 2;
    return Uint32Array.from({ length: length + 2 * radius }, (_, i) => reflectedIndex(i - radius, length));
}
//# sourceMappingURL=blur-kernel.js.map