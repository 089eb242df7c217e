import { loadKernel } from '../kernels/load-kernel.ts';
import { wasm } from '../kernels/shingles-wasm.ts';
import { characterClasses, space } from '../text/character-class.ts';
import { codePointAt } from '../text/code-units.ts';
import { tokenizeAlone } from '../text/spacy/chunk-alone.ts';
import { exceptions } from '../text/spacy/exceptions.ts';
import { type SpacyExports, spacyTableBytes, writeSpacyTables } from '../text/spacy/kernel-tables.ts';
import type { ShingleWords } from './shingles.ts';
import { type Simplification, simplifiedAlone, simplifiedUnit } from './simplify.ts';

/** Functions of `shingles.as`. */
interface ShingleExports extends SpacyExports {
  readonly simplify: (
    ...all: readonly [
      ...[images: number, source: number, from: number, count: number],
      ...[target: number, length: number, before: number],
    ]
  ) => number;
  readonly stoppedAt: () => number;
  readonly writtenThen: () => number;
  readonly simplifiedStart: () => number;
  readonly words: (
    ...all: readonly [
      ...[spaces: number, units: number, from: number, to: number],
      ...[hashes: number, starts: number, ends: number, others: number],
    ]
  ) => number;
  readonly hashOf: (units: number, from: number, to: number) => number;
  readonly open: (exceptions: number, chunkTokens: number, chunkMarks: number) => void;
  readonly addException: (hash: number) => void;
  readonly tokens: (
    ...all: readonly [
      ...[units: number, hashes: number, starts: number, ends: number, others: number],
      ...[chunk: number, count: number, target: number, token: number],
    ]
  ) => number;
  readonly chunksDone: () => number;
  readonly tokensDone: () => number;
  readonly shingleSet: (
    ...all: readonly [
      ...[hashes: number, count: number, length: number],
      ...[shingles: number, spare: number, counters: number],
    ]
  ) => number;
}

// Where things lie in the kernel's memory, in bytes. Below `textAt` is what stays from text to text.
const countersAt = 2 ** 12;
const exceptionsAt = 2 ** 13;
const imagesAt = 2 ** 16;
const spacesAt = imagesAt + 2 ** 17;
const tablesAt = spacesAt + 2 ** 16;
/** Units of the longest chunk that the kernel cuts itself. */
const chunkUnits = 2 ** 12;
const suffixesAt = tablesAt + spacyTableBytes;
const chunkMarksAt = suffixesAt + 4 * chunkUnits;
const chunkTokensAt = chunkMarksAt + 2 * chunkUnits;
const textAt = chunkTokensAt + 8 * chunkUnits;

const leastUnits = 2 ** 16;
/** Longer texts are for the code that has no memory of its own. */
const mostUnits = 2 ** 20;
/** Vectors are read and written beyond the end of a list. */
const slack = 128;

// What the kernel answers where it stopped.
const unknownUnit = -1;
const otherwise = -2;
/** Memory that is kept from job to job. */
const keptBytes = 2 ** 21;
/** Units that a text may grow by. */
const growth = 256;

/**
 * {@link shingleSet} of a text, simplified or not, in WebAssembly; good until the next call. Undefined where only the
 * other code knows: other words than of white space or spaCy, texts above 2²⁰ units, those with a sigma or a digit beyond
 * the Basic Multilingual Plane, those that grow much when simplified, and those in which spaCy finds an exception in pieces.
 *
 * Cost: about 4 ns a unit with 7 units a word. Memory: 1.3 MB for a thread, and up to 15 MB for its longest text
 * until {@link releaseShingleKernel}.
 */
export function shinglesByKernel(
  text: string,
  normalize: Simplification,
  words: ShingleWords,
  length: number,
): Uint32Array | undefined {
  if ((words !== 'whitespace' && words !== 'spacy') || text.length > mostUnits - growth) return undefined;
  kernel ??= openKernel();
  return kernel.shingles(text, normalize, words, length);
}

/** Lets go of the memory that long texts took; the next text opens another kernel. Below 2 MiB nothing is done. */
export function releaseShingleKernel(): void {
  if (kernel !== undefined && kernel.memory.buffer.byteLength > keptBytes) kernel = undefined;
}

let kernel: ReturnType<typeof openKernel> | undefined;

