// A text as its set of shingles: simplified, cut into words, hashed, sorted. As pipelines/dedup/simplify.ts and
// pipelines/dedup/shingles.ts have it, to the last bit; where these steps meet what only they know, they say so and stop.

import { hasPhrase } from './spacy/phrases';
import { beginTokens, pushTokens, tokenCount } from './spacy/tokenize';

export { openPhrases } from './spacy/phrases';
export { addString, openTokenizer } from './spacy/tokenize';

/** What a step answers where it cannot go on. */
const unknownUnit: i32 = -1; // a unit whose image was not written yet
const otherwise: i32 = -2; // a text that only the other code knows

// Images of units that are not the unit to write. They are those of simplify.ts.
const unknown: u32 = 0;
const removed: u32 = 1;
const digit: u32 = 2;
const several: u32 = 3;

const space: u32 = 0x20;
const zero: u16 = 0x30;
const factor: u32 = 0x9e3779b1;

// @ts-ignore: decorator
@inline
function unitAt(units: usize, at: u32): u32 {
  return load<u16>(units + ((at as usize) << 1));
}

// @ts-ignore: decorator
@inline
function turn(value: u32): u32 {
  return rotl<u32>(value * factor, 13);
}

// @ts-ignore: decorator
@inline
function isSeparator(unit: u32): bool {
  return (
    unit == 0x2e || unit == 0x2c || unit == 0x60c || unit == 0x66b || (unit >= 0x2396 && unit <= 0x2398)
  );
}

/** Where the text begins in the target of the last call of `simplify`: white space before it is not part of it. */
let begin: u32 = 0;
export function simplifiedStart(): u32 {
  return begin;
}

/** Where `simplify` met a unit that only the other code knows, and how long the target was then. */
let stop: u32 = 0;
let written: u32 = 0;
export function stoppedAt(): u32 {
  return stop;
}
export function writtenThen(): u32 {
  return written;
}

/**
 * Simplifies units [from, count) at `source` into `target` from `length` on, which has room for them. `images` has for each
 * unit what it becomes; `before` is what was written last, white space at the beginning. Returns the end of the text in
 * `target`, or why it stopped.
 */
export function simplify(
  images: usize,
  source: usize,
  from: u32,
  count: u32,
  target: usize,
  length: u32,
  before: u32,
): i32 {
  let i = from;
  while (i < count) {
    const image = unitAt(images, unitAt(source, i));
    if (image >= space) {
      store<u16>(target + ((length as usize) << 1), image as u16);
      length += u32((image | before) != space);
      before = image;
      i++;
      continue;
    }
    if (image == unknown) return unknownUnit;
    if (image == several) {
      stop = i;
      written = length;
      return otherwise;
    }
    before = zero;
    i++;
    if (image == removed) continue;
    store<u16>(target + ((length as usize) << 1), zero);
    length++;
    i = endOfDigits(images, source, i, count);
    if (i == count || !isSeparator(unitAt(source, i))) continue;
    const end = endOfDigits(images, source, i + 1, count);
    if (end > i + 1) i = end;
    // What follows a separator may be a digit that is not known to be one.
    else if (end < count && unitAt(images, unitAt(source, end)) == unknown) return unknownUnit;
  }
  begin = 0;
  while (begin < length && unitAt(target, begin) == space) begin++;
  while (length > begin && unitAt(target, length - 1) == space) length--;
  return length;
}

// @ts-ignore: decorator
@inline
function endOfDigits(images: usize, source: usize, from: u32, count: u32): u32 {
  let at = from;
  while (at < count && unitAt(images, unitAt(source, at)) == digit) at++;
  return at;
}

/**
 * Words between white space among units [from, to): their hashes, where they begin and end, and at `others` whether they
 * have another unit than letters of ASCII. `spaces` has 1 for each unit that is white space. All four have room for one
 * more than half of the units and 1. Returns how many.
 */
