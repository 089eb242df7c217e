import { MillraceError } from '../../core/errors.ts';
import { type KernelMemory, loadKernel } from '../kernels/load-kernel.ts';
import { wasm } from '../kernels/subword-classifier-wasm.ts';

/** A label of the model with its probability. */
export interface Prediction {
  readonly label: string;
  readonly score: number;
}

/** The likeliest labels of a text, at most `count`, the likeliest first. A pure function of the text's first `units` code units. */
export type SubwordModel = (text: string, count: number) => readonly Prediction[];

interface Kernel {
  readonly open: (...numbers: readonly number[]) => void;
  readonly hashOf: (from: number, to: number) => number;
  readonly predict: (from: number, to: number, count: number, out: number) => number;
}

const staticBytes = 65_536;
const width = 16;
const hierarchicalSoftmax = 1;
const mostCount = 16;

/**
 * A supervised fastText model in its compressed form (`.ftz`): 16 values a row, quantized input, hierarchical softmax.
 * Predictions are those of fastText 0.9.2 to the last bit. Memory: 64 bytes a row, and about 1 MB.
 * Joulin et al. 2016 (Bag of Tricks; FastText.zip). Throws MillraceError `bad-language-model` for any other file.
 */
export function openSubwordModel(file: Uint8Array, units: number): SubwordModel {
  const model = readModel(file);
  const wordSlots = powerAbove(2 * model.words.length);
  const wordBytes = model.words.reduce((sum, { bytes }) => sum + bytes.length + 1, 0);
  const leaves = model.labels.length;
  let end = staticBytes;
  const take = (bytes: number): number => {
    const start = end;
    end = (end + bytes + 15) & ~15;
    return start;
  };
  const at = {
    words: take(8 * wordSlots),
    bytes: take(wordBytes),
    grams: take(gramGroupBytes * Math.ceil(model.buckets / gramGroup)),
    rows: take(model.rows.byteLength),
    nodes: take(8 * (leaves - 1)),
    weights: take(model.weights.byteLength),
    out: take(64 + 8 * mostCount),
    text: take(16 + 3 * units + 16),
    noted: take(4 * mostNoted(model, units)),
  };
  const { exports: kernel, memory } = loadKernel<Kernel>(wasm, Math.ceil(end / 65_536));
  const heap = new Uint8Array(memory.buffer);
  placeWords(kernel, memory, model, at, wordSlots);
  placeGrams(memory, model, at);
  new Float32Array(memory.buffer, at.weights, model.weights.length).set(model.weights);
  new Int32Array(memory.buffer, at.nodes, 2 * (leaves - 1)).set(treeOf(model.labels.map(({ count }) => count)));
  const { buckets, leastGram, mostGram } = model;
  kernel.open(
    ...[at.words, wordSlots, at.bytes, at.grams, buckets],
    ...[at.rows, at.nodes, at.weights, leaves, leastGram, mostGram, at.noted],
  );
  const start = at.text + 16;
  const room = heap.subarray(start, start + 3 * units);
  const encoder = new TextEncoder();
  const scores = new Float32Array(memory.buffer, at.out + 64, 2 * mostCount);
  const places = new Int32Array(memory.buffer, at.out + 64, 2 * mostCount);
  return (text, count) => {
    const { written } = encoder.encodeInto(text, room);
    const found = kernel.predict(start, start + written, Math.min(count, mostCount), at.out);
    return Array.from({ length: found }, (_, k) => ({
      label: model.labels[places[2 * k + 1] ?? 0]?.name ?? '',
      score: scores[2 * k] ?? 0,
    }));
  };
}

interface FileModel {
  readonly words: readonly { readonly bytes: Uint8Array }[];
  readonly labels: readonly { readonly name: string; readonly count: number }[];
  /** Bucket of an n-gram and its row. */
  readonly grams: readonly (readonly [bucket: number, row: number])[];
  readonly buckets: number;
  readonly leastGram: number;
  readonly mostGram: number;
  readonly rows: Float32Array;
  readonly weights: Float32Array;
}

type Places = Readonly<Record<'words' | 'bytes' | 'grams' | 'rows', number>>;

/** Buckets whose rows are told by one group of bits, and what a group takes. */
const gramGroup = 64;
const gramGroupBytes = 16;

/** Most words and n-grams of a text: each code unit may begin n-grams, and so may the marks around each word and its end. */
function mostNoted({ leastGram, mostGram }: FileModel, units: number): number {
  const beginnings = 2 * (units + 8);
  return beginnings * (mostGram - leastGram + 2);
}

function placeWords(kernel: Kernel, memory: KernelMemory, { words }: FileModel, at: Places, slots: number): void {
  const heap = new Uint8Array(memory.buffer);
  const table = new Int32Array(memory.buffer, at.words, 2 * slots);
  let place = at.bytes;
  for (const [row, { bytes }] of words.entries()) {
    heap.set(bytes, place);
    let slot = kernel.hashOf(place, place + bytes.length) & (slots - 1);
    while (table[2 * slot] !== 0) slot = (slot + 1) & (slots - 1);
    table[2 * slot] = place - at.bytes + 1;
    table[2 * slot + 1] = row;
    place += bytes.length + 1;
  }
}

