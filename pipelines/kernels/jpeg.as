// Decodes part of a baseline JPEG: Huffman codes, inverse DCT of 8, 4, 2 or 1 points, chroma upsampling, colours.
// The results are those of libjpeg-turbo's SIMD code for x64, wrap-around and saturation of 16-bit sums included.

// Memory that the caller writes: see open-jpeg-decoder.ts for what it puts there.
export const COUNTS: usize = 1024; // 6 tables × 16 bytes: codes of 1 to 16 bits; 3 of DC, 3 of AC
export const SYMBOLS: usize = COUNTS + 6 * 16; // 6 × 256 bytes
export const STEPS: usize = SYMBOLS + 6 * 256; // 3 × 64 u32: twice the place in a block, quantization step << 16
export const BLOCKS: usize = STEPS + 3 * 256; // of an MCU: up to 6 × 32 bytes, see `decodeRun`
// Memory of the kernel.
const LOOKUP: usize = BLOCKS + 6 * 32; // 6 × 4096 bytes: what the next 10 bits mean
const LIMITS: usize = LOOKUP + 6 * 4096; // 6 × 16 i32: first 16 bits that are beyond the codes of a length
const FIRSTS: usize = LIMITS + 6 * 64; // 6 × 16 i32: place of a length's symbols, less its first code
const PREDICTORS: usize = FIRSTS + 6 * 64; // 3 i32
const BLOCK: usize = PREDICTORS + 16; // 64 i16
export const DYNAMIC: usize = BLOCK + 128;

// What a lookup entry holds: bits 0–5 length of code and value together, COMPLETE; bits 8–14 zeros before the value;
// bits 16–31 the value. Without COMPLETE: length of the code alone, and in bits 16–31 how many bits the value has. 0: a
// longer code.
const COMPLETE: i32 = 128;
const END_OF_BLOCK: i32 = 100; // more than any other run leads to

let segments: usize = 0; // pairs of u32: where a segment's bytes begin and end
let segmentCount: i32 = 0;
let unstuffed: usize = 0;
let interval: i32 = 0; // MCUs of a segment
let mcusPerRow: i32 = 0;
let blocksPerMcu: i32 = 0;

let bits: u64 = 0; // from the highest bit down
let bitCount: i32 = 0;
let cursor: usize = 0;
let dataEnd: usize = 0;
let position: i32 = 0; // MCU that is decoded next
let segmentEnd: i32 = 0; // first MCU that the open segment does not hold

/** Makes the tables of decoding from COUNTS and SYMBOLS; tables 0, 1 and 2 are of DC, the others of AC. */
export function buildHuffman(table: i32): void {
  const counts = COUNTS + table * 16;
  const symbols = SYMBOLS + table * 256;
  const lookup = LOOKUP + table * 4096;
  const ac = table > 2;
  memory.fill(lookup, 0, 4096);
  let code = 0;
  let place = 0;
  for (let length = 1; length <= 16; length++) {
    store<i32>(FIRSTS + table * 64 + (length - 1) * 4, place - code);
    const count = <i32>load<u8>(counts + length - 1);
    for (let i = 0; i < count; i++, place++, code++) {
      if (length > 10) continue;
      const symbol = <i32>load<u8>(symbols + place);
      const size = symbol & 15;
      const run = ac ? runOf(symbol) : 0;
      const variants = 1 << (10 - length);
      for (let j = 0; j < variants; j++) {
        let entry = length | (run << 8);
        if (length + size > 10) entry |= size << 16;
        else entry += COMPLETE + size + (extend(j >> (10 - length - size), size) << 16);
        store<i32>(lookup + (code * variants + j) * 4, entry);
      }
    }
    store<i32>(LIMITS + table * 64 + (length - 1) * 4, code << (16 - length));
    code <<= 1;
  }
}

/** Zeros before an AC symbol's value. A symbol without a value ends the block, but for the run of 16 zeros. */
@inline function runOf(symbol: i32): i32 {
  return (symbol & 15) == 0 && symbol != 0xf0 ? END_OF_BLOCK : symbol >> 4;
}

/** The signed value that the last `size` bits of `raw` stand for. */
@inline function extend(raw: i32, size: i32): i32 {
  if (size == 0) return 0;
  const value = raw & ((1 << size) - 1);
  return value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
}

/**
 * Finds segments in the bytes [at, end), after which must come FF D9 and 16 bytes more. Their number is the return value:
 * at most `most`, fewer where the markers between them are not RST0, RST1, … in turn.
 */
