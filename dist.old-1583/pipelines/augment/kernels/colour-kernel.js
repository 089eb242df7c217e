import { wasm } from '../../kernels/augment-colour-wasm.js';
import { KernelSpace } from './kernel-space.js';
/** The thread's own kernel of colours. */
export const colourKernel = new KernelSpace(wasm);
/** Every byte replaced by what a table of 256 has for it. */
export function throughTable(data, table) {
    return colourKernel.map(data, (kernel, from, to) => kernel.throughTable(from, to, data.length, colourKernel.put(table)));
}
/** The same with a table for each channel, 3 × 256 bytes. */
export function throughTables(data, tables) {
    const count = data.length / 3;
    return colourKernel.map(data, (kernel, from, to) => kernel.throughTables(from, to, count, colourKernel.put(tables)));
}
/** How often each value is there in red, green and blue: 3 × 256 counts. */
export function histograms(data) {
    const kernel = colourKernel.open();
    const from = colourKernel.put(data);
    const counts = colourKernel.zeros(3 * 256 * 4);
    kernel.histograms(from, data.length / 3, counts);
    return new Uint32Array(colourKernel.copy(counts, 3 * 256 * 4).buffer);
}
/** Lowest values of red, green and blue, then their highest. */
export function ranges(data) {
    const kernel = colourKernel.open();
    const from = colourKernel.put(data);
    const scratch = colourKernel.take(48);
    kernel.ranges(from, data.length / 3, scratch);
    return colourKernel.copy(scratch + 32, 6);
}
//# sourceMappingURL=colour-kernel.js.map