import { loadKernel } from '../../kernels/load-kernel.ts';
import { wasm } from '../../kernels/spacy-words-wasm.ts';
import { newIntList } from '../int-list.ts';
import { reusedBytes, reusedInts } from '../reused-ints.ts';
import type { Spans } from '../span-list.ts';
import { tokenizeChunk } from './chunk-tokens.ts';
import type { NumberedTokens } from './cut-tokens.ts';
import { symbolOf } from './exception-phrases.ts';
import { type SpacyExports, spacyTableBytes, writeSpacyTables } from './kernel-tables.ts';

/** Functions of `spacy-words.as`. */
interface WordExports extends SpacyExports {
  readonly cut: (
    ...all: readonly [
      ...[units: number, origin: number, chunks: number, chunk: number, count: number],
      ...[spaces: number, tokens: number, marks: number, token: number],
    ]
  ) => number;
  readonly chunksDone: () => number;
  readonly spacesThen: () => number;
  readonly tokenCount: () => number;
  readonly holdsPhrase: (tokens: number, marks: number, count: number) => number;
}

/** Tokens, good until the next call. */
export interface KernelTokens extends NumberedTokens {
  /** False where no exception in pieces is among them: most texts then need not be searched for those that count. */
  readonly mayHoldPhrases: boolean;
}

/** Units of a block: of chunks that the kernel is given at once. A longer chunk is for the other code. */
export const mostUnits: number = 2 ** 15;
const slack = 64;
const tablesAt = 1024;
const unitsAt = tablesAt + spacyTableBytes;
const chunksAt = unitsAt + 2 * mostUnits + slack;
const suffixesAt = chunksAt + 4 * mostUnits + slack;
const marksAt = suffixesAt + 4 * mostUnits + slack;
const tokensAt = marksAt + mostUnits + slack;
const memoryPages = Math.ceil((tokensAt + 8 * mostUnits + slack) / 2 ** 16);

const newEnds = newIntList();
const spanMemory = reusedInts();
const symbolMemory = reusedBytes();

let kernel: ReturnType<typeof openKernel> | undefined;

/**
 * The tokens of {@link cutTokens} in WebAssembly. Undefined where a chunk is longer than {@link mostUnits}. Cost: about 20 ns a word. Memory: 1.1 MB for a thread.
 */
export function tokensByKernel(text: string, units: Uint16Array, chunks: Spans): KernelTokens | undefined {
  kernel ??= openKernel();
  const { exports, spans, symbols } = kernel;
  let gathered: Int32Array = spans;
  let gatheredSymbols: Uint8Array = symbols;
  let [count, spaces, mayHoldPhrases] = [0, 0, false];
  for (let first = 0; first < chunks.length; ) {
    const last = lastOfBlock(chunks, first, units.length);
    if (last === first) return undefined;
    const more = cutBlock(kernel, { text, units, chunks }, first, last, spaces);
    spaces = exports.spacesThen();
    mayHoldPhrases ||= exports.holdsPhrase(tokensAt, marksAt, more) !== 0;
    if (first > 0 || last < chunks.length) {
      if (first === 0) {
        gathered = spanMemory(2 * units.length);
        gatheredSymbols = symbolMemory(units.length);
      }
      gathered.set(spans.subarray(0, 2 * more), 2 * count);
      gatheredSymbols.set(symbols.subarray(0, more), count);
    }
    count += more;
    first = last;
  }
  if (units.length > spaces) {
    gathered[2 * count] = spaces;
    gathered[2 * count + 1] = units.length;
    gatheredSymbols[count++] = 0;
  }
  return { spans: gathered.subarray(0, 2 * count), symbols: gatheredSymbols.subarray(0, count), mayHoldPhrases };
}

interface Chunked {
  readonly text: string;
  readonly units: Uint16Array;
  readonly chunks: Spans;
}

/** Where the chunks end, by place in the list, that fit into one block with the one at `first`. */
function lastOfBlock(chunks: Spans, first: number, length: number): number {
  const limit = (chunks[first] as number) + mostUnits - 1;
  if (length <= limit) return chunks.length;
  let last = first;
  while (last < chunks.length && (chunks[last + 1] as number) <= limit) last += 2;
  return last;
}

/** Cuts the chunks [first, last) of the list; returns how many tokens they are. */
function cutBlock(
  { exports, memory, spans, symbols }: ReturnType<typeof openKernel>,
  { text, units, chunks }: Chunked,
  first: number,
  last: number,
  spacesBefore: number,
): number {
  const origin = chunks[first] as number;
  const end = chunks[last - 1] as number;
  memory.units.set(units.subarray(origin, end + 1));
  if (end === units.length) memory.units[end - origin] = 0;
  memory.chunks.set(chunks.subarray(first, last));
  const most = (last - first) >> 1;
  let [chunk, count, spaces] = [0, 0, spacesBefore];
  const cut = (): boolean =>
    exports.cut(unitsAt, origin, chunksAt, chunk, most, spaces, tokensAt, marksAt, count) !== 0;
  while (!cut()) {
    chunk = exports.chunksDone();
    count = exports.tokenCount();
    let from = chunks[first + 2 * chunk] as number;
    const chunkEnd = chunks[first + 2 * chunk + 1] as number;
    newEnds.used = 0;
    tokenizeChunk(text, units, from, chunkEnd, true, newEnds);
    for (let k = 0; k < newEnds.used; k++) {
      const to = newEnds.values[k] as number;
      spans[2 * count] = from;
      spans[2 * count + 1] = to;
      symbols[count++] = symbolOf(text, units, from, to);
      from = to;
    }
    spaces = units[chunkEnd] === 0x20 ? chunkEnd + 1 : chunkEnd;
    chunk++;
  }
  newEnds.used = 0;
  return exports.tokenCount();
}

function openKernel() {
  const { exports, memory } = loadKernel<WordExports>(wasm, memoryPages, memoryPages);
  writeSpacyTables(exports, memory, tablesAt, suffixesAt);
  return {
    exports,
    memory: {
      units: new Uint16Array(memory.buffer, unitsAt, mostUnits + 1),
      chunks: new Int32Array(memory.buffer, chunksAt, mostUnits),
    },
    spans: new Int32Array(memory.buffer, tokensAt, 2 * mostUnits + 4),
    symbols: new Uint8Array(memory.buffer, marksAt, mostUnits + 4),
  };
}
