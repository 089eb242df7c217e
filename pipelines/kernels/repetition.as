// What repeats in a text: its lines or paragraphs, and the n-grams of its words. The text's UTF-16 units begin at `units`,
// with 32 zeros after the last; spans are pairs of i32, places of units.
//
// Exact: hashes only say where to look, and what they find is compared unit by unit. Their factors come from the whole text, so
// that no text can be written whose parts collide on purpose.

const units: usize = 1024;

/** Where the parts of the memory are: filled by `layout`. */
let spans: usize = 0;
let hashes: usize = 0; // i32 each
let firsts: usize = 0; // i32 each: the span or place that something was first seen at
let slots: usize = 0; // i32, a power of 2 of them; 0 is empty
let counters: usize = 0; // u8, a power of 2 of them
let counterMask: u32 = 0;
let starts: usize = 0; // i32 each, one more for the end: joined units before each word
let lengths: usize = 0; // i32 each: code points of each word
let numbers: usize = 0; // i32 each
let positions: usize = 0; // i32 each
let pairs: usize = 0; // 4 i32 each: two parts, the first place, how often
let levels: usize = 0; // u8 each
let joined: usize = 0; // the words one after the other, without anything between them

let factor0: u64 = 1;
let factor1: u64 = 1;
let factor2: u64 = 1;
let factor3: u64 = 1;
let lengthFactor: u64 = 1;

let words: i32 = 0;
/** n-grams that occur more than once: their places in `positions`, their numbers in `numbers`. */
let grams: i32 = 0;
/** Words where a repeated n-gram may begin, in `positions`. */
let places: i32 = 0;

/** A power of 2 of at least `count`, at least 8. */
// @ts-ignore: decorator
@inline
function powerFrom(count: i32): u32 {
  return 1 << (32 - clz(max(count, 8) - 1));
}

// @ts-ignore: decorator
@inline
function aligned(at: usize): usize {
  return (at + 63) & ~63;
}

/** Places for a text of `unitCount` units and so many spans. Returns how many bytes of memory that takes. */
export function layout(unitCount: i32, spanCount: i32): usize {
  const ints: usize = aligned(4 * (<usize>spanCount + 1));
  spans = aligned(units + 2 * (<usize>unitCount + 32));
  hashes = spans + 2 * ints;
  firsts = hashes + ints;
  starts = firsts + ints;
  lengths = starts + ints;
  numbers = lengths + ints;
  positions = numbers + ints;
  pairs = positions + ints;
  levels = pairs + 4 * ints;
  slots = levels + aligned(spanCount + 1);
  counters = slots + 4 * <usize>powerFrom(2 * spanCount);
  counterMask = powerFrom(8 * spanCount) - 1;
  joined = counters + counterMask + 1;
  return joined + 2 * (<usize>unitCount + 32);
}

export function spansAt(): usize {
  return spans;
}

export function unitsAt(): usize {
  return units;
}

function mixed(seed: u64): u64 {
  let x = (seed ^ (seed >>> 30)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >>> 27)) * 0x94d049bb133111eb;
  return x ^ (x >>> 31);
}

/** Takes the factors of the hashes from the text. Source: SplitMix64 (Steele et al. 2014) for its mixing. */
export function seed(count: i32): void {
  let a: u64 = 0x9e3779b97f4a7c15;
  let b: u64 = count;
  for (let at = units; at < units + 2 * <usize>count; at += 16) {
    a = rotl<u64>((a ^ load<u64>(at)) * 0xff51afd7ed558ccd, 29);
    b = rotl<u64>((b ^ load<u64>(at, 8)) * 0xc4ceb9fe1a85ec53, 31);
  }
  const all = mixed(a) + mixed(b ^ 0x2545f4914f6cdd1d);
  factor0 = mixed(all + 1) | 1;
  factor1 = mixed(all + 2) | 1;
  factor2 = mixed(all + 3) | 1;
  factor3 = mixed(all + 4) | 1;
  lengthFactor = mixed(all + 5) | 1;
}

/** All ones in the first `count` lanes. */
// @ts-ignore: decorator
@inline
function firstLanes(count: i32): v128 {
  return i16x8.gt_s(i16x8.splat(<i16>count), i16x8(0, 1, 2, 3, 4, 5, 6, 7));
}

// @ts-ignore: decorator
@inline
function folded(hash: u64): u64 {
  return (hash ^ (hash >>> 31)) * factor3;
}

