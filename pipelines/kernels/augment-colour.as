// Colours of RGB pixels, a byte each. Addresses are in bytes; every buffer has 16 bytes to spare after its end, since
// four pixels are read and written at a time, the last four bytes of a write being those of the next write.

/** One table of 256 bytes for all values; each value in its turn where `n` is not a multiple of 8. */
export function throughTable(from: usize, to: usize, n: usize, table: usize): void {
  for (let i: usize = 0; i < n; i += 8) {
    const v = load<u64>(from + i);
    let out: u64 = load<u8>(table + <usize>(v & 255));
    out |= <u64>load<u8>(table + <usize>((v >> 8) & 255)) << 8;
    out |= <u64>load<u8>(table + <usize>((v >> 16) & 255)) << 16;
    out |= <u64>load<u8>(table + <usize>((v >> 24) & 255)) << 24;
    out |= <u64>load<u8>(table + <usize>((v >> 32) & 255)) << 32;
    out |= <u64>load<u8>(table + <usize>((v >> 40) & 255)) << 40;
    out |= <u64>load<u8>(table + <usize>((v >> 48) & 255)) << 48;
    out |= <u64>load<u8>(table + <usize>(v >> 56)) << 56;
    store<u64>(to + i, out);
  }
}

/** A table for each channel, one after another. */
export function throughTables(from: usize, to: usize, count: usize, tables: usize): void {
  const end = from + 3 * count;
  for (; from < end; from += 6, to += 6) {
    const v = load<u64>(from);
    let out: u64 = load<u8>(tables + <usize>(v & 255));
    out |= <u64>load<u8>(tables + <usize>((v >> 8) & 255), 256) << 8;
    out |= <u64>load<u8>(tables + <usize>((v >> 16) & 255), 512) << 16;
    out |= <u64>load<u8>(tables + <usize>((v >> 24) & 255)) << 24;
    out |= <u64>load<u8>(tables + <usize>((v >> 32) & 255), 256) << 32;
    out |= <u64>load<u8>(tables + <usize>((v >> 40) & 255), 512) << 40;
    store<u64>(to, out);
  }
}

/** Adds to three times 256 counts, u32, for the channels. */
export function histograms(from: usize, count: usize, counts: usize): void {
  const end = from + 3 * count;
  for (; from < end; from += 3) {
    const r = counts + ((<usize>load<u8>(from)) << 2);
    const g = counts + ((<usize>load<u8>(from, 1)) << 2);
    const b = counts + ((<usize>load<u8>(from, 2)) << 2);
    store<u32>(r, load<u32>(r) + 1);
    store<u32>(g, load<u32>(g, 1024) + 1, 1024);
    store<u32>(b, load<u32>(b, 2048) + 1, 2048);
  }
}

/** Lowest values of the channels, then highest ones, a byte each. */
export function ranges(from: usize, count: usize, to: usize): void {
  const end = from + 3 * count;
  let lowest = i8x16.splat(-1);
  let highest = i8x16.splat(0);
  for (; from + 16 <= end; from += 15) {
    const v = v128.load(from);
    lowest = v128.min<u8>(lowest, v);
    highest = v128.max<u8>(highest, v);
  }
  // The sixteenth byte is a red one again; bytes 0 to 14 hold five pixels.
  v128.store(to, lowest);
  v128.store(to, highest, 16);
  for (let c: usize = 0; c < 3; c++) {
    let low: u8 = 255;
    let high: u8 = 0;
    for (let i = c; i < 16; i += 3) {
      low = min(low, load<u8>(to + i));
      high = max(high, load<u8>(to + i, 16));
    }
    for (let i = from + c; i < end; i += 3) {
      low = min(low, load<u8>(i));
      high = max(high, load<u8>(i));
    }
    store<u8>(to + c, low, 32);
    store<u8>(to + c, high, 35);
  }
}

// @ts-ignore: decorator
@inline
function red(v: v128): v128 {
  return f32x4.convert_i32x4_s(i8x16.shuffle(v, i8x16.splat(0), 0, 16, 16, 16, 3, 16, 16, 16, 6, 16, 16, 16, 9, 16, 16, 16));
}

// @ts-ignore: decorator
@inline
function green(v: v128): v128 {
  return f32x4.convert_i32x4_s(i8x16.shuffle(v, i8x16.splat(0), 1, 16, 16, 16, 4, 16, 16, 16, 7, 16, 16, 16, 10, 16, 16, 16));
}

