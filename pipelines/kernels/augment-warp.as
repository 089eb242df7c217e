// Pixels of an RGB image, a byte each, taken from other places of it. The centre of pixel (x, y) is the place (x, y).
// Addresses are in bytes; every buffer has 16 bytes to spare after its end.
//
// `line` is room for the places of a row, four bytes a number: `pitch` bytes of those along x, then those along y.
// `fill` holds four floats: red, green, blue, and 1 where bilinear sampling is to mix them in.

/** Left and right exchanged. */
export function mirror(from: usize, to: usize, width: usize, height: usize): void {
  for (let y: usize = 0; y < height; y++) {
    let at = from + 3 * (y + 1) * width - 3;
    const end = to + 3 * (y + 1) * width;
    for (let out = to + 3 * y * width; out < end; out += 3, at -= 3) store<u32>(out, load<u32>(at));
  }
}

// @ts-ignore: decorator
@inline
function fourFrom(x: f32): v128 {
  const v = f32x4.replace_lane(f32x4.splat(x), 1, x + 1);
  return f32x4.replace_lane(f32x4.replace_lane(v, 2, x + 2), 3, x + 3);
}

/** From [-1, 1], the image's borders, to pixels. */
// @ts-ignore: decorator
@inline
function toPixels(v: v128, size: i32): v128 {
  return f32x4.sub(f32x4.mul(f32x4.add(v, f32x4.splat(1)), f32x4.splat(<f32>size / 2)), f32x4.splat(0.5));
}

// @ts-ignore: decorator
@inline
function linear(x: v128, y: f32, a: f32, b: f32, c: f32): v128 {
  const along = f32x4.add(f32x4.mul(x, f32x4.splat(a)), f32x4.splat(y * b));
  return f32x4.add(along, f32x4.splat(c));
}

// @ts-ignore: decorator
@inline
function bytesOf(v: v128): u32 {
  const whole = i32x4.trunc_sat_f32x4_s(f32x4.nearest(v));
  const words = i16x8.narrow_i32x4_s(whole, whole);
  return i32x4.extract_lane(i8x16.narrow_i16x8_u(words, words), 0);
}

function closest(from: usize, width: i32, height: i32, line: usize, pitch: usize, out: usize, outside: u32): void {
  const zero = f32x4.splat(0);
  const right = f32x4.splat(<f32>width);
  const bottom = f32x4.splat(<f32>height);
  for (const end = line + pitch; line < end; line += 16, out += 12) {
    const x = f32x4.nearest(v128.load(line));
    const y = f32x4.nearest(v128.load(line + pitch));
    const across = v128.and(f32x4.ge(x, zero), f32x4.lt(x, right));
    const inside = v128.and(across, v128.and(f32x4.ge(y, zero), f32x4.lt(y, bottom)));
    const rows = i32x4.mul(i32x4.trunc_sat_f32x4_s(y), i32x4.splat(width));
    const place = i32x4.mul(i32x4.add(rows, i32x4.trunc_sat_f32x4_s(x)), i32x4.splat(3));
    const p0 = from + <usize>i32x4.extract_lane(place, 0);
    const p1 = from + <usize>i32x4.extract_lane(place, 1);
    const p2 = from + <usize>i32x4.extract_lane(place, 2);
    const p3 = from + <usize>i32x4.extract_lane(place, 3);
    if (i32x4.all_true(inside)) {
      store<u32>(out, load<u32>(p0));
      store<u32>(out, load<u32>(p1), 3);
      store<u32>(out, load<u32>(p2), 6);
      store<u32>(out, load<u32>(p3), 9);
    } else {
      store<u32>(out, i32x4.extract_lane(inside, 0) ? load<u32>(p0) : outside);
      store<u32>(out, i32x4.extract_lane(inside, 1) ? load<u32>(p1) : outside, 3);
      store<u32>(out, i32x4.extract_lane(inside, 2) ? load<u32>(p2) : outside, 6);
      store<u32>(out, i32x4.extract_lane(inside, 3) ? load<u32>(p3) : outside, 9);
    }
  }
}

// @ts-ignore: decorator
@inline
function weighed(at: usize, weight: f32): v128 {
  const bytes = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(at)));
  return f32x4.mul(f32x4.convert_i32x4_s(bytes), f32x4.splat(weight));
}

