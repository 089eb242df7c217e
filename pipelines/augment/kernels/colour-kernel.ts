import { wasm } from '../../kernels/augment-colour-wasm.ts';
import { KernelSpace } from './kernel-space.ts';

/** Functions of `augment-colour.as`. */
interface ColourExports {
  readonly throughTable: (from: number, to: number, bytes: number, table: number) => void;
  readonly throughTables: (from: number, to: number, count: number, tables: number) => void;
  readonly histograms: (from: number, count: number, counts: number) => void;
  readonly ranges: (from: number, count: number, to: number) => void;
  readonly luma: (from: number, to: number, count: number) => void;
  readonly lumaSum: (from: number, count: number) => number;
  readonly saturate: (from: number, to: number, count: number, ratio: number, rest: number) => void;
  readonly turnHue: (from: number, to: number, count: number, shift: number) => void;
  readonly mask: (from: number, to: number, bytes: number, bits: number) => void;
  readonly invertFrom: (from: number, to: number, bytes: number, lowest: number) => void;
  readonly sharpen: (from: number, to: number, width: number, height: number, alpha: number) => void;
  readonly blend: (from: number, other: number, to: number, bytes: number, ratio: number, rest: number) => void;
}

/** The thread's own kernel of colours. */
export const colourKernel = new KernelSpace<ColourExports>(wasm);

/** Every byte replaced by what a table of 256 has for it. */
export function throughTable(data: Uint8Array, table: Uint8Array): Uint8Array {
  return colourKernel.map(data, (kernel, from, to) =>
    kernel.throughTable(from, to, data.length, colourKernel.put(table)),
  );
}

/** The same with a table for each channel, 3 × 256 bytes. */
export function throughTables(data: Uint8Array, tables: Uint8Array): Uint8Array {
  const count = data.length / 3;
  return colourKernel.map(data, (kernel, from, to) => kernel.throughTables(from, to, count, colourKernel.put(tables)));
}

/** How often each value is there in red, green and blue: 3 × 256 counts. */
export function histograms(data: Uint8Array): Uint32Array {
  const kernel = colourKernel.open();
  const from = colourKernel.put(data);
  const counts = colourKernel.zeros(3 * 256 * 4);
  kernel.histograms(from, data.length / 3, counts);
  return new Uint32Array(colourKernel.copy(counts, 3 * 256 * 4).buffer);
}

/** Lowest values of red, green and blue, then their highest. */
export function ranges(data: Uint8Array): Uint8Array {
  const kernel = colourKernel.open();
  const from = colourKernel.put(data);
  const scratch = colourKernel.take(48);
  kernel.ranges(from, data.length / 3, scratch);
  return colourKernel.copy(scratch + 32, 6);
}