/** Hash of `count` units. */
// @ts-ignore: decorator
@inline
function hashOf(at: usize, count: i32): u32 {
  let hash: u64 = <u64>count * lengthFactor;
  for (; count > 8; count -= 8) {
    hash = folded(hash + load<u64>(at) * factor0 + load<u64>(at, 8) * factor1);
    at += 16;
  }
  const last = v128.and(v128.load(at), firstLanes(count));
  hash += <u64>i64x2.extract_lane(last, 0) * factor0 + <u64>i64x2.extract_lane(last, 1) * factor1;
  return <u32>((folded(hash) * factor2) >>> 32);
}

// @ts-ignore: decorator
@inline
function same(a: usize, b: usize, count: i32): bool {
  for (; count > 8; count -= 8) {
    if (v128.any_true(v128.xor(v128.load(a), v128.load(b)))) return false;
    a += 16;
    b += 16;
  }
  return !v128.any_true(v128.and(v128.xor(v128.load(a), v128.load(b)), firstLanes(count)));
}

/** Surrogate pairs whose second half is one of `count` units. */
// @ts-ignore: decorator
@inline
function pairsIn(at: usize, count: i32): i32 {
  let found: i32 = 0;
  for (; count > 0; count -= 8) {
    const lanes = v128.load(at);
    const second = i16x8.eq(v128.and(lanes, i16x8.splat(-1024)), i16x8.splat(-9216));
    if (v128.any_true(v128.and(second, firstLanes(min(count, 8))))) {
      // What lies before the first unit of a text is no first half.
      const first = i16x8.eq(v128.and(v128.load(at - 2), i16x8.splat(-1024)), i16x8.splat(-10240));
      found += popcnt(i16x8.bitmask(v128.and(v128.and(second, first), firstLanes(min(count, 8)))));
    }
    at += 16;
  }
  return found;
}

// @ts-ignore: decorator
@inline
function spread(hash: u32, mask: u32): u32 {
  return (hash ^ (hash >>> 15)) & mask;
}

// @ts-ignore: decorator
@inline
function clearSlots(entries: i32): u32 {
  const count = powerFrom(2 * entries);
  memory.fill(slots, 0, 4 * count);
  return count - 1;
}

// @ts-ignore: decorator
@inline
function clearCounters(): void {
  memory.fill(counters, 0, counterMask + 1);
}

/** Counts a hash, up to 2. */
// @ts-ignore: decorator
@inline
function countHash(hash: u32): void {
  const at = counters + (hash & counterMask);
  const before = <u32>load<u8>(at);
  store<u8>(at, before + u32(before < 2));
}

/** True where a hash may have been counted more than once; false where it was not. */
// @ts-ignore: decorator
@inline
function countedTwice(hash: u32): bool {
  return load<u8>(counters + (hash & counterMask)) > 1;
}

/** How many of the spans repeat the text of an earlier one; at `out` the code points of these together. */
export function repeatedSpans(count: i32, out: usize): i32 {
  const mask = clearSlots(count);
  let distinct: i32 = 0;
  let characters: i32 = 0;
  for (let k: i32 = 0; k < count; k++) {
    const start = load<i32>(spans + 8 * k);
    const length = load<i32>(spans + 8 * k, 4) - start;
    const at = units + 2 * start;
    const hash = hashOf(at, length);
    store<u32>(hashes + 4 * k, hash);
    let slot = spread(hash, mask);
    let seen = load<i32>(slots + 4 * slot);
    while (seen > 0) {
      const other = seen - 1;
      const otherStart = load<i32>(spans + 8 * other);
      if (
        load<u32>(hashes + 4 * other) == hash &&
        load<i32>(spans + 8 * other, 4) - otherStart == length &&
        same(at, units + 2 * otherStart, length)
      )
        break;
      slot = (slot + 1) & mask;
      seen = load<i32>(slots + 4 * slot);
    }
    if (seen > 0) characters += length - pairsIn(at, length);
    else {
      store<i32>(slots + 4 * slot, k + 1);
      distinct++;
    }
  }
  store<i32>(out, characters);
  return count - distinct;
}

/** Reads the words that the spans name: what {@link top} and {@link repeated} work with. */
export function join(count: i32): void {
  words = count;
  clearCounters();
  let length: i32 = 0;
  for (let k: i32 = 0; k < count; k++) {
    const start = load<i32>(spans + 8 * k);
    const own = load<i32>(spans + 8 * k, 4) - start;
    const from = units + 2 * start;
    const to = joined + 2 * length;
    // What is written beyond the word's end the next word overwrites.
    for (let at: usize = 0; at < 2 * <usize>own; at += 16) v128.store(to + at, v128.load(from + at));
    store<i32>(starts + 4 * k, length);
    store<i32>(lengths + 4 * k, own - pairsIn(from, own));
    const hash = hashOf(from, own);
    store<u32>(hashes + 4 * k, hash);
    countHash(hash);
    length += own;
  }
  store<i32>(starts + 4 * count, length);
  numberWords();
}