function bilinear(
  from: usize, width: i32, height: i32, line: usize, pitch: usize, out: usize, count: i32, fill: v128,
): void {
  const mixing = f32x4.extract_lane(fill, 3) != 0;
  const row: usize = <usize>width * 3;
  for (let i = 0; i < count; i++, line += 4, out += 3) {
    const x = load<f32>(line);
    const y = load<f32>(line + pitch);
    const left = floor(x);
    const top = floor(y);
    let sum = f32x4.splat(0);
    let covered: f32 = 0;
    // Comparisons are false for what is not a number, which is outside.
    if (left >= -1 && left < <f32>width && top >= -1 && top < <f32>height) {
      const west = x - left;
      const east: f32 = 1 - west;
      const north = y - top;
      const south: f32 = 1 - north;
      const column = <i32>left;
      const line0 = <i32>top;
      const at = from + <usize>(3 * (line0 * width + column));
      const inWest = column >= 0;
      const inEast = column < width - 1;
      const inNorth = line0 >= 0;
      const inSouth = line0 < height - 1;
      if (inNorth && inWest && inSouth && inEast) {
        const upper = f32x4.add(weighed(at, east * south), weighed(at + 3, west * south));
        sum = f32x4.add(f32x4.add(upper, weighed(at + row, east * north)), weighed(at + row + 3, west * north));
        store<u32>(out, bytesOf(sum));
        continue;
      }
      if (inNorth && inWest) {
        sum = weighed(at, east * south);
        covered = east * south;
      }
      if (inNorth && inEast) {
        sum = f32x4.add(sum, weighed(at + 3, west * south));
        covered += west * south;
      }
      if (inSouth && inWest) {
        sum = f32x4.add(sum, weighed(at + row, east * north));
        covered += east * north;
      }
      if (inSouth && inEast) {
        sum = f32x4.add(sum, weighed(at + row + 3, west * north));
        covered += west * north;
      }
    }
    if (mixing) sum = f32x4.add(f32x4.mul(f32x4.sub(sum, fill), f32x4.splat(covered)), fill);
    store<u32>(out, bytesOf(sum));
  }
}

// @ts-ignore: decorator
@inline
function sample(
  from: usize, width: i32, height: i32, line: usize, pitch: usize, out: usize, smooth: bool, fill: v128,
): void {
  if (smooth) bilinear(from, width, height, line, pitch, out, width, fill);
  else closest(from, width, height, line, pitch, out, bytesOf(fill));
}

/** A row of the image moved by whole pixels: the place of its first pixel is (`x`, `y`). */
function shifted(from: usize, width: i32, height: i32, x: i32, y: i32, out: usize, outside: u32): void {
  const inside = y >= 0 && y < height;
  const first = inside ? min(max(-x, 0), width) : width;
  const last = inside ? max(min(width - x, width), first) : width;
  for (let i = 0; i < first; i++) store<u32>(out + 3 * <usize>i, outside);
  // A source outside all memory is refused even where nothing is copied.
  if (last > first) {
    const source = from + <usize>(3 * (y * width + x + first));
    memory.copy(out + <usize>(3 * first), source, <usize>(3 * (last - first)));
  }
  for (let i = last; i < width; i++) store<u32>(out + 3 * <usize>i, outside);
}

/** Whether all places of a row are rounded alike, whatever the last bits of their floats. */
// @ts-ignore: decorator
@inline
function decided(v: f32): bool {
  return abs(v - nearest<f32>(v)) < 0.499 && abs(v) < 2048;
}

/**
 * `a` to `f` take a place relative to the centre, in pixels, to one in [-1, 1]. `straight` says that each row's places
 * are one pixel apart, in one row; sides are then at most 2048.
 */