export function scanSegments(at: usize, end: usize, table: usize, most: i32): i32 {
  const mark = i8x16.splat(-1);
  let start = at;
  let count = 0;
  for (let p = at; p <= end; p += 16) {
    let mask = i8x16.bitmask(i8x16.eq(v128.load(p), mark));
    for (; mask != 0; mask &= mask - 1) {
      const found = p + ctz(mask);
      const next = <i32>load<u8>(found + 1);
      if (next == 0) continue;
      store<u32>(table + count * 8, <u32>start);
      store<u32>(table + count * 8, <u32>found, 4);
      count++;
      if (count == most || next != 0xd0 + ((count - 1) & 7)) return count;
      start = found + 2;
    }
  }
  return count;
}

export function setScan(table: usize, count: i32, data: usize, mcus: i32, perRow: i32, blocks: i32): void {
  segments = table;
  segmentCount = count;
  unstuffed = data;
  interval = mcus;
  mcusPerRow = perRow;
  blocksPerMcu = blocks;
  position = 0;
  segmentEnd = 0;
}

/** Copies a segment without the zeros stuffed after FF, each four bytes as a little-endian word, and begins to read. */
function openSegment(index: i32): bool {
  if (index >= segmentCount) return false;
  let from = <usize>load<u32>(segments + index * 8);
  const to = <usize>load<u32>(segments + index * 8, 4);
  const mark = i8x16.splat(-1);
  let out = unstuffed;
  while (from < to) {
    const bytes = v128.load(from);
    v128.store(out, bytes);
    const before = <usize>ctz(i8x16.bitmask(i8x16.eq(bytes, mark)) | 0x10000);
    if (before >= to - from) {
      out += to - from > 16 ? 16 : to - from;
      from += 16;
    } else if (before == 16) {
      out += 16;
      from += 16;
    } else {
      out += before + 1;
      from += before + 2;
    }
  }
  for (let p = unstuffed; p < out; p += 16) {
    const bytes = v128.load(p);
    v128.store(p, i8x16.shuffle(bytes, bytes, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12));
  }
  cursor = unstuffed;
  dataEnd = out;
  bits = 0;
  bitCount = 0;
  v128.store(PREDICTORS, i32x4.splat(0));
  position = index * interval;
  segmentEnd = position + interval;
  return true;
}

/** Symbol and length of a code of more than 10 bits, as symbol << 8 | length; -1 where there is no such code. */
function longCode(table: i32, buffer: u64): i32 {
  const code = <i32>(buffer >> 48);
  const limits = LIMITS + table * 64;
  for (let length = 11; length <= 16; length++) {
    if (code >= load<i32>(limits + (length - 1) * 4)) continue;
    const place = (code >> (16 - length)) + load<i32>(FIRSTS + table * 64 + (length - 1) * 4);
    return (<i32>load<u8>(SYMBOLS + table * 256 + (place & 255)) << 8) | length;
  }
  return -1;
}

/**
 * Decodes the next `count` MCUs. Those of `column` on are put into the planes at that column of the ring's half `half`;
 * a `column` of -1 puts none.
 *
 * A block's description in BLOCKS: u8 DC table, u8 AC table, u8 component, u8 size of the inverse DCT; then u32 each the
 * place of its first pixels in the ring, bytes to its place in the other half, bytes of a row, bytes from MCU to MCU.
 */