/** Numbers the words that occur more than once, in order of first appearance. */
function numberWords(): void {
  const mask = clearSlots(words);
  let distinct: i32 = 0;
  let found: i32 = 0;
  for (let k: i32 = 0; k < words; k++) {
    const hash = load<u32>(hashes + 4 * k);
    if (!countedTwice(hash)) continue;
    const start = load<i32>(starts + 4 * k);
    const length = load<i32>(starts + 4 * k, 4) - start;
    let slot = spread(hash, mask);
    let number = load<i32>(slots + 4 * slot) - 1;
    while (number >= 0) {
      const other = load<i32>(firsts + 4 * number);
      const otherStart = load<i32>(starts + 4 * other);
      if (
        load<u32>(hashes + 4 * other) == hash &&
        load<i32>(starts + 4 * other, 4) - otherStart == length &&
        same(joined + 2 * start, joined + 2 * otherStart, length)
      )
        break;
      slot = (slot + 1) & mask;
      number = load<i32>(slots + 4 * slot) - 1;
    }
    if (number < 0) {
      number = distinct++;
      store<i32>(slots + 4 * slot, distinct);
      store<i32>(firsts + 4 * number, k);
      store<i32>(pairs + 16 * number, 0, 12);
    }
    store<i32>(pairs + 16 * number, load<i32>(pairs + 16 * number, 12) + 1, 12);
    store<i32>(positions + 4 * found, k);
    store<i32>(numbers + 4 * found, number);
    found++;
  }
  keepRepeated(found);
}

/** Of the first `count` n-grams keeps those whose number was counted more than once. */
function keepRepeated(count: i32): void {
  let kept: i32 = 0;
  for (let e: i32 = 0; e < count; e++) {
    const number = load<i32>(numbers + 4 * e);
    store<i32>(positions + 4 * kept, load<i32>(positions + 4 * e));
    store<i32>(numbers + 4 * kept, number);
    kept += i32(load<i32>(pairs + 16 * number, 12) > 1);
  }
  grams = kept;
}

// @ts-ignore: decorator
@inline
function pairHash(a: i32, b: i32): u32 {
  return <u32>((((<u64>a << 32) | <u64>b) * factor0) >>> 32);
}

/**
 * The code points that the most frequent n-gram covers, its inner spaces counted each time; of equally frequent ones the
 * first counts. To be asked for n = 2, 3, … in order after {@link join}. An n-gram is found as the pair of the two
 * (n − 1)-grams in it, and one that has a part which occurs once occurs once itself.
 */
export function top(n: i32): i32 {
  if (words < n) return 0;
  clearCounters();
  const last = grams - 1;
  for (let e: i32 = 0; e < last; e++) {
    if (load<i32>(positions + 4 * e, 4) != load<i32>(positions + 4 * e) + 1) continue;
    countHash(pairHash(load<i32>(numbers + 4 * e), load<i32>(numbers + 4 * e, 4)));
  }
  const mask = clearSlots(grams);
  let distinct: i32 = 0;
  let found: i32 = 0;
  for (let e: i32 = 0; e < last; e++) {
    const position = load<i32>(positions + 4 * e);
    if (load<i32>(positions + 4 * e, 4) != position + 1) continue;
    const a = load<i32>(numbers + 4 * e);
    const b = load<i32>(numbers + 4 * e, 4);
    const hash = pairHash(a, b);
    if (!countedTwice(hash)) continue;
    let slot = spread(hash, mask);
    let number = load<i32>(slots + 4 * slot) - 1;
    while (number >= 0 && (load<i32>(pairs + 16 * number) != a || load<i32>(pairs + 16 * number, 4) != b)) {
      slot = (slot + 1) & mask;
      number = load<i32>(slots + 4 * slot) - 1;
    }
    if (number < 0) {
      number = distinct++;
      store<i32>(slots + 4 * slot, distinct);
      store<i32>(pairs + 16 * number, a);
      store<i32>(pairs + 16 * number, b, 4);
      store<i32>(pairs + 16 * number, position, 8);
      store<i32>(pairs + 16 * number, 0, 12);
    }
    store<i32>(pairs + 16 * number, load<i32>(pairs + 16 * number, 12) + 1, 12);
    store<i32>(positions + 4 * found, position);
    store<i32>(numbers + 4 * found, number);
    found++;
  }
  // Where nothing occurs twice, the first of all is the most frequent.
  let count: i32 = 1;
  let first: i32 = 0;
  for (let number: i32 = 0; number < distinct; number++) {
    const appearances = load<i32>(pairs + 16 * number, 12);
    if (appearances <= count) continue;
    count = appearances;
    first = load<i32>(pairs + 16 * number, 8);
  }
  keepRepeated(found);
  let characters = n - 1;
  for (let k = first; k < first + n; k++) characters += load<i32>(lengths + 4 * k);
  return count * characters;
}

