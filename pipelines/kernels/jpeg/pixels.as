import { pair, zipHigh, zipLow } from './lanes';

// How planes become rows of pixels.
export const GREY: i32 = 0;
export const EQUAL: i32 = 1; // chroma of the same size as luma
export const SMOOTH_ROWS: i32 = 2; // chroma of half the width, weighted 3 : 1
export const SMOOTH: i32 = 3; // of half the width and height, weighted 9 : 3 : 3 : 1
export const REPEAT_ROWS: i32 = 4; // of half the width, repeated
export const REPEAT: i32 = 5; // of half the width and height, repeated

export let upsampling: i32 = 0;
let planeLeft: i32 = 0; // pixels before the planes' first column
let lumaPlane: usize = 0;
let lumaStride: i32 = 0;
export let lumaRows: i32 = 0; // of an MCU
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
export function writeRows(from: i32, to: i32, left: i32, width: i32, out: usize, stride: usize): void {
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

/** The 48 bytes of 16 pixels, and 4 bytes more. Zips and swizzles: shuffles of any kind cost engines five times as much. */
@inline function storePixels(out: usize, r: v128, g: v128, b: v128): void {
  const zero = i32x4.splat(0);
  let rg = i8x16.shuffle(r, g, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
  let b0 = i8x16.shuffle(b, zero, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
  v128.store(out, withoutFourths(zipLow(rg, b0)));
  v128.store(out, withoutFourths(zipHigh(rg, b0)), 12);
  rg = i8x16.shuffle(r, g, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
  b0 = i8x16.shuffle(b, zero, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
  v128.store(out, withoutFourths(zipLow(rg, b0)), 24);
  v128.store(out, withoutFourths(zipHigh(rg, b0)), 36);
}

@inline function withoutFourths(bytes: v128): v128 {
  return i8x16.swizzle(bytes, i8x16(0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, -1, -1, -1, -1));
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