function openKernel() {
  const { exports, memory } = loadKernel<ShingleExports>(wasm, pagesFor(leastUnits), pagesFor(mostUnits));
  let places = placesFor(leastUnits);
  let buffer = Buffer.from(memory.buffer);
  let units = new Uint16Array(memory.buffer);
  let numbers = new Uint32Array(memory.buffer);
  for (let unit = 0; unit < 2 ** 16; unit++) buffer[spacesAt + unit] = (characterClasses[unit] as number) & space;
  writeSpacyTables(exports, memory, tablesAt, suffixesAt);
  exports.open(exceptionsAt, chunkTokensAt, chunkMarksAt);
  for (const word of exceptions.keys()) {
    buffer.write(word, textAt, 'utf16le');
    exports.addException(exports.hashOf(textAt, 0, word.length));
  }

  function reserve(length: number): void {
    if (length <= places.units) return;
    places = placesFor(2 ** Math.ceil(Math.log2(length)));
    memory.grow(pagesFor(places.units) - memory.buffer.byteLength / 2 ** 16);
    buffer = Buffer.from(memory.buffer);
    units = new Uint16Array(memory.buffer);
    numbers = new Uint32Array(memory.buffer);
  }

  /** Where the simplified text ends in the target; undefined where the other code must find it. */
  function simplified(count: number): number | undefined {
    const { source, target } = places;
    let [from, length, before] = [0, 0, 0x20];
    for (;;) {
      const end = exports.simplify(imagesAt, source, from, count, target, length, before);
      if (end >= 0) return end;
      if (end === unknownUnit) {
        findImages(source / 2, source / 2 + count);
        continue;
      }
      from = exports.stoppedAt();
      const codePoint = codePointAt(units.subarray(source / 2, source / 2 + count), from);
      const parts = simplifiedAlone(codePoint);
      length = exports.writtenThen();
      from += codePoint > 0xffff ? 2 : 1;
      if (parts === undefined || length + parts.length + count - from > places.units) return undefined;
      for (let part = 0; part < parts.length; part++) units[target / 2 + length++] = parts.charCodeAt(part);
      // As for a removed mark: white space on both sides of it is not folded.
      before = 0x30;
    }
  }

  function findImages(from: number, to: number): void {
    for (let at = from; at < to; at++) {
      const image = imagesAt / 2 + (units[at] as number);
      if (units[image] === 0) units[image] = simplifiedUnit(units[at] as number);
    }
  }

  /** Hashes of the tokens of `count` chunks; undefined where a phrase is in one. */
  function tokens(at: number, count: number): number | undefined {
    const { hashes, starts, ends, others, tokens: target } = places;
    let [chunk, token] = [0, 0];
    for (;;) {
      const answer = exports.tokens(at, hashes, starts, ends, others, chunk, count, target, token);
      if (answer === otherwise) return undefined;
      [chunk, token] = [exports.chunksDone(), exports.tokensDone()];
      if (answer !== unknownUnit) return token;
      const start = numbers[starts / 4 + chunk] as number;
      const end = numbers[ends / 4 + chunk] as number;
      const found = tokenizeAlone(units.subarray(at / 2 + start, at / 2 + end));
      if (found.phrase) return undefined;
      let from = start;
      for (const length of found.ends) {
        numbers[target / 4 + token++] = exports.hashOf(at, from, start + length);
        from = start + length;
      }
      chunk++;
    }
  }

  const shingles = (
    text: string,
    normalize: Simplification,
    words: 'whitespace' | 'spacy',
    length: number,
  ): Uint32Array | undefined => {
    reserve(text.length + growth);
    const { source, target, hashes, starts, ends, others, tokens: tokensAt, shingles: setAt } = places;
    buffer.write(text, source, 'utf16le');
    let [at, from, to] = [source, 0, text.length];
    if (normalize === 'simplify') {
      const end = simplified(text.length);
      if (end === undefined) return undefined;
      to = end;
      from = exports.simplifiedStart();
      at = target;
    }
    let count: number | undefined = exports.words(spacesAt, at, from, to, hashes, starts, ends, others);
    let found = hashes;
    if (words === 'spacy') {
      count = tokens(at, count);
      if (count === undefined) return undefined;
      found = tokensAt;
    }
    const size = exports.shingleSet(found, count, length, setAt, source, countersAt);
    return numbers.subarray(setAt / 4, setAt / 4 + size);
  };
  return { shingles, memory };
}

/** Where the parts lie for texts of up to so many units. Shingles, and what they are sorted by, take the place of what is no longer needed. */
function placesFor(units: number) {
  const source = textAt;
  const target = source + 2 * units;
  const hashes = target + 2 * units + slack;
  const starts = hashes + 2 * units + slack;
  const ends = starts + 2 * units + slack;
  const others = ends + 2 * units + slack;
  const tokens = others + units / 2 + slack;
  return { units, source, target, hashes, starts, ends, others, tokens, shingles: starts };
}

function pagesFor(units: number): number {
  return Math.ceil((placesFor(units).tokens + 4 * units + slack) / 2 ** 16);
}