function decodeRun(count: i32, column: i32, half: i32): bool {
  let buffer = bits;
  let have = bitCount;
  let p = cursor;
  const zero = i32x4.splat(0);
  const keep = column >= 0;
  for (let m = 0; m < count; m++) {
    for (let b = 0; b < blocksPerMcu; b++) {
      const block = BLOCKS + b * 32;
      const component = <usize>load<u8>(block, 2);
      const dc = <i32>load<u8>(block);
      const ac = <i32>load<u8>(block, 1);
      const steps = STEPS + component * 256;
      // One code and its value take 31 bits at most, so that 32 suffice for each.
      if (have < 32) {
        buffer |= <u64>load<u32>(p) << <u64>(32 - have);
        have += 32;
        p += 4;
      }
      let entry = load<i32>(LOOKUP + <usize>dc * 4096 + ((<usize>(buffer >> 52)) & 0xffc));
      let value = entry >> 16;
      buffer <<= <u64>(entry & 63);
      have -= entry & 63;
      if ((entry & COMPLETE) == 0) {
        let size = value;
        if (entry == 0) {
          const found = longCode(dc, buffer);
          if (found < 0) return false;
          buffer <<= <u64>(found & 255);
          have -= found & 255;
          size = (found >> 8) & 15;
        }
        value = 0;
        if (size > 0) {
          value = extend(<i32>(buffer >> <u64>(64 - size)), size);
          buffer <<= <u64>size;
          have -= size;
        }
      }
      value += load<i32>(PREDICTORS + component * 4);
      store<i32>(PREDICTORS + component * 4, value);
      // Decoders of 32 bits give up here.
      if (<u32>(value + (1 << 30)) > <u32>(1 << 31)) return false;
      if (keep) {
        v128.store(BLOCK, zero);
        v128.store(BLOCK, zero, 16);
        v128.store(BLOCK, zero, 32);
        v128.store(BLOCK, zero, 48);
        v128.store(BLOCK, zero, 64);
        v128.store(BLOCK, zero, 80);
        v128.store(BLOCK, zero, 96);
        v128.store(BLOCK, zero, 112);
        store<i16>(BLOCK, <i16>(value * <i32>(load<u32>(steps) >> 16)));
      }
      const lookup = LOOKUP + <usize>ac * 4096;
      let k = 1;
      do {
        if (have < 32) {
          buffer |= <u64>load<u32>(p) << <u64>(32 - have);
          have += 32;
          p += 4;
        }
        entry = load<i32>(lookup + ((<usize>(buffer >> 52)) & 0xffc));
        value = entry >> 16;
        buffer <<= <u64>(entry & 63);
        have -= entry & 63;
        let run = (entry >> 8) & 127;
        if ((entry & COMPLETE) == 0) {
          let size = value;
          if (entry == 0) {
            const found = longCode(ac, buffer);
            if (found < 0) return false;
            buffer <<= <u64>(found & 255);
            have -= found & 255;
            size = (found >> 8) & 15;
            run = runOf(found >> 8);
          }
          value = 0;
          if (size > 0) {
            value = extend(<i32>(buffer >> <u64>(64 - size)), size);
            buffer <<= <u64>size;
            have -= size;
          }
        }
        k += run;
        if (k > 63) {
          // As libjpeg: what would lie beyond the block becomes its last coefficient.
          if (run == END_OF_BLOCK || value == 0) break;
          k = 63;
        }
        if (keep) {
          const step = load<u32>(steps + (k << 2));
          store<i16>(BLOCK + (step & 0xffff), <i16>(value * <i32>(step >> 16)));
        }
        k++;
      } while (k < 64);
      if (keep) {
        const stride = <usize>load<u32>(block, 12);
        const at = load<u32>(block, 4) + half * load<u32>(block, 8) + (column + m) * load<u32>(block, 16);
        const size = load<u8>(block, 3);
        // A block that ended at once has its first coefficient only.
        if (size == 8) k == 1 + END_OF_BLOCK ? inverseFlat(at, stride) : inverse8(at, stride);
        else if (size == 4) inverse4(at, stride);
        else if (size == 2) inverse2(at, stride);
        else inverse1(at);
      }
    }
    // The data ended before.
    if (<i32>(p - dataEnd) * 8 > have) return false;
  }
  bits = buffer;
  bitCount = have;
  cursor = p;
  return true;
}

/** Decodes up to the MCU `target`; see `decodeRun`. Without a column it passes over whole segments. */
function advance(target: i32, column: i32, half: i32): bool {
  let at = column;
  while (position < target) {
    const wanted = column < 0 ? target / interval : position / interval;
    if (position >= segmentEnd || wanted * interval > position) {
      if (!openSegment(wanted)) return false;
      if (position >= target) return true;
    }
    const count = min(target, segmentEnd) - position;
    if (!decodeRun(count, at, half)) return false;
    position += count;
    if (column >= 0) at += count;
  }
  return true;
}

