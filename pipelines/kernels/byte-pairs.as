// Words of UTF-8 bytes to tokens of a byte-level BPE: a cache of words met before, and merges of those that it lacks.
// pipelines/tokenizers/byte-pair-kernel.ts holds the caller's side, and the sizes of what lies at these places.

const symbols: usize = 2048; // i32, of the word in work
const keys: usize = 2304; // u32, three more than symbols: rank of the pair that begins here times 64, and where; all ones for none
const nexts: usize = 2624; // i32
const lasts: usize = 2880; // i32
const byteIds: usize = 1024; // i32: the token of each byte
const ends: usize = 4096; // i32: where each word ends
const bytes: usize = 0x6000;
const ids: usize = 0x18000; // i32
const cache: usize = 0x5c000;

/** A word of the cache: its bytes, length and token count (times 256), tokens. Two words share 64 bytes. */
const cachedBytes: i32 = 16;
const cachedTokens: i32 = 3;
const slotBytes: usize = 32;
const mostSymbols: i32 = 64;
const none: u32 = 0xffffffff;

let cacheMask: u32 = 0;
let pairs: usize = 0; // i32: left, right, rank plus 1, and nothing; a power of 2 of them
let pairMask: u32 = 0;
let merged: usize = 0; // i32: the token of each rank

/** Where the pairs and merged tokens lie behind a cache of `words` words; `slots` are a power of 2. Returns the end of the memory. */
export function layout(words: i32, slots: i32, merges: i32): usize {
  cacheMask = words - 1;
  pairs = cache + slotBytes * <usize>words;
  pairMask = slots - 1;
  merged = pairs + 16 * <usize>slots;
  return merged + 4 * <usize>merges;
}

// @ts-ignore: decorator
@inline
function pairSlot(left: i32, right: i32): usize {
  let hash: u32 = (left * 0x9e3779b1) ^ (right * 0x85ebca6b);
  hash ^= hash >>> 15;
  let slot = pairs + 16 * <usize>(hash & pairMask);
  while (load<i32>(slot, 8) != 0 && (load<i32>(slot) != left || load<i32>(slot, 4) != right)) {
    hash++;
    slot = pairs + 16 * <usize>(hash & pairMask);
  }
  return slot;
}

/** Sets the rank of a pair, over one that it may have had, and the token that it becomes. */
export function addPair(left: i32, right: i32, rank: i32, token: i32): void {
  const slot = pairSlot(left, right);
  store<i32>(slot, left);
  store<i32>(slot, right, 4);
  store<i32>(slot, rank + 1, 8);
  store<i32>(merged + 4 * rank, token);
}

// @ts-ignore: decorator
@inline
function keyAt(at: i32, next: i32): u32 {
  const place = load<i32>(pairSlot(load<i32>(symbols + 4 * at), load<i32>(symbols + 4 * next)), 8);
  return place == 0 ? none : (<u32>(place - 1) << 6) | at;
}

/** Leaves the tokens of a word of 2 to 64 bytes at `to`: always the pair of lowest rank is merged, of these the leftmost. */
function merge(from: usize, length: i32, to: usize): i32 {
  for (let i: i32 = 0; i < length; i++) {
    store<i32>(symbols + 4 * i, load<i32>(byteIds + 4 * <usize>load<u8>(from + i)));
    store<i32>(nexts + 4 * i, i + 1);
    store<i32>(lasts + 4 * i, i - 1);
  }
  for (let i: i32 = 0; i < length - 1; i++) store<u32>(keys + 4 * i, keyAt(i, i + 1));
  v128.store(keys + 4 * (length - 1), i32x4.splat(-1));
  const end = keys + 4 * length;
  while (true) {
    let least = v128.load(keys);
    for (let at = keys + 16; at < end; at += 16) least = i32x4.min_u(least, v128.load(at));
    least = i32x4.min_u(least, v128.shuffle<i32>(least, least, 2, 3, 0, 1));
    least = i32x4.min_u(least, v128.shuffle<i32>(least, least, 1, 0, 3, 2));
    const best = <u32>i32x4.extract_lane(least, 0);
    if (best == none) break;
    const at = <i32>(best & 63);
    const right = load<i32>(nexts + 4 * at);
    const next = load<i32>(nexts + 4 * right);
    store<i32>(symbols + 4 * at, load<i32>(merged + 4 * <usize>(best >>> 6)));
    store<u32>(keys + 4 * right, none);
    store<i32>(nexts + 4 * at, next);
    if (next < length) {
      store<i32>(lasts + 4 * next, at);
      store<u32>(keys + 4 * at, keyAt(at, next));
    } else store<u32>(keys + 4 * at, none);
    const last = load<i32>(lasts + 4 * at);
    if (last >= 0) store<u32>(keys + 4 * last, keyAt(last, at));
  }
  let count: i32 = 0;
  for (let i: i32 = 0; i < length; i = load<i32>(nexts + 4 * i)) {
    store<i32>(to + 4 * count, load<i32>(symbols + 4 * i));
    count++;
  }
  return count;
}

// @ts-ignore: decorator
@inline
function firstBytes(count: i32): v128 {
  return i8x16.gt_s(i8x16.splat(<i8>count), i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15));
}

/**
 * Writes the tokens of the words [first, count) to `ids`. Stops before a word of more than 64 bytes, which is left to the
 * caller. Returns the word that it stopped at; at `out` how many tokens there are.
 */
export function encode(first: i32, count: i32, out: usize): i32 {
  let to = ids;
  let start = first == 0 ? 0 : load<i32>(ends + 4 * (first - 1));
  let word = first;
  for (; word < count; word++) {
    const end = load<i32>(ends + 4 * word);
    const length = end - start;
    const from = bytes + start;
    if (length > cachedBytes) {
      if (length > mostSymbols) break;
      to += 4 * merge(from, length, to);
      start = end;
      continue;
    }
    const key = v128.and(v128.load(from), firstBytes(length));
    let mixed =
      (<u64>i64x2.extract_lane(key, 0) * 0x9e3779b97f4a7c15) ^
      (rotl<u64>(<u64>i64x2.extract_lane(key, 1), 32) * 0xc2b2ae3d27d4eb4f);
    mixed ^= mixed >>> 32;
    let slot = cache + slotBytes * <usize>(<u32>((mixed * 0x9e3779b97f4a7c15) >>> 32) & cacheMask);
    let meta = load<i32>(slot, 16);
    if ((meta & 0xff) != length || v128.any_true(v128.xor(key, v128.load(slot)))) {
      const home = slot;
      slot ^= slotBytes;
      meta = load<i32>(slot, 16);
      if ((meta & 0xff) != length || v128.any_true(v128.xor(key, v128.load(slot)))) {
        let tokens: i32 = 1;
        if (length == 1) store<i32>(to, load<i32>(byteIds + 4 * <usize>load<u8>(from)));
        else tokens = merge(from, length, to);
        if (tokens <= cachedTokens) {
          v128.store(slot, v128.load(home));
          v128.store(slot, v128.load(home, 16), 16);
          v128.store(home, key);
          store<i32>(home, length | (tokens << 8), 16);
          for (let i: i32 = 0; i < tokens; i++) store<i32>(home + 4 * i, load<i32>(to + 4 * i), 20);
        }
        to += 4 * tokens;
        start = end;
        continue;
      }
    }
    // Room for three is behind the last.
    store<u64>(to, load<u64>(slot, 20));
    store<i32>(to, load<i32>(slot, 28), 8);
    to += 4 * (meta >> 8);
    start = end;
  }
  store<i32>(out, <i32>((to - ids) >> 2));
  return word;
}