export function words(
  spaces: usize,
  units: usize,
  from: u32,
  to: u32,
  hashes: usize,
  starts: usize,
  ends: usize,
  others: usize,
): u32 {
  let count: usize = 0;
  let hash: u32 = 0;
  let start: u32 = from;
  let other: u32 = 0;
  let before: u32 = 0;
  for (let i = from; i < to; i++) {
    const unit = unitAt(units, i);
    // All ones in a word and 0 at a space: without a branch, which no processor can foresee here.
    const inside: u32 = (load<u8>(spaces + unit) as u32) - 1;
    store<u32>(hashes + (count << 2), hash);
    store<u32>(starts + (count << 2), start);
    store<u32>(ends + (count << 2), i);
    store<u8>(others + count, other as u8);
    count += before & ~inside;
    hash = turn(hash + unit) & inside;
    start = inside != 0 ? start : i + 1;
    other = (other | u32((unit | 0x20) - 0x61 > 25)) & inside;
    before = inside & 1;
  }
  store<u32>(hashes + (count << 2), hash);
  store<u32>(starts + (count << 2), start);
  store<u32>(ends + (count << 2), to);
  store<u8>(others + count, other as u8);
  return (count as u32) + before;
}

/** The hash of units [from, to) as a word's. */
export function hashOf(units: usize, from: u32, to: u32): u32 {
  let hash: u32 = 0;
  for (let i = from; i < to; i++) hash = turn(hash + unitAt(units, i));
  return hash;
}

/** A longer chunk is for the other code, so that its tokens have room. */
const longestChunk: u32 = 4096;

/** A bit for each possible low half of an exception's hash. */
let exceptions: usize = 0;
/** Tokens of one chunk: pairs (start, end) of i32, and their symbols. */
let chunkTokens: usize = 0;
let chunkMarks: usize = 0;

/** `exceptions_` is 8 KiB; the others have 8 bytes and 1 byte for each unit of a chunk of 4,096. */
export function open(exceptions_: usize, chunkTokens_: usize, chunkMarks_: usize): void {
  exceptions = exceptions_;
  chunkTokens = chunkTokens_;
  chunkMarks = chunkMarks_;
}

export function addException(hash: u32): void {
  const bit = hash & 0xffff;
  const at = exceptions + (bit >> 3);
  store<u8>(at, load<u8>(at) | (1 << u8(bit & 7)));
}

/** How far `tokens` came: chunks, and tokens. */
let doneChunks: u32 = 0;
let doneTokens: u32 = 0;
export function chunksDone(): u32 {
  return doneChunks;
}
export function tokensDone(): u32 {
  return doneTokens;
}

/**
 * The hashes of the tokens of chunks [chunk, count), as `words` wrote them, from `token` on at `target`. Returns 0 at the
 * end, `unknownUnit` before a chunk that only the other code can cut, and `otherwise` where a phrase may go over the chunk's
 * tokens.
 */
export function tokens(
  units: usize,
  hashes: usize,
  starts: usize,
  ends: usize,
  others: usize,
  chunk: u32,
  count: u32,
  target: usize,
  token: u32,
): i32 {
  let to = target + ((token as usize) << 2);
  for (let k: usize = chunk; k < (count as usize); k++) {
    const hash = load<u32>(hashes + (k << 2));
    const exception = (load<u8>(exceptions + ((hash & 0xffff) >> 3)) >> u8(hash & 7)) & 1;
    if ((load<u8>(others + k) | exception) == 0) {
      store<u32>(to, hash);
      to += 4;
      continue;
    }
    const start = load<u32>(starts + (k << 2));
    const end = load<u32>(ends + (k << 2));
    beginTokens(chunkTokens, chunkMarks, 0);
    if (end - start > longestChunk || !pushTokens(units, start, end)) {
      doneChunks = k as u32;
      doneTokens = ((to - target) >> 2) as u32;
      return unknownUnit;
    }
    const size = tokenCount() as usize;
    if (hasPhrase(chunkTokens, chunkMarks, size)) return otherwise;
    if (size == 1) {
      store<u32>(to, hash);
      to += 4;
      continue;
    }
    for (let n: usize = 0; n < size; n++) {
      const span = chunkTokens + (n << 3);
      store<u32>(to, hashOf(units, load<i32>(span), load<i32>(span, 4)));
      to += 4;
    }
  }
  doneChunks = count;
  doneTokens = ((to - target) >> 2) as u32;
  return 0;
}

