import { COMPLETE, END_OF_BLOCK, extend, longCode, runOf } from './huffman';
import { inverseMcu } from './inverse-dct';
import { BLOCKS, COEFFICIENTS, LOOKUP, PREDICTORS, STEPS } from './memory';

let segments: usize = 0; // pairs of u32: where a segment's bytes begin and end
let segmentCount: i32 = 0;
let unstuffed: usize = 0;
let interval: i32 = 0; // MCUs of a segment
export let mcusPerRow: i32 = 0;
export let blocksPerMcu: i32 = 0;

let bits: u64 = 0; // from the highest bit down
let bitCount: i32 = 0;
let cursor: usize = 0;
let dataEnd: usize = 0;
let position: i32 = 0; // MCU that is decoded next
let segmentEnd: i32 = 0; // first MCU that the open segment does not hold

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
    let flat = 0; // a bit for each block with a first coefficient only
    for (let b = 0; b < blocksPerMcu; b++) {
      const block = BLOCKS + b * 32;
      const component = <usize>load<u8>(block, 2);
      const dc = <i32>load<u8>(block);
      const ac = <i32>load<u8>(block, 1);
      const coefficients = COEFFICIENTS + b * 128;
      const steps = STEPS + component * 256;
      // One code and its value take 31 bits at most, so that 32 suffice for each.
      if (have < 32) {
        buffer |= <u64>load<u32>(p) << <u64>(32 - have);
        have += 32;
        p += 4;
      }
      let entry = load<i32>(LOOKUP + <usize>dc * 8192 + ((<usize>(buffer >> 51)) & 0x1ff8));
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
        v128.store(coefficients, zero);
        v128.store(coefficients, zero, 16);
        v128.store(coefficients, zero, 32);
        v128.store(coefficients, zero, 48);
        v128.store(coefficients, zero, 64);
        v128.store(coefficients, zero, 80);
        v128.store(coefficients, zero, 96);
        v128.store(coefficients, zero, 112);
        store<i16>(coefficients, <i16>(value * <i32>(load<u32>(steps) >> 16)));
      }
      const lookup = LOOKUP + <usize>ac * 8192;
      let k = 1;
      do {
        if (have < 32) {
          buffer |= <u64>load<u32>(p) << <u64>(32 - have);
          have += 32;
          p += 4;
        }
        const entries = load<u64>(lookup + ((<usize>(buffer >> 51)) & 0x1ff8));
        entry = <i32>entries;
        const second = <i32>(entries >> 32);
        let run = (entry >> 8) & 127;
        value = entry >> 16;
        const next = k + run + 1 + ((second >> 8) & 127);
        if ((entry & COMPLETE) != 0 && next <= 64) {
          buffer <<= entries & 63;
          have -= entry & 63;
          if (keep) {
            // Without a second value this one is at the place of the first, which then covers it.
            const secondStep = load<u32>(steps + ((next - 1) << 2));
            store<i16>(coefficients + (secondStep & 0xffff), <i16>((second >> 16) * <i32>(secondStep >> 16)));
            const step = load<u32>(steps + ((k + run) << 2));
            store<i16>(coefficients + (step & 0xffff), <i16>(value * <i32>(step >> 16)));
          }
          k = next;
          continue;
        }
        if ((entry & COMPLETE) != 0) {
          buffer <<= <u64>(second & 63);
          have -= second & 63;
        } else {
          buffer <<= <u64>(entry & 63);
          have -= entry & 63;
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
          store<i16>(coefficients + (step & 0xffff), <i16>(value * <i32>(step >> 16)));
        }
        k++;
      } while (k < 64);
      if (k == 1 + END_OF_BLOCK) flat |= 1 << b;
    }
    // The data ended before.
    if (<i32>(p - dataEnd) * 8 > have) return false;
    if (keep) inverseMcu(flat, half, column + m, blocksPerMcu);
  }
  bits = buffer;
  bitCount = have;
  cursor = p;
  return true;
}

/** Decodes up to the MCU `target`; see `decodeRun`. Without a column it passes over whole segments. */
export function advance(target: i32, column: i32, half: i32): bool {
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
