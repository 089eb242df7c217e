// Separable convolution of rows of values with borders mirrored by the caller's tables. Addresses are in bytes; every
// buffer has 16 bytes to spare after its end.
//
// `rows` holds, for each tap and each row of the result, which row it takes: row y, tap j at index y + j. `line` is
// room for a row of floats with its mirrored ends; `columns` says for each pixel of it from which pixel it comes.

// @ts-ignore: decorator
@inline
function floats(address: usize): v128 {
  return f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(address))));
}

/** Floats of a row of the result before it is convolved along x, from bytes or floats. */
function down(
  from: usize, bytes: bool, n: usize, y: usize, rows: usize, taps: usize, count: usize, out: usize,
): void {
  for (let x: usize = 0; x < n; x += 4) {
    let sum = f32x4.splat(0);
    for (let j: usize = 0; j < count; j++) {
      const row = <usize>load<u32>(rows + 4 * (y + j));
      const v = bytes ? floats(from + row * n + x) : v128.load(from + 4 * (row * n + x));
      sum = f32x4.add(sum, f32x4.mul(v, v128.load32_splat(taps + 4 * j)));
    }
    v128.store(out + 4 * x, sum);
  }
}

/** Ends of a row: `line` holds `width` pixels of `channels` floats from `radius` pixels on. */
function mirrorEnds(line: usize, width: usize, channels: usize, radius: usize, columns: usize): void {
  for (let i: usize = 0; i < 2 * radius; i++) {
    const place = i < radius ? i : i + width;
    const source = radius + <usize>load<u32>(columns + 4 * place);
    for (let c: usize = 0; c < channels; c++) {
      store<f32>(line + 4 * (place * channels + c), load<f32>(line + 4 * (source * channels + c)));
    }
  }
}

// @ts-ignore: decorator
@inline
function across(line: usize, channels: usize, taps: usize, count: usize): v128 {
  let sum = f32x4.splat(0);
  for (let j: usize = 0; j < count; j++) {
    sum = f32x4.add(sum, f32x4.mul(v128.load(line + 4 * j * channels), v128.load32_splat(taps + 4 * j)));
  }
  return sum;
}

/** Bytes or floats, `channels` for a pixel, to as many of the same kind; bytes are rounded. Tap counts are odd. */
export function blur(
  from: usize, to: usize, bytes: bool, width: usize, height: usize, channels: usize, line: usize,
  columns: usize, tapsX: usize, countX: usize, rows: usize, tapsY: usize, countY: usize,
): void {
  const n = width * channels;
  const radius = countX >> 1;
  for (let y: usize = 0; y < height; y++) {
    down(from, bytes, n, y, rows, tapsY, countY, line + 4 * radius * channels);
    mirrorEnds(line, width, channels, radius, columns);
    for (let x: usize = 0; x < n; x += 4) {
      const sum = across(line + 4 * x, channels, tapsX, countX);
      if (bytes) {
        const whole = i32x4.trunc_sat_f32x4_s(f32x4.nearest(sum));
        const words = i16x8.narrow_i32x4_s(whole, whole);
        v128.store32_lane(to + y * n + x, i8x16.narrow_i16x8_u(words, words), 0);
      } else {
        v128.store(to + 4 * (y * n + x), sum);
      }
    }
  }
}