@inline function zipLow(a: v128, b: v128): v128 {
  return i16x8.shuffle(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
}

@inline function zipHigh(a: v128, b: v128): v128 {
  return i16x8.shuffle(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
}

/** Two factors for `dot_i16x8_s` with zipped pairs. */
@inline function pair(first: i32, second: i32): v128 {
  return i32x4.splat((first & 0xffff) | (second << 16));
}

@inline function descale(low: v128, high: v128, shift: i32): v128 {
  return i16x8.narrow_i32x4_s(i32x4.shr_s(low, shift), i32x4.shr_s(high, shift));
}

/** Samples of two rows, from signed to unsigned. */
@inline function storeRows(at: usize, stride: usize, first: v128, second: v128): void {
  const rows = v128.xor(i8x16.narrow_i16x8_s(first, second), i8x16.splat(-128));
  v128.store64_lane(at, rows, 0);
  v128.store64_lane(at + stride, rows, 1);
}

/** Inverse DCT of a block with a first coefficient only. */
function inverseFlat(at: usize, stride: usize): void {
  const first = <i32>(<i16>(<i32>load<i16>(BLOCK) << 2));
  const value = min(max((first + 16) >> 5, -128), 127) + 128;
  const row = <u64>value * 0x0101010101010101;
  for (let y = 0; y < 8; y++, at += stride) store<u64>(at, row);
}

/** The accurate integer inverse DCT of Loeffler, Ligtenberg and Moschytz, as in libjpeg's jidctint.c. */
function inverse8(at: usize, stride: usize): void {
  let r0 = v128.load(BLOCK);
  let r1 = v128.load(BLOCK, 16);
  let r2 = v128.load(BLOCK, 32);
  let r3 = v128.load(BLOCK, 48);
  let r4 = v128.load(BLOCK, 64);
  let r5 = v128.load(BLOCK, 80);
  let r6 = v128.load(BLOCK, 96);
  let r7 = v128.load(BLOCK, 112);
  let pass = 0;
  const lower = v128.or(v128.or(v128.or(r1, r2), v128.or(r3, r4)), v128.or(v128.or(r5, r6), r7));
  if (!v128.any_true(lower)) {
    const row = i16x8.shl(r0, 2);
    r0 = i16x8.shuffle(row, row, 0, 0, 0, 0, 0, 0, 0, 0);
    r1 = i16x8.shuffle(row, row, 1, 1, 1, 1, 1, 1, 1, 1);
    r2 = i16x8.shuffle(row, row, 2, 2, 2, 2, 2, 2, 2, 2);
    r3 = i16x8.shuffle(row, row, 3, 3, 3, 3, 3, 3, 3, 3);
    r4 = i16x8.shuffle(row, row, 4, 4, 4, 4, 4, 4, 4, 4);
    r5 = i16x8.shuffle(row, row, 5, 5, 5, 5, 5, 5, 5, 5);
    r6 = i16x8.shuffle(row, row, 6, 6, 6, 6, 6, 6, 6, 6);
    r7 = i16x8.shuffle(row, row, 7, 7, 7, 7, 7, 7, 7, 7);
    pass = 1;
  }
  for (; pass < 2; pass++) {
    const shift = pass == 0 ? 11 : 18;
    const half = i32x4.splat(1 << (shift - 1));
    let low = zipLow(r2, r6);
    let high = zipHigh(r2, r6);
    const t2l = i32x4.dot_i16x8_s(low, pair(4433, -10704));
    const t2h = i32x4.dot_i16x8_s(high, pair(4433, -10704));
    const t3l = i32x4.dot_i16x8_s(low, pair(10703, 4433));
    const t3h = i32x4.dot_i16x8_s(high, pair(10703, 4433));
    const sum = i16x8.add(r0, r4);
    const difference = i16x8.sub(r0, r4);
    const t0l = i32x4.add(i32x4.shl(i32x4.extend_low_i16x8_s(sum), 13), half);
    const t0h = i32x4.add(i32x4.shl(i32x4.extend_high_i16x8_s(sum), 13), half);
    const t1l = i32x4.add(i32x4.shl(i32x4.extend_low_i16x8_s(difference), 13), half);
    const t1h = i32x4.add(i32x4.shl(i32x4.extend_high_i16x8_s(difference), 13), half);
    const e0l = i32x4.add(t0l, t3l);
    const e0h = i32x4.add(t0h, t3h);
    const e1l = i32x4.add(t1l, t2l);
    const e1h = i32x4.add(t1h, t2h);
    const e2l = i32x4.sub(t1l, t2l);
    const e2h = i32x4.sub(t1h, t2h);
    const e3l = i32x4.sub(t0l, t3l);
    const e3h = i32x4.sub(t0h, t3h);
    const z3 = i16x8.add(r7, r3);
    const z4 = i16x8.add(r5, r1);
    low = zipLow(z3, z4);
    high = zipHigh(z3, z4);
    const z3l = i32x4.dot_i16x8_s(low, pair(-6436, 9633));
    const z3h = i32x4.dot_i16x8_s(high, pair(-6436, 9633));
    const z4l = i32x4.dot_i16x8_s(low, pair(9633, 6437));
    const z4h = i32x4.dot_i16x8_s(high, pair(9633, 6437));
    low = zipLow(r7, r1);
    high = zipHigh(r7, r1);
    const o0l = i32x4.add(i32x4.dot_i16x8_s(low, pair(-4927, -7373)), z3l);
    const o0h = i32x4.add(i32x4.dot_i16x8_s(high, pair(-4927, -7373)), z3h);
    const o3l = i32x4.add(i32x4.dot_i16x8_s(low, pair(-7373, 4926)), z4l);
    const o3h = i32x4.add(i32x4.dot_i16x8_s(high, pair(-7373, 4926)), z4h);
    low = zipLow(r5, r3);
    high = zipHigh(r5, r3);
    const o1l = i32x4.add(i32x4.dot_i16x8_s(low, pair(-4176, -20995)), z4l);
    const o1h = i32x4.add(i32x4.dot_i16x8_s(high, pair(-4176, -20995)), z4h);
    const o2l = i32x4.add(i32x4.dot_i16x8_s(low, pair(-20995, 4177)), z3l);
    const o2h = i32x4.add(i32x4.dot_i16x8_s(high, pair(-20995, 4177)), z3h);
    const s0 = descale(i32x4.add(e0l, o3l), i32x4.add(e0h, o3h), shift);
    const s7 = descale(i32x4.sub(e0l, o3l), i32x4.sub(e0h, o3h), shift);
    const s1 = descale(i32x4.add(e1l, o2l), i32x4.add(e1h, o2h), shift);
    const s6 = descale(i32x4.sub(e1l, o2l), i32x4.sub(e1h, o2h), shift);
    const s2 = descale(i32x4.add(e2l, o1l), i32x4.add(e2h, o1h), shift);
    const s5 = descale(i32x4.sub(e2l, o1l), i32x4.sub(e2h, o1h), shift);
    const s3 = descale(i32x4.add(e3l, o0l), i32x4.add(e3h, o0h), shift);
    const s4 = descale(i32x4.sub(e3l, o0l), i32x4.sub(e3h, o0h), shift);
    const u0 = zipLow(s0, s1);
    const u1 = zipHigh(s0, s1);
    const u2 = zipLow(s2, s3);
    const u3 = zipHigh(s2, s3);
    const u4 = zipLow(s4, s5);
    const u5 = zipHigh(s4, s5);
    const u6 = zipLow(s6, s7);
    const u7 = zipHigh(s6, s7);
    const w0 = i32x4.shuffle(u0, u2, 0, 4, 1, 5);
    const w1 = i32x4.shuffle(u0, u2, 2, 6, 3, 7);
    const w2 = i32x4.shuffle(u1, u3, 0, 4, 1, 5);
    const w3 = i32x4.shuffle(u1, u3, 2, 6, 3, 7);
    const w4 = i32x4.shuffle(u4, u6, 0, 4, 1, 5);
    const w5 = i32x4.shuffle(u4, u6, 2, 6, 3, 7);
    const w6 = i32x4.shuffle(u5, u7, 0, 4, 1, 5);
    const w7 = i32x4.shuffle(u5, u7, 2, 6, 3, 7);
    r0 = i64x2.shuffle(w0, w4, 0, 2);
    r1 = i64x2.shuffle(w0, w4, 1, 3);
    r2 = i64x2.shuffle(w1, w5, 0, 2);
    r3 = i64x2.shuffle(w1, w5, 1, 3);
    r4 = i64x2.shuffle(w2, w6, 0, 2);
    r5 = i64x2.shuffle(w2, w6, 1, 3);
    r6 = i64x2.shuffle(w3, w7, 0, 2);
    r7 = i64x2.shuffle(w3, w7, 1, 3);
  }
  storeRows(at, stride, r0, r1);
  storeRows(at + 2 * stride, stride, r2, r3);
  storeRows(at + 4 * stride, stride, r4, r5);
  storeRows(at + 6 * stride, stride, r6, r7);
}

/**
 * One pass of the inverse DCT to 4 points, as in libjpeg's jidctred.c, of 4 columns: row 0 as i32, rows 2 and 6, 7 and 5,
 * 3 and 1 zipped. Gives rows 0 and 1 of the result, or 3 and 2.
 */
@inline function reduce4(r0: v128, r26: v128, r75: v128, r31: v128, shift: i32, lower: bool): v128 {
  const base = i32x4.add(i32x4.shl(r0, 14), i32x4.splat(1 << (shift - 1)));
  const even = i32x4.dot_i16x8_s(r26, pair(15137, -6270));
  const outer = i32x4.add(i32x4.dot_i16x8_s(r75, pair(-4176, -4926)), i32x4.dot_i16x8_s(r31, pair(7373, 20995)));
  const inner = i32x4.add(i32x4.dot_i16x8_s(r75, pair(-1730, 11893)), i32x4.dot_i16x8_s(r31, pair(-17799, 8697)));
  const sum = i32x4.add(base, even);
  const difference = i32x4.sub(base, even);
  return lower
    ? descale(i32x4.sub(difference, inner), i32x4.sub(sum, outer), shift)
    : descale(i32x4.add(sum, outer), i32x4.add(difference, inner), shift);
}

/** Two rows of four, as columns: rows 0 and 1 in `a`, 2 and 3 in `b`; gives columns 0 and 1, or 2 and 3. */
@inline function transpose4(a: v128, b: v128, right: bool): v128 {
  const p = i16x8.shuffle(a, a, 0, 4, 1, 5, 2, 6, 3, 7);
  const q = i16x8.shuffle(b, b, 0, 4, 1, 5, 2, 6, 3, 7);
  return right ? i32x4.shuffle(p, q, 2, 6, 3, 7) : i32x4.shuffle(p, q, 0, 4, 1, 5);
}

function inverse4(at: usize, stride: usize): void {
  const r0 = v128.load(BLOCK);
  const r1 = v128.load(BLOCK, 16);
  const r2 = v128.load(BLOCK, 32);
  const r3 = v128.load(BLOCK, 48);
  const r5 = v128.load(BLOCK, 80);
  const r6 = v128.load(BLOCK, 96);
  const r7 = v128.load(BLOCK, 112);
  const left = i32x4.extend_low_i16x8_s(r0);
  let r26 = zipLow(r2, r6);
  let r75 = zipLow(r7, r5);
  let r31 = zipLow(r3, r1);
  let upper = reduce4(left, r26, r75, r31, 12, false);
  let lower = reduce4(left, r26, r75, r31, 12, true);
  const c01 = transpose4(upper, lower, false);
  const c23 = transpose4(upper, lower, true);
  const right = i32x4.extend_high_i16x8_s(r0);
  r26 = zipHigh(r2, r6);
  r75 = zipHigh(r7, r5);
  r31 = zipHigh(r3, r1);
  upper = reduce4(right, r26, r75, r31, 12, false);
  lower = reduce4(right, r26, r75, r31, 12, true);
  const c45 = transpose4(upper, lower, false);
  const c67 = transpose4(upper, lower, true);
  const first = i32x4.extend_low_i16x8_s(c01);
  r26 = zipLow(c23, c67);
  r75 = zipHigh(c67, c45);
  r31 = zipHigh(c23, c01);
  upper = reduce4(first, r26, r75, r31, 19, false);
  lower = reduce4(first, r26, r75, r31, 19, true);
  const rows = i8x16.narrow_i16x8_s(transpose4(upper, lower, false), transpose4(upper, lower, true));
  const samples = v128.xor(rows, i8x16.splat(-128));
  v128.store32_lane(at, samples, 0);
  v128.store32_lane(at + stride, samples, 1);
  v128.store32_lane(at + 2 * stride, samples, 2);
  v128.store32_lane(at + 3 * stride, samples, 3);
}

/** Inverse DCT to 2 points, as in libjpeg's jidctred.c; columns 2, 4 and 6 are of no use. */
function inverse2(at: usize, stride: usize): void {
  const r75l = zipLow(v128.load(BLOCK, 112), v128.load(BLOCK, 80));
  const r75h = zipHigh(v128.load(BLOCK, 112), v128.load(BLOCK, 80));
  const r31l = zipLow(v128.load(BLOCK, 48), v128.load(BLOCK, 16));
  const r31h = zipHigh(v128.load(BLOCK, 48), v128.load(BLOCK, 16));
  const r0 = v128.load(BLOCK);
  const half = i32x4.splat(1 << 12);
  const basel = i32x4.add(i32x4.shl(i32x4.extend_low_i16x8_s(r0), 15), half);
  const baseh = i32x4.add(i32x4.shl(i32x4.extend_high_i16x8_s(r0), 15), half);
  const oddl = i32x4.add(i32x4.dot_i16x8_s(r75l, pair(-5906, 6967)), i32x4.dot_i16x8_s(r31l, pair(-10426, 29692)));
  const oddh = i32x4.add(i32x4.dot_i16x8_s(r75h, pair(-5906, 6967)), i32x4.dot_i16x8_s(r31h, pair(-10426, 29692)));
  reduceRow(at, descale(i32x4.add(basel, oddl), i32x4.add(baseh, oddh), 13));
  reduceRow(at + stride, descale(i32x4.sub(basel, oddl), i32x4.sub(baseh, oddh), 13));
}

@inline function reduceRow(at: usize, row: v128): void {
  const base = (<i32>i16x8.extract_lane_s(row, 0) << 15) + (1 << 19);
  const odd =
    <i32>i16x8.extract_lane_s(row, 7) * -5906 +
    <i32>i16x8.extract_lane_s(row, 5) * 6967 +
    <i32>i16x8.extract_lane_s(row, 3) * -10426 +
    <i32>i16x8.extract_lane_s(row, 1) * 29692;
  store<u8>(at, <u8>(min(max((base + odd) >> 20, -128), 127) + 128));
  store<u8>(at, <u8>(min(max((base - odd) >> 20, -128), 127) + 128), 1);
}

function inverse1(at: usize): void {
  store<u8>(at, <u8>(min(max((<i32>load<i16>(BLOCK) + 4) >> 3, -128), 127) + 128));
}

// How planes become rows of pixels.
export const GREY: i32 = 0;
export const EQUAL: i32 = 1; // chroma of the same size as luma
export const SMOOTH_ROWS: i32 = 2; // chroma of half the width, weighted 3 : 1
export const SMOOTH: i32 = 3; // of half the width and height, weighted 9 : 3 : 3 : 1
export const REPEAT_ROWS: i32 = 4; // of half the width, repeated
export const REPEAT: i32 = 5; // of half the width and height, repeated

let upsampling: i32 = 0;
let planeLeft: i32 = 0; // pixels before the planes' first column
let lumaPlane: usize = 0;
let lumaStride: i32 = 0;
let lumaRows: i32 = 0; // of an MCU
let bluePlane: usize = 0;
let redPlane: usize = 0;
let chromaStride: i32 = 0;
let chromaRows: i32 = 0; // of an MCU
let chromaWidth: i32 = 0; // of the image
let chromaHeight: i32 = 0;
let rowSpace: usize = 0; // of three rows: sums as i16, blue and red as u8

export function setLuma(kind: i32, left: i32, plane: usize, stride: i32, rows: i32): void {
  upsampling = kind;
  planeLeft = left;
  lumaPlane = plane;
  lumaStride = stride;
  lumaRows = rows;
}

export function setChroma(blue: usize, red: usize, stride: i32, rows: i32, width: i32, height: i32, space: usize): void {
  bluePlane = blue;
  redPlane = red;
  chromaStride = stride;
  chromaRows = rows;
  chromaWidth = width;
  chromaHeight = height;
  rowSpace = space;
}

/** Where a row of the image is in a chroma plane's ring, at the planes' first column. */
@inline function chromaRow(plane: usize, y: i32): usize {
  return plane + (y % (2 * chromaRows)) * chromaStride;
}

/**
 * Doubles a chroma row's width for the pixels [left, left + width), `left` even, into `out`. `near` and `far` begin at the
 * planes' first column.
 */
function smoothRow(near: usize, far: usize, left: i32, width: i32, out: usize): void {
  const from = left >> 1;
  const to = min((left + width - 1) >> 1, chromaWidth - 1);
  const begin = max(from - 1, 0);
  const end = min(to + 1, chromaWidth - 1);
  const sums = rowSpace + 16; // of column `from`
  const three = i16x8.splat(3);
  near -= planeLeft >> 1;
  far -= planeLeft >> 1;
  if (upsampling == SMOOTH) {
    for (let c = begin; c <= end; c += 8) {
      const sum = i16x8.add(i16x8.mul(v128.load8x8_u(near + c), three), v128.load8x8_u(far + c));
      v128.store(sums + 2 * (c - from), sum);
    }
  } else {
    for (let c = begin; c <= end; c += 8) v128.store(sums + 2 * (c - from), v128.load8x8_u(near + c));
  }
  if (from == 0) store<i16>(sums - 2, load<i16>(sums));
  if (to == chromaWidth - 1) store<i16>(sums + 2 * (to - from) + 2, load<i16>(sums + 2 * (to - from)));
  const shift = upsampling == SMOOTH ? 4 : 2;
  const evenHalf = i16x8.splat(upsampling == SMOOTH ? 8 : 1);
  const oddHalf = i16x8.splat(upsampling == SMOOTH ? 7 : 2);
  for (let x = 0; x < width; x += 16) {
    const own = i16x8.mul(v128.load(sums + x), three);
    const even = i16x8.shr_u(i16x8.add(i16x8.add(own, v128.load(sums + x - 2)), evenHalf), shift);
    const odd = i16x8.shr_u(i16x8.add(i16x8.add(own, v128.load(sums + x + 2)), oddHalf), shift);
    v128.store(out + x, v128.or(even, i16x8.shl(odd, 8)));
  }
}

function repeatRow(near: usize, left: i32, width: i32, out: usize): void {
  for (let x = 0; x < width; x++) store<u8>(out + x, load<u8>(near + ((left + x) >> 1) - (planeLeft >> 1)));
}

/** Writes pixels of rows [from, to) of the image, columns [left, left + width), at `out` and `stride` for each row. */
function writeRows(from: i32, to: i32, left: i32, width: i32, out: usize, stride: usize): void {
  const space = rowSpace + 2 * (width + 64);
  for (let y = from; y < to; y++, out += stride) {
    const luma = lumaPlane + (y % (2 * lumaRows)) * lumaStride + left - planeLeft;
    if (upsampling == GREY) {
      greyRow(luma, width, out);
      continue;
    }
    let blue = space;
    let red = space + width + 64;
    if (upsampling == EQUAL) {
      blue = chromaRow(bluePlane, y) + left - planeLeft;
      red = chromaRow(redPlane, y) + left - planeLeft;
    } else {
      const halved = upsampling == SMOOTH || upsampling == REPEAT;
      const near = halved ? y >> 1 : y;
      if (upsampling == SMOOTH || upsampling == SMOOTH_ROWS) {
        const far = halved ? min(max((y & 1) == 1 ? near + 1 : near - 1, 0), chromaHeight - 1) : near;
        smoothRow(chromaRow(bluePlane, near), chromaRow(bluePlane, far), left, width, blue);
        smoothRow(chromaRow(redPlane, near), chromaRow(redPlane, far), left, width, red);
      } else {
        repeatRow(chromaRow(bluePlane, near), left, width, blue);
        repeatRow(chromaRow(redPlane, near), left, width, red);
      }
    }
    colourRow(luma, blue, red, width, out);
  }
}

/** The 48 bytes of 16 pixels. */
@inline function storePixels(out: usize, r: v128, g: v128, b: v128): void {
  let rg = i8x16.shuffle(r, g, 0, 16, 0, 1, 17, 0, 2, 18, 0, 3, 19, 0, 4, 20, 0, 5);
  v128.store(out, i8x16.shuffle(rg, b, 0, 1, 16, 3, 4, 17, 6, 7, 18, 9, 10, 19, 12, 13, 20, 15));
  rg = i8x16.shuffle(r, g, 21, 0, 6, 22, 0, 7, 23, 0, 8, 24, 0, 9, 25, 0, 10, 26);
  v128.store(out, i8x16.shuffle(rg, b, 0, 21, 2, 3, 22, 5, 6, 23, 8, 9, 24, 11, 12, 25, 14, 15), 16);
  rg = i8x16.shuffle(r, g, 0, 11, 27, 0, 12, 28, 0, 13, 29, 0, 14, 30, 0, 15, 31, 0);
  v128.store(out, i8x16.shuffle(rg, b, 26, 1, 2, 27, 4, 5, 28, 7, 8, 29, 10, 11, 30, 13, 14, 31), 32);
}

function greyRow(luma: usize, width: i32, out: usize): void {
  for (let x = 0; x < width; x += 16, out += 48) {
    const grey = v128.load(luma + x);
    storePixels(out, grey, grey, grey);
  }
}

@inline function greenPart(zipped: v128): v128 {
  return i32x4.shr_s(i32x4.add(i32x4.dot_i16x8_s(zipped, pair(-22554, 18734)), i32x4.splat(32768)), 16);
}

/** YCbCr to RGB of JFIF, rounded as in libjpeg's jdcolor.c. */
function colourRow(luma: usize, blue: usize, red: usize, width: i32, out: usize): void {
  const middle = i16x8.splat(128);
  const toRed = i16x8.splat(13172); // 0.402, less the whole part
  const toBlue = i16x8.splat(-7471); // 1.772 - 2
  for (let x = 0; x < width; x += 16, out += 48) {
    const y = v128.load(luma + x);
    const u = v128.load(blue + x);
    const v = v128.load(red + x);
    const yl = i16x8.extend_low_i8x16_u(y);
    const yh = i16x8.extend_high_i8x16_u(y);
    const ul = i16x8.sub(i16x8.extend_low_i8x16_u(u), middle);
    const uh = i16x8.sub(i16x8.extend_high_i8x16_u(u), middle);
    const vl = i16x8.sub(i16x8.extend_low_i8x16_u(v), middle);
    const vh = i16x8.sub(i16x8.extend_high_i8x16_u(v), middle);
    const rl = i16x8.add(i16x8.add(yl, vl), i16x8.q15mulr_sat_s(vl, toRed));
    const rh = i16x8.add(i16x8.add(yh, vh), i16x8.q15mulr_sat_s(vh, toRed));
    const bl = i16x8.add(i16x8.add(yl, i16x8.add(ul, ul)), i16x8.q15mulr_sat_s(ul, toBlue));
    const bh = i16x8.add(i16x8.add(yh, i16x8.add(uh, uh)), i16x8.q15mulr_sat_s(uh, toBlue));
    const pl = i16x8.narrow_i32x4_s(greenPart(zipLow(ul, vl)), greenPart(zipHigh(ul, vl)));
    const ph = i16x8.narrow_i32x4_s(greenPart(zipLow(uh, vh)), greenPart(zipHigh(uh, vh)));
    const gl = i16x8.add(i16x8.sub(yl, vl), pl);
    const gh = i16x8.add(i16x8.sub(yh, vh), ph);
    storePixels(
      out,
      i8x16.narrow_i16x8_u(rl, rh),
      i8x16.narrow_i16x8_u(gl, gh),
      i8x16.narrow_i16x8_u(bl, bh),
    );
  }
}

/**
 * Decodes the MCU columns [firstColumn, endColumn) of the rows [firstRow, endRow) and writes the pixels of
 * [left, left + width) × [top, bottom), `left` even, at `out`. False where the data are damaged.
 */
export function decode(
  firstColumn: i32,
  endColumn: i32,
  firstRow: i32,
  endRow: i32,
  left: i32,
  width: i32,
  top: i32,
  bottom: i32,
  out: usize,
  stride: usize,
): bool {
  let done = top;
  for (let row = firstRow; row < endRow; row++) {
    const from = row * mcusPerRow + firstColumn;
    if (!advance(from, -1, 0)) return false;
    if (!advance(from + endColumn - firstColumn, 0, row & 1)) return false;
    // The last row of an MCU needs the chroma of the next.
    const whole = (row + 1) * lumaRows - (upsampling == SMOOTH ? 1 : 0);
    const ready = row == endRow - 1 ? bottom : min(bottom, whole);
    if (ready <= done) continue;
    writeRows(done, ready, left, width, out + (done - top) * stride, stride);
    done = ready;
  }
  return true;
}