/**
 * The set of shingles of `length` words whose hashes are the `count` numbers at `hashes`, at `shingles`: sorted, none twice. `spare`
 * has as much room, and `counters` is 4 KiB. Returns how many.
 */
export function shingleSet(
  hashes: usize,
  count: i32,
  length: i32,
  shingles: usize,
  spare: usize,
  counters: usize,
): i32 {
  const size = count - length + 1;
  if (size <= 0) return 0;
  const lanes = (count + 3) & ~3;
  for (let i = 0; i < lanes; i += 4) {
    const at = hashes + ((i as usize) << 2);
    v128.store(at, mixed(v128.load(at)));
  }
  const times = i32x4.splat(factor as i32);
  for (let first = 0; first < size; first += 4) {
    let hash = i32x4.splat(0);
    for (let i = first; i < first + length; i++) {
      const product = i32x4.mul(i32x4.add(hash, v128.load(hashes + ((i as usize) << 2))), times);
      hash = v128.or(i32x4.shl(product, 13), i32x4.shr_u(product, 19));
    }
    v128.store(shingles + ((first as usize) << 2), mixed(hash));
  }
  sort(shingles, spare, size as u32, counters);
  let unique: usize = 4;
  let before = load<u32>(shingles);
  for (let i = 1; i < size; i++) {
    const value = load<u32>(shingles + ((i as usize) << 2));
    store<u32>(shingles + unique, value);
    unique += (value != before ? 4 : 0) as usize;
    before = value;
  }
  return (unique >> 2) as i32;
}

/** C. Wellons's lowbias32. */
// @ts-ignore: decorator
@inline
function mixed(value: v128): v128 {
  let h = value;
  h = i32x4.mul(v128.xor(h, i32x4.shr_u(h, 16)), i32x4.splat(0x7feb352d));
  h = i32x4.mul(v128.xor(h, i32x4.shr_u(h, 15)), i32x4.splat(0x846ca68b as i32));
  return v128.xor(h, i32x4.shr_u(h, 16));
}

/** Least significant byte first. */
function sort(values: usize, spare: usize, count: u32, counters: usize): void {
  memory.fill(counters, 0, 4096);
  const end = values + ((count as usize) << 2);
  for (let at = values; at < end; at += 4) {
    const value = load<u32>(at);
    increase(counters + ((value & 255) << 2));
    increase(counters + 1024 + (((value >> 8) & 255) << 2));
    increase(counters + 2048 + (((value >> 16) & 255) << 2));
    increase(counters + 3072 + ((value >> 24) << 2));
  }
  distribute(values, spare, count, counters, 0);
  distribute(spare, values, count, counters + 1024, 8);
  distribute(values, spare, count, counters + 2048, 16);
  distribute(spare, values, count, counters + 3072, 24);
}

// @ts-ignore: decorator
@inline
function increase(at: usize): void {
  store<u32>(at, load<u32>(at) + 1);
}

// @ts-ignore: decorator
@inline
function distribute(from: usize, to: usize, count: u32, counters: usize, shift: u32): void {
  let place = to as u32;
  for (let at = counters; at < counters + 1024; at += 4) {
    const size = load<u32>(at);
    store<u32>(at, place);
    place += size << 2;
  }
  const end = from + ((count as usize) << 2);
  for (let at = from; at < end; at += 4) {
    const value = load<u32>(at);
    const counter = counters + (((value >> shift) & 255) << 2);
    const target = load<u32>(counter);
    store<u32>(target as usize, value);
    store<u32>(counter, target + 4);
  }
}
