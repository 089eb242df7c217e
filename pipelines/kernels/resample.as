// Resampling of RGB8 by separable filters, as Pillow's Resample.c does it in fixed point: a weight is a 23-bit number
// with its sign, kept as two 16-bit halves so that two taps are one multiplication: weight = high × 2048 + low.
//
// A table has an entry for each output column or row: i32 first input byte (columns) or row (rows), i32 address of its
// weights, i32 end of them. Weights are [high, high, low, low] for each two taps; columns have 2 or a multiple of 4 taps.

const ROUND: i32 = 1 << 21;
const BITS: i32 = 22;

/** Two taps of one pixel: red, green and blue as 32-bit numbers, shifted back. */
// @ts-ignore: decorator
@inline
function twoTaps(p: usize, first: v128, high: v128, low: v128): v128 {
  const both = i8x16.swizzle(v128.load(p), first);
  const sum = i32x4.add(i32x4.shl(i32x4.dot_i16x8_s(both, high), 11), i32x4.dot_i16x8_s(both, low));
  return i32x4.shr_s(i32x4.add(sum, i32x4.splat(ROUND)), BITS);
}

/** Four taps of one pixel: red, green and blue as 32-bit numbers, shifted back. */
// @ts-ignore: decorator
@inline
function fourTaps(p: usize, first: v128, second: v128, high1: v128, low1: v128, high2: v128, low2: v128): v128 {
  const bytes = v128.load(p);
  const one = i8x16.swizzle(bytes, first);
  const two = i8x16.swizzle(bytes, second);
  const high = i32x4.add(i32x4.dot_i16x8_s(one, high1), i32x4.dot_i16x8_s(two, high2));
  const low = i32x4.add(i32x4.dot_i16x8_s(one, low1), i32x4.dot_i16x8_s(two, low2));
  return i32x4.shr_s(i32x4.add(i32x4.add(i32x4.shl(high, 11), low), i32x4.splat(ROUND)), BITS);
}

/** Any multiple of four taps of one pixel. */
function manyTaps(p: usize, k: usize, stop: usize): v128 {
  const first = v128(0, -128, 3, -128, 1, -128, 4, -128, 2, -128, 5, -128, -128, -128, -128, -128);
  const second = v128(6, -128, 9, -128, 7, -128, 10, -128, 8, -128, 11, -128, -128, -128, -128, -128);
  let high = i32x4.splat(0);
  let low = i32x4.splat(ROUND);
  do {
    const bytes = v128.load(p);
    const one = i8x16.swizzle(bytes, first);
    const two = i8x16.swizzle(bytes, second);
    high = i32x4.add(high, i32x4.dot_i16x8_s(one, v128.load32_splat(k)));
    low = i32x4.add(low, i32x4.dot_i16x8_s(one, v128.load32_splat(k, 4)));
    high = i32x4.add(high, i32x4.dot_i16x8_s(two, v128.load32_splat(k, 8)));
    low = i32x4.add(low, i32x4.dot_i16x8_s(two, v128.load32_splat(k, 12)));
    p += 12;
    k += 16;
  } while (k < stop);
  return i32x4.shr_s(i32x4.add(i32x4.shl(high, 11), low), BITS);
}