// @ts-ignore: decorator
@inline
function blue(v: v128): v128 {
  return f32x4.convert_i32x4_s(i8x16.shuffle(v, i8x16.splat(0), 2, 16, 16, 16, 5, 16, 16, 16, 8, 16, 16, 16, 11, 16, 16, 16));
}

/** Floats cut to whole numbers in [0, 255], in the lowest bytes; the highest bytes are those of 2^23 as a float. */
// @ts-ignore: decorator
@inline
function cutToByte(v: v128): v128 {
  const clamped = f32x4.pmin(f32x4.pmax(v, f32x4.splat(0)), f32x4.splat(255));
  return f32x4.add(f32x4.floor(clamped), f32x4.splat(8388608));
}

/** Cuts three times four floats to bytes and puts them together as four pixels. */
// @ts-ignore: decorator
@inline
function together(r: v128, g: v128, b: v128): v128 {
  const redGreen = v128.or(cutToByte(r), i32x4.shl(cutToByte(g), 8));
  const all = v128.or(redGreen, i32x4.shl(cutToByte(b), 16));
  return i8x16.shuffle(all, all, 0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 15, 15, 15, 15);
}

/** Luma of four pixels, cut to whole numbers: torchvision's weights, in its order. */
// @ts-ignore: decorator
@inline
function lumaOf(v: v128): v128 {
  const r = f32x4.mul(red(v), f32x4.splat(0.2989));
  const rg = f32x4.add(r, f32x4.mul(green(v), f32x4.splat(0.587)));
  return f32x4.floor(f32x4.add(rg, f32x4.mul(blue(v), f32x4.splat(0.114))));
}

export function luma(from: usize, to: usize, count: usize): void {
  const end = from + 3 * count;
  for (; from < end; from += 12, to += 12) {
    const grey = lumaOf(v128.load(from));
    v128.store(to, together(grey, grey, grey));
  }
}

export function lumaSum(from: usize, count: usize): f64 {
  let sum: u64 = 0;
  let left = count;
  while (left >= 4) {
    // 2^20 times 255 stays within 32 bits.
    const steps = min<usize>(left >> 2, 1 << 20);
    let lanes = i32x4.splat(0);
    for (let i: usize = 0; i < steps; i++, from += 12) {
      lanes = i32x4.add(lanes, i32x4.trunc_sat_f32x4_s(lumaOf(v128.load(from))));
    }
    left -= steps << 2;
    sum += <u64><u32>i32x4.extract_lane(lanes, 0) + <u64><u32>i32x4.extract_lane(lanes, 1);
    sum += <u64><u32>i32x4.extract_lane(lanes, 2) + <u64><u32>i32x4.extract_lane(lanes, 3);
  }
  const last = i32x4.trunc_sat_f32x4_s(lumaOf(v128.load(from)));
  if (left > 0) sum += <u64>i32x4.extract_lane(last, 0);
  if (left > 1) sum += <u64>i32x4.extract_lane(last, 1);
  if (left > 2) sum += <u64>i32x4.extract_lane(last, 2);
  return <f64>sum;
}

/** Four floats and four doubles, added and rounded once, as torch's blend does. */
// @ts-ignore: decorator
@inline
function fused(v: v128, low: v128, high: v128): v128 {
  const first = f32x4.demote_f64x2_zero(f64x2.add(f64x2.promote_low_f32x4(v), low));
  const upper = f64x2.promote_low_f32x4(i64x2.shuffle(v, v, 1, 1));
  return i64x2.shuffle(first, f32x4.demote_f64x2_zero(f64x2.add(upper, high)), 0, 2);
}

/** `ratio` of each pixel and `rest` of its luma. */
export function saturate(from: usize, to: usize, count: usize, ratio: f32, rest: f32): void {
  const end = from + 3 * count;
  const own = f32x4.splat(ratio);
  const other = f64x2.splat(<f64>rest);
  for (; from < end; from += 12, to += 12) {
    const v = v128.load(from);
    const grey = lumaOf(v);
    const low = f64x2.mul(f64x2.promote_low_f32x4(grey), other);
    const high = f64x2.mul(f64x2.promote_low_f32x4(i64x2.shuffle(grey, grey, 1, 1)), other);
    const r = fused(f32x4.mul(red(v), own), low, high);
    const g = fused(f32x4.mul(green(v), own), low, high);
    v128.store(to, together(r, g, fused(f32x4.mul(blue(v), own), low, high)));
  }
}