/** Writes the rows, those of n-grams in the order of their buckets, so that a row's number is the count of those before it. */
function placeGrams(memory: KernelMemory, { words, grams, rows }: FileModel, at: Places): void {
  const bits = new Uint32Array(memory.buffer, at.grams);
  const placed = new Float32Array(memory.buffer, at.rows, rows.length);
  placed.set(rows.subarray(0, words.length * width));
  const sorted = grams.toSorted(([a], [b]) => a - b);
  let next = words.length;
  let group = 0;
  const endGroups = (before: number): void => {
    for (; group < before; group++) bits[4 * group + 2] = next;
  };
  for (const [bucket, row] of sorted) {
    endGroups(Math.floor(bucket / gramGroup));
    const word = 4 * group + ((bucket >>> 5) & 1);
    bits[word] = (bits[word] ?? 0) | (1 << (bucket & 31));
    placed.set(rows.subarray(row * width, (row + 1) * width), next++ * width);
  }
  endGroups(group + 1);
}

function powerAbove(count: number): number {
  return 2 ** Math.ceil(Math.log2(count + 1));
}

/** Left and right of each inner node of the Huffman tree over counts that fall; the root is the last. As fastText builds it. */
function treeOf(counts: readonly number[]): Int32Array {
  const leaves = counts.length;
  const weights = [...counts, ...Array.from({ length: leaves - 1 }, () => 1e15)];
  const children = new Int32Array(2 * (leaves - 1));
  let leaf = leaves - 1;
  let node = leaves;
  for (let inner = 0; inner < leaves - 1; inner++) {
    let sum = 0;
    for (const side of [0, 1]) {
      const takesLeaf = leaf >= 0 && (weights[leaf] ?? 0) < (weights[node] ?? 0);
      const child = takesLeaf ? leaf-- : node++;
      children[2 * inner + side] = child;
      sum += weights[child] ?? 0;
    }
    weights[leaves + inner] = sum;
  }
  return children;
}

function readModel(file: Uint8Array): FileModel {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let offset = 0;
  const int = (): number => {
    offset += 4;
    return view.getInt32(offset - 4, true);
  };
  const long = (): number => {
    offset += 8;
    return Number(view.getBigInt64(offset - 8, true));
  };
  const byte = (): number => view.getUint8(offset++);
  const floats = (count: number): Float32Array => {
    const values = new Float32Array(count);
    for (let k = 0; k < count; k++) values[k] = view.getFloat32(offset + 4 * k, true);
    offset += 4 * count;
    return values;
  };
  const bytes = (count: number): Uint8Array => {
    offset += count;
    return file.subarray(offset - count, offset);
  };
  const codebook = () => {
    const [dimension, , side] = [int(), int(), int(), int()];
    return { side, values: floats(256 * dimension) };
  };
  try {
    const header = Array.from({ length: 14 }, int);
    offset += 8;
    const [magic, version, dimension, , , , , wordGrams, loss, , buckets = 0, leastGram = 0, mostGram = 0] = header;
    expectEqual('the magic number', magic, 793_712_314);
    expectEqual('the version', version, 12);
    expectEqual('the dimension', dimension, width);
    expectEqual('the length of word n-grams', wordGrams, 1);
    expectEqual('the loss', loss, hierarchicalSoftmax);
    const [size, wordCount] = [int(), int()];
    int();
    long();
    const kept = long();
    const entries = Array.from({ length: size }, () => {
      const end = file.indexOf(0, offset);
      const name = bytes(end - offset);
      offset++;
      const count = long();
      offset++;
      return { bytes: name, name: Buffer.from(name).toString('utf8'), count };
    });
    const grams = Array.from({ length: kept }, () => [int(), wordCount + int()] as const);
    expectEqual('the flag of a quantized input', byte(), 1);
    expectEqual('the flag of quantized norms', byte(), 1);
    const rowCount = long();
    expectEqual('the width of a row', long(), width);
    const codes = bytes(int());
    const values = codebook();
    const normCodes = bytes(rowCount);
    const norms = codebook();
    expectEqual('the flag of a quantized output', byte(), 0);
    const labels = entries.slice(wordCount);
    expectEqual('the rows of the output', long(), labels.length);
    expectEqual('the width of the output', long(), width);
    const weights = floats(labels.length * width);
    expectEqual('the end', offset, file.length);
    const rows = rowsOf(rowCount, codes, values, normCodes, norms.values);
    return { words: entries.slice(0, wordCount), labels, grams, buckets, leastGram, mostGram, rows, weights };
  } catch (cause) {
    if (cause instanceof MillraceError) throw cause;
    throw new MillraceError('bad-language-model', 'the language model ends too soon, or is another kind of file', {
      cause,
    });
  }
}

/** Each row of the input: its codes' values times its norm. */
function rowsOf(
  count: number,
  codes: Uint8Array,
  { side, values }: { readonly side: number; readonly values: Float32Array },
  normCodes: Uint8Array,
  norms: Float32Array,
): Float32Array {
  const parts = width / side;
  const rows = new Float32Array(count * width);
  for (let row = 0; row < count; row++) {
    const norm = norms[normCodes[row] ?? 0] ?? 0;
    for (let part = 0; part < parts; part++) {
      const from = (part * 256 + (codes[row * parts + part] ?? 0)) * side;
      for (let k = 0; k < side; k++) rows[row * width + part * side + k] = norm * (values[from + k] ?? 0);
    }
  }
  return rows;
}

function expectEqual(what: string, found: number | undefined, expected: number): void {
  if (found === expected) return;
  throw new MillraceError('bad-language-model', `${what}: expected ${expected}, found ${found}`);
}