/** One pass along the rows: `rows` rows at `source` to rows of `width` pixels at `out`, 4 bytes more than they need. */
export function columns(source: usize, sourceStride: i32, rows: i32, table: usize, width: i32, out: usize, outStride: i32): void {
  const first = v128(0, -128, 3, -128, 1, -128, 4, -128, 2, -128, 5, -128, -128, -128, -128, -128);
  const second = v128(6, -128, 9, -128, 7, -128, 10, -128, 8, -128, 11, -128, -128, -128, -128, -128);
  const end = table + width * 12;
  let y = 0;
  for (; y + 3 < rows; y += 4) {
    let o = out + y * outStride;
    const row = source + y * sourceStride;
    for (let entry = table; entry < end; entry += 12) {
      const p = row + load<i32>(entry);
      const k: usize = load<i32>(entry, 4);
      const stop: usize = load<i32>(entry, 8);
      let a: v128, b: v128, c: v128, d: v128;
      if (stop - k == 8) {
        const high = v128.load32_splat(k);
        const low = v128.load32_splat(k, 4);
        a = twoTaps(p, first, high, low);
        b = twoTaps(p + sourceStride, first, high, low);
        c = twoTaps(p + 2 * sourceStride, first, high, low);
        d = twoTaps(p + 3 * sourceStride, first, high, low);
      } else if (stop - k == 16) {
        const high1 = v128.load32_splat(k);
        const low1 = v128.load32_splat(k, 4);
        const high2 = v128.load32_splat(k, 8);
        const low2 = v128.load32_splat(k, 12);
        a = fourTaps(p, first, second, high1, low1, high2, low2);
        b = fourTaps(p + sourceStride, first, second, high1, low1, high2, low2);
        c = fourTaps(p + 2 * sourceStride, first, second, high1, low1, high2, low2);
        d = fourTaps(p + 3 * sourceStride, first, second, high1, low1, high2, low2);
      } else {
        a = manyTaps(p, k, stop);
        b = manyTaps(p + sourceStride, k, stop);
        c = manyTaps(p + 2 * sourceStride, k, stop);
        d = manyTaps(p + 3 * sourceStride, k, stop);
      }
      const bytes = i8x16.narrow_i16x8_u(i16x8.narrow_i32x4_s(a, b), i16x8.narrow_i32x4_s(c, d));
      v128.store32_lane(o, bytes, 0);
      v128.store32_lane(o + outStride, bytes, 1);
      v128.store32_lane(o + 2 * outStride, bytes, 2);
      v128.store32_lane(o + 3 * outStride, bytes, 3);
      o += 3;
    }
  }
  for (; y < rows; y++) {
    let o = out + y * outStride;
    const row = source + y * sourceStride;
    for (let entry = table; entry < end; entry += 12) {
      const p = row + load<i32>(entry);
      const k: usize = load<i32>(entry, 4);
      const stop: usize = load<i32>(entry, 8);
      const sums = stop - k == 8 ? twoTaps(p, first, v128.load32_splat(k), v128.load32_splat(k, 4)) : manyTaps(p, k, stop);
      const words = i16x8.narrow_i32x4_s(sums, sums);
      v128.store32_lane(o, i8x16.narrow_i16x8_u(words, words), 0);
      o += 3;
    }
  }
}

/**
 * The pass along the columns, for output rows [from, to) of the table, from rows at `source`, whose first one is row
 * `firstRow`. Reads and writes `bytes` of a row, rounded up to 16; a row of the output begins where the last one ended.
 */
export function rows(source: usize, stride: i32, firstRow: i32, table: usize, from: i32, to: i32, bytes: i32, out: usize): void {
  const round = i32x4.splat(ROUND);
  const zero = i32x4.splat(0);
  for (let y = from; y < to; y++) {
    const entry = table + y * 12;
    const top = source + (load<i32>(entry) - firstRow) * stride;
    const start: usize = load<i32>(entry, 4);
    const stop: usize = load<i32>(entry, 8);
    for (let c = 0; c < bytes; c += 16) {
      let h0 = zero, h1 = zero, h2 = zero, h3 = zero;
      let l0 = round, l1 = round, l2 = round, l3 = round;
      let p = top + c;
      for (let k = start; k < stop; k += 8) {
        const u = v128.load(p);
        const v = v128.load(p + stride);
        const high = v128.load32_splat(k);
        const low = v128.load32_splat(k, 4);
        const left = i8x16.shuffle(u, v, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
        const right = i8x16.shuffle(u, v, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
        const t0 = i16x8.extend_low_i8x16_u(left);
        const t1 = i16x8.extend_high_i8x16_u(left);
        const t2 = i16x8.extend_low_i8x16_u(right);
        const t3 = i16x8.extend_high_i8x16_u(right);
        h0 = i32x4.add(h0, i32x4.dot_i16x8_s(t0, high));
        l0 = i32x4.add(l0, i32x4.dot_i16x8_s(t0, low));
        h1 = i32x4.add(h1, i32x4.dot_i16x8_s(t1, high));
        l1 = i32x4.add(l1, i32x4.dot_i16x8_s(t1, low));
        h2 = i32x4.add(h2, i32x4.dot_i16x8_s(t2, high));
        l2 = i32x4.add(l2, i32x4.dot_i16x8_s(t2, low));
        h3 = i32x4.add(h3, i32x4.dot_i16x8_s(t3, high));
        l3 = i32x4.add(l3, i32x4.dot_i16x8_s(t3, low));
        p += 2 * stride;
      }
      const s0 = i32x4.shr_s(i32x4.add(i32x4.shl(h0, 11), l0), BITS);
      const s1 = i32x4.shr_s(i32x4.add(i32x4.shl(h1, 11), l1), BITS);
      const s2 = i32x4.shr_s(i32x4.add(i32x4.shl(h2, 11), l2), BITS);
      const s3 = i32x4.shr_s(i32x4.add(i32x4.shl(h3, 11), l3), BITS);
      v128.store(out + c, i8x16.narrow_i16x8_u(i16x8.narrow_i32x4_s(s0, s1), i16x8.narrow_i32x4_s(s2, s3)));
    }
    out += bytes;
  }
}