/** Hash of 16 units. */
// @ts-ignore: decorator
@inline
function windowHash(at: usize): u64 {
  const low = load<u64>(at) * factor0 + load<u64>(at, 8) * factor1;
  const high = load<u64>(at, 16) * factor2 + load<u64>(at, 24) * factor3;
  return folded(low ^ rotl<u64>(high, 32));
}

/**
 * Finds the words where an n-gram of at least `n` words may begin that occurs more than once, with what is asked before
 * {@link repeated}: one of at least 16 joined units can only repeat where its first 16 do, one of 32 where its first 32 do.
 */
export function findPlaces(n: i32): void {
  const end = load<i32>(starts + 4 * words);
  let short: i32 = 0;
  clearCounters();
  for (; short < words; short++) {
    const start = load<i32>(starts + 4 * short);
    if (start + 16 > end) break;
    const hash = <u32>(windowHash(joined + 2 * start) >>> 32);
    store<u32>(hashes + 4 * short, hash);
    countHash(hash);
  }
  for (let k: i32 = 0; k < short; k++) store<u8>(levels + k, u8(countedTwice(load<u32>(hashes + 4 * k))));
  memory.fill(levels + short, 0, words - short);
  clearCounters();
  let long: i32 = 0;
  for (; long < short; long++) {
    const start = load<i32>(starts + 4 * long);
    if (start + 32 > end) break;
    if (load<u8>(levels + long) == 0) continue;
    const at = joined + 2 * start;
    const hash = <u32>(folded(windowHash(at) + windowHash(at + 32) * lengthFactor) >>> 32);
    store<u32>(hashes + 4 * long, hash);
    countHash(hash);
  }
  for (let k: i32 = 0; k < long; k++) {
    const level = load<u8>(levels + k);
    if (level != 0) store<u8>(levels + k, level + u8(countedTwice(load<u32>(hashes + 4 * k))));
  }
  places = 0;
  for (let i: i32 = 0; i + n <= words; i++) {
    const length = load<i32>(starts + 4 * (i + n)) - load<i32>(starts + 4 * i);
    store<i32>(positions + 4 * places, i);
    places += i32((load<u8>(levels + i) > 0) | (length < 16));
  }
}

/**
 * The code points in n-grams that were seen before; behind such an n-gram the search goes on. n-grams are the same where
 * their words run together are. To be asked after {@link findPlaces} of the same n or a smaller one.
 */
export function repeated(n: i32): i32 {
  if (places < 2) return 0;
  const mask = clearSlots(places);
  let characters: i32 = 0;
  let next: i32 = 0;
  for (let place: i32 = 0; place < places; place++) {
    const i = load<i32>(positions + 4 * place);
    if (i < next) continue;
    if (i + n > words) break;
    const start = load<i32>(starts + 4 * i);
    const length = load<i32>(starts + 4 * (i + n)) - start;
    if (<i32>load<u8>(levels + i) < i32(length >= 16) + i32(length >= 32)) continue;
    const at = joined + 2 * start;
    const hash = hashOf(at, length);
    store<u32>(hashes + 4 * i, hash);
    let slot = spread(hash, mask);
    let seen = load<i32>(slots + 4 * slot) - 1;
    while (seen >= 0) {
      const otherStart = load<i32>(starts + 4 * seen);
      if (
        load<u32>(hashes + 4 * seen) == hash &&
        load<i32>(starts + 4 * (seen + n)) - otherStart == length &&
        same(at, joined + 2 * otherStart, length)
      )
        break;
      slot = (slot + 1) & mask;
      seen = load<i32>(slots + 4 * slot) - 1;
    }
    if (seen < 0) {
      store<i32>(slots + 4 * slot, i + 1);
      continue;
    }
    for (let k = i; k < i + n; k++) characters += load<i32>(lengths + 4 * k);
    next = i + n;
  }
  return characters;
}