/** One of the channels of four colours of full value: `hue` in sixths of the circle, from 0 to 6. */
// @ts-ignore: decorator
@inline
function channel(sector: v128, offset: f32, v: v128, p: v128, q: v128, t: v128): v128 {
  // Sectors from where this channel rises: 0 t, 1 and 2 v, 3 q, 4 and 5 p.
  let place = f32x4.add(sector, f32x4.splat(offset));
  place = v128.bitselect(f32x4.sub(place, f32x4.splat(6)), place, f32x4.ge(place, f32x4.splat(6)));
  const rising = v128.bitselect(t, v, f32x4.lt(place, f32x4.splat(1)));
  const falling = v128.bitselect(q, p, f32x4.lt(place, f32x4.splat(4)));
  return v128.bitselect(rising, falling, f32x4.lt(place, f32x4.splat(3)));
}

// @ts-ignore: decorator
@inline
function unit(v: v128): v128 {
  return f32x4.pmin(f32x4.pmax(v, f32x4.splat(0)), f32x4.splat(1));
}

/** Turns the hue by `shift` of the circle. Steps and their order are torchvision's. */
export function turnHue(from: usize, to: usize, count: usize, shift: f32): void {
  const end = from + 3 * count;
  const one = f32x4.splat(1);
  const scale = f32x4.splat(<f32>(1.0 / 255.0));
  const full = f32x4.splat(<f32>255.999);
  for (; from < end; from += 12, to += 12) {
    const pixels = v128.load(from);
    const r = f32x4.mul(red(pixels), scale);
    const g = f32x4.mul(green(pixels), scale);
    const b = f32x4.mul(blue(pixels), scale);
    const value = f32x4.pmax(r, f32x4.pmax(g, b));
    const lowest = f32x4.pmin(r, f32x4.pmin(g, b));
    const grey = f32x4.eq(value, lowest);
    const range = f32x4.sub(value, lowest);
    const s = f32x4.div(range, v128.bitselect(one, value, grey));
    const divisor = v128.bitselect(one, range, grey);
    const rc = f32x4.div(f32x4.sub(value, r), divisor);
    const gc = f32x4.div(f32x4.sub(value, g), divisor);
    const bc = f32x4.div(f32x4.sub(value, b), divisor);
    const hr = f32x4.sub(bc, gc);
    const hg = f32x4.sub(f32x4.add(rc, f32x4.splat(2)), bc);
    const hb = f32x4.sub(f32x4.add(gc, f32x4.splat(4)), rc);
    let h = v128.bitselect(hr, v128.bitselect(hg, hb, f32x4.eq(value, g)), f32x4.eq(value, r));
    h = f32x4.add(f32x4.mul(h, f32x4.splat(<f32>(1.0 / 6.0))), one);
    h = f32x4.sub(h, f32x4.floor(h));
    h = f32x4.add(h, f32x4.splat(shift));
    h = f32x4.sub(h, f32x4.floor(h));
    const h6 = f32x4.mul(h, f32x4.splat(6));
    let sector = f32x4.floor(h6);
    const f = f32x4.sub(h6, sector);
    sector = v128.bitselect(f32x4.splat(0), sector, f32x4.ge(sector, f32x4.splat(6)));
    const sf = f32x4.mul(s, f);
    const rest = f32x4.sub(one, s);
    const q = unit(f32x4.mul(f32x4.sub(one, sf), value));
    const t = unit(f32x4.mul(f32x4.add(sf, rest), value));
    const p = unit(f32x4.mul(rest, value));
    const x = f32x4.mul(channel(sector, 2, value, p, q, t), full);
    const y = f32x4.mul(channel(sector, 0, value, p, q, t), full);
    const z = f32x4.mul(channel(sector, 4, value, p, q, t), full);
    v128.store(to, together(x, y, z));
  }
}

/** Keeps the bits of `bits` in every byte. */
export function mask(from: usize, to: usize, n: usize, bits: i32): void {
  const kept = i8x16.splat(<i8>bits);
  for (let i: usize = 0; i < n; i += 16) v128.store(to + i, v128.and(v128.load(from + i), kept));
}

/** Inverts bytes of `lowest` and more; `lowest` in [0, 256]. */
export function invertFrom(from: usize, to: usize, n: usize, lowest: i32): void {
  const below = i8x16.splat(<i8>(lowest - 1));
  const all = lowest == 0;
  for (let i: usize = 0; i < n; i += 16) {
    const v = v128.load(from + i);
    const inverted = all ? i8x16.splat(-1) : v128.gt<u8>(v, below);
    v128.store(to + i, v128.xor(v, inverted));
  }
}

