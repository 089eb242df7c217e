import { type KernelMemory, loadKernel } from '../kernels/load-kernel.ts';
import { wasm } from '../kernels/text-scan-wasm.ts';
import { reusedInts } from './reused-ints.ts';
import { allocateInts } from './slab.ts';
import type { Spans } from './span-list.ts';

/** What one visit to each unit of a text tells. */
export interface TextScan {
  /** The longest runs without white space: Python's `str.split()`. */
  readonly words: Spans;
  /** Places of Python's eleven line boundaries, each unit for itself. Good until another text is scanned. */
  readonly breaks: Int32Array;
  /** True where the text has a surrogate, whether in a pair or not. */
  readonly surrogates: boolean;
}

/** Function of `text-scan.as`. */
interface ScanExports {
  readonly scan: (
    ...all: readonly [
      ...[units: number, count: number, offset: number, before: number],
      ...[edges: number, breaks: number, out: number],
    ]
  ) => void;
}

interface ScanKernel {
  readonly scan: ScanExports['scan'];
  readonly units: Uint16Array;
  readonly edges: Int32Array;
  readonly breaks: Int32Array;
  /** Edges, breaks, whether white space goes before what follows, whether there was a surrogate. */
  readonly out: Int32Array;
}

/** Units that the kernel is given at once, so that its memory does not grow with a text. */
const mostUnits = 2 ** 15;
const memoryPages = 6;

let kernel: ScanKernel | undefined;
const edgeMemory = reusedInts();
const breakMemory = reusedInts();
let scannedUnits: Uint16Array | undefined;
let scanned: TextScan | undefined;

/**
 * Scans a text; asked again for the same units it costs nothing. Memory: 384 KiB for a thread, and 8 bytes for each unit,
 * used again. Cost: 0.3 ns for each unit, 1 ns for each word.
 */
export function scanText(units: Uint16Array): TextScan {
  if (scanned === undefined || scannedUnits !== units) {
    scanned = scanAll(units);
    scannedUnits = units;
  }
  return scanned;
}

function scanAll(units: Uint16Array): TextScan {
  kernel ??= openKernel();
  const edges = edgeMemory(units.length + 1);
  const breaks = breakMemory(units.length);
  let edgeCount = 0;
  let breakCount = 0;
  let before = 1;
  let surrogates = false;
  for (let offset = 0; offset < units.length; offset += mostUnits) {
    const count = Math.min(mostUnits, units.length - offset);
    kernel.units.set(count === units.length ? units : units.subarray(offset, offset + count));
    // The kernel takes sixteen at a time: none of an earlier text.
    kernel.units.fill(0, count, count + 16);
    kernel.scan(kernel.units.byteOffset, count, offset, before, kernel.edges.byteOffset, kernel.breaks.byteOffset, 0);
    const [newEdges = 0, newBreaks = 0, next = 0, found = 0] = kernel.out;
    edges.set(kernel.edges.subarray(0, newEdges), edgeCount);
    breaks.set(kernel.breaks.subarray(0, newBreaks), breakCount);
    edgeCount += newEdges;
    breakCount += newBreaks;
    before = next;
    surrogates ||= found === 1;
  }
  if (before === 0) edges[edgeCount++] = units.length;
  const words = allocateInts(edgeCount);
  words.set(edges.subarray(0, edgeCount));
  return { words, breaks: breaks.subarray(0, breakCount), surrogates };
}

function openKernel(): ScanKernel {
  const { exports, memory } = loadKernel<ScanExports>(wasm, memoryPages, memoryPages);
  const [unitsAt, edgesAt] = [1024, 2 ** 17];
  return {
    scan: exports.scan,
    units: new Uint16Array(memory.buffer, unitsAt, mostUnits + 16),
    edges: intsAt(memory, edgesAt),
    breaks: intsAt(memory, edgesAt + 4 * mostUnits),
    out: new Int32Array(memory.buffer, 0, 4),
  };
}

function intsAt(memory: KernelMemory, address: number): Int32Array {
  return new Int32Array(memory.buffer, address, mostUnits);
}
