import { pair, zipHigh, zipLow } from './lanes';
import { BLOCKS, COEFFICIENTS } from './memory';

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
function inverseFlat(from: usize, at: usize, stride: usize): void {
  const first = <i32>(<i16>(<i32>load<i16>(from) << 2));
  const value = min(max((first + 16) >> 5, -128), 127) + 128;
  const row = <u64>value * 0x0101010101010101;
  for (let y = 0; y < 8; y++, at += stride) store<u64>(at, row);
}

/** The accurate integer inverse DCT of Loeffler, Ligtenberg and Moschytz, as in libjpeg's jidctint.c. */
function inverse8(from: usize, at: usize, stride: usize): void {
  let r0 = v128.load(from);
  let r1 = v128.load(from, 16);
  let r2 = v128.load(from, 32);
  let r3 = v128.load(from, 48);
  let r4 = v128.load(from, 64);
  let r5 = v128.load(from, 80);
  let r6 = v128.load(from, 96);
  let r7 = v128.load(from, 112);
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

function inverse4(from: usize, at: usize, stride: usize): void {
  const r0 = v128.load(from);
  const r1 = v128.load(from, 16);
  const r2 = v128.load(from, 32);
  const r3 = v128.load(from, 48);
  const r5 = v128.load(from, 80);
  const r6 = v128.load(from, 96);
  const r7 = v128.load(from, 112);
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
function inverse2(from: usize, at: usize, stride: usize): void {
  const r75l = zipLow(v128.load(from, 112), v128.load(from, 80));
  const r75h = zipHigh(v128.load(from, 112), v128.load(from, 80));
  const r31l = zipLow(v128.load(from, 48), v128.load(from, 16));
  const r31h = zipHigh(v128.load(from, 48), v128.load(from, 16));
  const r0 = v128.load(from);
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

function inverse1(from: usize, at: usize): void {
  store<u8>(at, <u8>(min(max((<i32>load<i16>(from) + 4) >> 3, -128), 127) + 128));
}

/** Inverse DCTs of an MCU. They come after all of its codes: what was just stored is slow to load in larger pieces. */
export function inverseMcu(flat: i32, half: i32, column: i32, blocks: i32): void {
  for (let b = 0; b < blocks; b++) {
    const block = BLOCKS + b * 32;
    const stride = <usize>load<u32>(block, 12);
    const at = load<u32>(block, 4) + half * load<u32>(block, 8) + column * load<u32>(block, 16);
    const size = load<u8>(block, 3);
    const from = COEFFICIENTS + b * 128;
    if (size == 8) ((flat >> b) & 1) == 1 ? inverseFlat(from, at, stride) : inverse8(from, at, stride);
    else if (size == 4) inverse4(from, at, stride);
    else if (size == 2) inverse2(from, at, stride);
    else inverse1(from, at);
  }
}