/** Four floats of each of four vectors, cut to 16 bytes. */
// @ts-ignore: decorator
@inline
function cut(a: v128, b: v128, c: v128, d: v128): v128 {
  const first = i8x16.shuffle(cutToByte(a), cutToByte(b), 0, 4, 8, 12, 16, 20, 24, 28, 0, 0, 0, 0, 0, 0, 0, 0);
  const second = i8x16.shuffle(cutToByte(c), cutToByte(d), 0, 4, 8, 12, 16, 20, 24, 28, 0, 0, 0, 0, 0, 0, 0, 0);
  return i64x2.shuffle(first, second, 0, 2);
}

// @ts-ignore: decorator
@inline
function floats(address: usize): v128 {
  return f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(address))));
}

// @ts-ignore: decorator
@inline
function weighed(from: usize, other: usize, ratio: v128, rest: v128): v128 {
  const v = floats(other);
  const low = f64x2.mul(f64x2.promote_low_f32x4(v), rest);
  const high = f64x2.mul(f64x2.promote_low_f32x4(i64x2.shuffle(v, v, 1, 1)), rest);
  return fused(f32x4.mul(floats(from), ratio), low, high);
}

/** `ratio` of one image and `rest` of another, cut. */
export function blend(from: usize, other: usize, to: usize, n: usize, ratio: f32, rest: f32): void {
  const a = f32x4.splat(ratio);
  const b = f64x2.splat(<f64>rest);
  for (let i: usize = 0; i < n; i += 16) {
    const first = weighed(from + i, other + i, a, b);
    const second = weighed(from + i + 4, other + i + 4, a, b);
    const third = weighed(from + i + 8, other + i + 8, a, b);
    v128.store(to + i, cut(first, second, third, weighed(from + i + 12, other + i + 12, a, b)));
  }
}

/** Four values and `alpha` of what takes them to a thirteenth of `sums`, rounded. */
// @ts-ignore: decorator
@inline
function sharper(values: v128, products: v128, alpha: v128): v128 {
  const x = f32x4.convert_i32x4_s(values);
  const smooth = f32x4.convert_i32x4_s(i32x4.shr_u(products, 18));
  return f32x4.add(x, f32x4.mul(f32x4.sub(smooth, x), alpha));
}

/** Goes `alpha` of the way to the mean of 3 × 3 pixels in which the middle one counts five times. */
export function sharpen(from: usize, to: usize, width: usize, height: usize, alpha: f32): void {
  const row: usize = width * 3;
  const way = f32x4.splat(alpha);
  // n / 13 for n up to 3321 is n · 20165 / 2^18, and 6 more rounds it.
  const thirteenth = i16x8.splat(20165);
  const half = i16x8.splat(6);
  memory.copy(to, from, row);
  for (let y: usize = 1; y < height - 1; y++) {
    const middle = from + y * row;
    const out = to + y * row;
    store<u32>(out, load<u32>(middle));
    for (let x: usize = 3; x < row - 3; x += 16) {
      const at = middle + x;
      const v = v128.load(at);
      const v0 = i16x8.extend_low_i8x16_u(v);
      const v1 = i16x8.extend_high_i8x16_u(v);
      let low = i16x8.add(half, i16x8.shl(v0, 2));
      let high = i16x8.add(half, i16x8.shl(v1, 2));
      for (let near = at - row - 3; near <= at + row; near += row) {
        const a = v128.load(near);
        const b = v128.load(near, 3);
        const c = v128.load(near, 6);
        low = i16x8.add(low, i16x8.add(i16x8.extend_low_i8x16_u(a), i16x8.add(i16x8.extend_low_i8x16_u(b), i16x8.extend_low_i8x16_u(c))));
        high = i16x8.add(high, i16x8.add(i16x8.extend_high_i8x16_u(a), i16x8.add(i16x8.extend_high_i8x16_u(b), i16x8.extend_high_i8x16_u(c))));
      }
      const first = sharper(i32x4.extend_low_i16x8_u(v0), i32x4.extmul_low_i16x8_u(low, thirteenth), way);
      const second = sharper(i32x4.extend_high_i16x8_u(v0), i32x4.extmul_high_i16x8_u(low, thirteenth), way);
      const third = sharper(i32x4.extend_low_i16x8_u(v1), i32x4.extmul_low_i16x8_u(high, thirteenth), way);
      const fourth = sharper(i32x4.extend_high_i16x8_u(v1), i32x4.extmul_high_i16x8_u(high, thirteenth), way);
      v128.store(out + x, cut(first, second, third, fourth));
    }
    store<u16>(out + row - 3, load<u16>(middle + row - 3));
    store<u8>(out + row - 1, load<u8>(middle + row - 1));
  }
  memory.copy(to + (height - 1) * row, from + (height - 1) * row, row);
}
