import { type KernelMemory, loadKernel } from '../kernels/load-kernel.ts';
import { wasm } from '../kernels/repetition-wasm.ts';
import type { Spans } from './span-list.ts';

/** Functions of `repetition.as`. */
export interface RepetitionExports {
  readonly layout: (units: number, spans: number) => number;
  readonly unitsAt: () => number;
  readonly spansAt: () => number;
  readonly seed: (units: number) => void;
  readonly repeatedSpans: (count: number, out: number) => number;
  readonly join: (words: number) => void;
  readonly top: (n: number) => number;
  readonly findPlaces: (n: number) => void;
  readonly repeated: (n: number) => number;
}

/** A longer text, or one of more parts, is left to code without a kernel: its memory for a thread stays below 22 MiB. */
export const mostUnits = 2 ** 20;
export const mostSpans = 2 ** 18;

const pageBytes = 2 ** 16;
/** Memory that is kept from job to job. */
const keptBytes = 2 ** 21;
/** Zeros that the kernel may read after a text. */
const unitsBehind = 32;

let exports: RepetitionExports | undefined;
let memory: KernelMemory | undefined;
let heldUnits: Uint16Array | undefined;
let heldSpans: Spans | undefined;

/**
 * The kernel with a text and spans of it in its memory, good until other spans are given to it: then {@link holdsSpans} says
 * no. Undefined where they are more than it takes.
 */
export function kernelWith(units: Uint16Array, spans: Spans): RepetitionExports | undefined {
  const count = spans.length >> 1;
  if (units.length > mostUnits || count > mostSpans) return undefined;
  if (exports === undefined || memory === undefined) ({ exports, memory } = loadKernel<RepetitionExports>(wasm, 4));
  const missing = exports.layout(units.length, count) - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / pageBytes));
  if (heldUnits !== units) {
    const held = new Uint16Array(memory.buffer, exports.unitsAt(), units.length + unitsBehind);
    held.set(units);
    held.fill(0, units.length);
    exports.seed(units.length);
    heldUnits = units;
  }
  new Int32Array(memory.buffer, exports.spansAt(), spans.length).set(spans);
  heldSpans = spans;
  return exports;
}

/** Lets go of the memory that long texts took; the next text opens another kernel. Below 2 MiB nothing is done. */
export function releaseRepetitionKernel(): void {
  if (memory === undefined || memory.buffer.byteLength <= keptBytes) return;
  [exports, memory, heldUnits, heldSpans] = [undefined, undefined, undefined, undefined];
}

/** True where the spans are those that were given to the kernel last. */
export function holdsSpans(spans: Spans): boolean {
  return heldSpans === spans;
}

/** A number that the kernel left at `address`. */
export function kernelInt(address: number): number {
  return memory === undefined ? 0 : (new Int32Array(memory.buffer, address, 1)[0] as number);
}
