// One pass over UTF-16 code units for what texts are asked most: where white space begins and ends, where lines may end, and
// whether there are surrogates. White space and line ends are those of Python; pipelines/text/character-class.ts has them too,
// and a test holds both to each other.

/** Lanes of all ones where a unit is `unit`. */
// @ts-ignore: decorator
@inline
function equal(v: v128, unit: i16): v128 {
  return i16x8.eq(v, i16x8.splat(unit));
}

/** Lanes of [first, first + more]. */
// @ts-ignore: decorator
@inline
function within(v: v128, first: i16, more: i16): v128 {
  return i16x8.le_u(i16x8.sub(v, i16x8.splat(first)), i16x8.splat(more));
}

// @ts-ignore: decorator
@inline
function plainSpace(v: v128): v128 {
  return v128.or(equal(v, 0x20), v128.or(within(v, 9, 4), within(v, 0x1c, 3)));
}

// @ts-ignore: decorator
@inline
function plainBreak(v: v128): v128 {
  return v128.or(within(v, 10, 3), within(v, 0x1c, 2));
}

// @ts-ignore: decorator
@inline
function otherBreak(v: v128): v128 {
  return v128.or(equal(v, 0x85), within(v, 0x2028, 1));
}

// @ts-ignore: decorator
@inline
function otherSpace(v: v128): v128 {
  const some = v128.or(equal(v, 0xa0), v128.or(equal(v, 0x1680), within(v, 0x2000, 10)));
  const more = v128.or(equal(v, 0x202f), v128.or(equal(v, 0x205f), equal(v, 0x3000)));
  return v128.or(otherBreak(v), v128.or(some, more));
}

// @ts-ignore: decorator
@inline
function bits(low: v128, high: v128): i32 {
  return i8x16.bitmask(i8x16.narrow_i16x8_s(low, high));
}

/**
 * Scans `count` units at `units`, which lies at a multiple of 16 with 16 units to read after the last one. `before` is 1
 * where white space goes before, `offset` is added to every place. Writes places where white space begins or ends to
 * `edges`, places of line ends to `breaks`, each i32; at `out` how many of each, the next `before`, and 1 for surrogates.
 */
export function scan(units: usize, count: i32, offset: i32, before: i32, edges: usize, breaks: usize, out: usize): void {
  const foreign = i16x8.splat(-128);
  const surrogate = i16x8.splat(-2048);
  let edge = edges;
  let broken = breaks;
  let surrogates: i32 = 0;
  for (let at = 0; at < count; at += 16) {
    const low = v128.load(units + 2 * at);
    const high = v128.load(units + 2 * at, 16);
    let lowSpace = plainSpace(low);
    let highSpace = plainSpace(high);
    let lowBreak = plainBreak(low);
    let highBreak = plainBreak(high);
    if (v128.any_true(v128.and(v128.or(low, high), foreign))) {
      lowSpace = v128.or(lowSpace, otherSpace(low));
      highSpace = v128.or(highSpace, otherSpace(high));
      lowBreak = v128.or(lowBreak, otherBreak(low));
      highBreak = v128.or(highBreak, otherBreak(high));
      const tops = v128.or(
        i16x8.eq(v128.and(low, surrogate), i16x8.splat(-10240)),
        i16x8.eq(v128.and(high, surrogate), i16x8.splat(-10240)),
      );
      if (v128.any_true(tops)) surrogates = 1;
    }
    const lanes: i32 = min(16, count - at);
    const valid: i32 = (1 << lanes) - 1;
    const spaces = bits(lowSpace, highSpace) & valid;
    let changes = (spaces ^ ((spaces << 1) | before)) & valid;
    before = (spaces >> (lanes - 1)) & 1;
    while (changes != 0) {
      store<i32>(edge, offset + at + ctz(changes));
      edge += 4;
      changes &= changes - 1;
    }
    let ends = bits(lowBreak, highBreak) & valid;
    while (ends != 0) {
      store<i32>(broken, offset + at + ctz(ends));
      broken += 4;
      ends &= ends - 1;
    }
  }
  store<i32>(out, i32(edge - edges) >> 2);
  store<i32>(out, i32(broken - breaks) >> 2, 4);
  store<i32>(out, before, 8);
  store<i32>(out, surrogates, 12);
}