export function warpAffine(
  from: usize, to: usize, width: i32, height: i32, line: usize, pitch: usize, smooth: bool, fill: usize,
  a: f32, b: f32, c: f32, d: f32, e: f32, f: f32, straight: bool,
): void {
  const colour = v128.load(fill);
  const leftmost: f32 = (<f32>1 - <f32>width) / 2;
  for (let y = 0; y < height; y++) {
    const down: f32 = (<f32>1 - <f32>height) / 2 + <f32>y;
    const out = to + <usize>y * <usize>width * 3;
    if (straight) {
      const x = f32x4.extract_lane(toPixels(linear(f32x4.splat(leftmost), down, a, b, c), width), 0);
      const row = f32x4.extract_lane(toPixels(linear(f32x4.splat(leftmost), down, d, e, f), height), 0);
      if (decided(x) && decided(row)) {
        shifted(from, width, height, <i32>nearest<f32>(x), <i32>nearest<f32>(row), out, bytesOf(colour));
        continue;
      }
    }
    for (let i: usize = 0; i < pitch; i += 16) {
      const x = fourFrom(leftmost + <f32>(i >> 2));
      v128.store(line + i, toPixels(linear(x, down, a, b, c), width));
      v128.store(line + pitch + i, toPixels(linear(x, down, d, e, f), height));
    }
    sample(from, width, height, line, pitch, out, smooth, colour);
  }
}

/** `a` to `f` take a place, in pixels from the corner, to one in [0, 2], once divided by `g` · x + `h` · y + 1. */
export function warpPerspective(
  from: usize, to: usize, width: i32, height: i32, line: usize, pitch: usize, smooth: bool, fill: usize,
  a: f32, b: f32, c: f32, d: f32, e: f32, f: f32, g: f32, h: f32,
): void {
  const colour = v128.load(fill);
  const one = f32x4.splat(1);
  for (let y = 0; y < height; y++) {
    const down: f32 = <f32>y + 0.5;
    for (let i: usize = 0; i < pitch; i += 16) {
      const x = fourFrom(<f32>(i >> 2) + 0.5);
      const depth = linear(x, down, g, h, 1);
      const across = f32x4.sub(f32x4.div(linear(x, down, a, b, c), depth), one);
      const along = f32x4.sub(f32x4.div(linear(x, down, d, e, f), depth), one);
      v128.store(line + i, toPixels(across, width));
      v128.store(line + pitch + i, toPixels(along, height));
    }
    sample(from, width, height, line, pitch, to + <usize>y * <usize>width * 3, smooth, colour);
  }
}

/** Four numbers from the `i`-th on of `size` that go from one end of [-1, 1] to the other, less half a step each. */
// @ts-ignore: decorator
@inline
function identity(i: i32, size: i32): v128 {
  const end: f32 = <f32>(size - 1) / <f32>size;
  const step: f32 = size > 1 ? (end - -end) / <f32>(size - 1) : 0;
  const place = fourFrom(<f32>i);
  const half = f32x4.splat(<f32>(size >> 1));
  const rest = f32x4.sub(f32x4.splat(<f32>(size - 1)), place);
  const rising = f32x4.add(f32x4.splat(-end), f32x4.mul(place, f32x4.splat(step)));
  // torch.linspace counts its second half from the end.
  const falling = f32x4.sub(f32x4.splat(end), f32x4.mul(rest, f32x4.splat(step)));
  return v128.bitselect(rising, falling, f32x4.lt(place, half));
}

/** `vectors` holds two floats for each pixel, along x and y, in units of half the image. */
export function warpDisplaced(
  from: usize, to: usize, width: i32, height: i32, line: usize, pitch: usize, smooth: bool, fill: usize,
  vectors: usize,
): void {
  const colour = v128.load(fill);
  for (let y = 0; y < height; y++) {
    const down = f32x4.splat(f32x4.extract_lane(identity(y, height), 0));
    const own = vectors + 8 * <usize>y * <usize>width;
    for (let i: usize = 0; i < pitch; i += 16) {
      const first = v128.load(own + 2 * i);
      const second = v128.load(own + 2 * i, 16);
      const across = i32x4.shuffle(first, second, 0, 2, 4, 6);
      const along = i32x4.shuffle(first, second, 1, 3, 5, 7);
      v128.store(line + i, toPixels(f32x4.add(identity(<i32>(i >> 2), width), across), width));
      v128.store(line + pitch + i, toPixels(f32x4.add(down, along), height));
    }
    sample(from, width, height, line, pitch, to + <usize>y * <usize>width * 3, smooth, colour);
  }
}
