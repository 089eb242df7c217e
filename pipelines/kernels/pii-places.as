// Places of a text where personal data or a secret may be: the digits, marks and capitals that pipelines/pii/find-pii.ts
// starts from, without those whose few neighbours say already that its finders give nothing there.

/** Flags in the table of pairs of units below 128: what the pair stands beside. */
const beforeToken: u8 = 1;
const beforeAssignment: u8 = 2;
const afterA: u8 = 4;

const longRun: i32 = 11;
const ideographs: i16 = 0x4e00;

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

/** Digits, `:`, `-`, `=`, `@`, `A`, `B`, `J`, `_`. */
// @ts-ignore: decorator
@inline
function marks(v: v128): v128 {
  const numbers = v128.or(within(v, 0x30, 10), within(v, 0x40, 2));
  const joints = v128.or(equal(v, 0x2d), equal(v, 0x3d));
  return v128.or(v128.or(numbers, joints), v128.or(equal(v, 0x4a), equal(v, 0x5f)));
}

// @ts-ignore: decorator
@inline
function bits(low: v128, high: v128): i32 {
  return i8x16.bitmask(i8x16.narrow_i16x8_s(low, high));
}

// @ts-ignore: decorator
@inline
function isDigit(unit: u32): bool {
  return unit - 0x30 <= 9;
}

// @ts-ignore: decorator
@inline
function isCapital(unit: u32): bool {
  return unit - 0x41 <= 25;
}

// @ts-ignore: decorator
@inline
function isWordUnit(unit: u32): bool {
  return isDigit(unit) || (unit | 0x20) - 0x61 <= 25 || unit == 0x5f;
}

// @ts-ignore: decorator
@inline
function isHexDigit(unit: u32): bool {
  return isDigit(unit) || (unit | 0x20) - 0x61 <= 5;
}

function isPair(table: usize, first: u32, second: u32, flag: u8): bool {
  return (first | second) < 128 && (load<u8>(table + (first << 7) + second) & flag) != 0;
}

function isNumber(at: usize): bool {
  const before: u32 = load<u16>(at - 2);
  if (isDigit(before)) return false;
  if (isCapital(before)) return isCapital(load<u16>(at - 4));
  if (isWordUnit(before)) return false;
  if (before == 0x2b) return true;
  let digits: i32 = 1;
  while (digits < longRun && isDigit(load<u16>(at + 2 * digits))) digits++;
  if (digits == longRun) return true;
  if (digits > 4) return false;
  const after: u32 = load<u16>(at + 2 * digits);
  if (after == 0x29) return digits == 3;
  if (after != 0x2d && after != 0x2e && after != 0x20) return false;
  const next: u32 = load<u16>(at + 2 * digits + 2);
  return isDigit(next) || (digits == 1 && next == 0x28);
}

/** Whether the name before a `=` or `:` may end as that of a secret does. */
function isAssignment(at: usize, table: usize): bool {
  let end = at;
  if (load<u16>(end - 2) == 0x3a) end -= 2;
  while (at - end < 6) {
    const unit: u32 = load<u16>(end - 2);
    if (unit != 0x20 && unit != 9 && unit != 0x22 && unit != 0x27 && unit != 0x60) break;
    end -= 2;
  }
  return isPair(table, load<u16>(end - 4) | 0x20, load<u16>(end - 2) | 0x20, beforeAssignment);
}

/** Whether the four units before a colon are the first group of a global IPv6 address. */
function isGroup(at: usize): bool {
  const first: u32 = load<u16>(at - 8);
  if (first != 0x32 && first != 0x33) return false;
  return isHexDigit(load<u16>(at - 6)) && isHexDigit(load<u16>(at - 4)) && isHexDigit(load<u16>(at - 2));
}

function isPlace(at: usize, table: usize): bool {
  const unit: u32 = load<u16>(at);
  if (isDigit(unit)) return isNumber(at);
  const before: u32 = load<u16>(at - 2);
  switch (unit) {
    case 0x40:
      return true;
    case 0x3a:
      return isGroup(at) || isAssignment(at, table);
    case 0x3d:
      return isAssignment(at, table);
    case 0x2d:
    case 0x5f:
      return isPair(table, load<u16>(at - 4), before, beforeToken);
  }
  if (before > (ideographs as u32)) return true;
  if (unit == 0x41) return isPair(table, load<u16>(at, 2), load<u16>(at, 4), afterA);
  return unit == 0x42 ? before == 0x2d : unit == 0x4a && before == 0x79;
}

/**
 * Scans `count` units at `units`, with 16 units to read before them and 32 behind: those of the text, or 0 where it ends.
 * `offset` is added to every place. Writes places, rising, to `out`, each i32; gives how many.
 */
export function scan(units: usize, count: i32, offset: i32, table: usize, out: usize): i32 {
  const ideograph = i16x8.splat(ideographs);
  let end = out;
  for (let at = 0; at < count; at += 16) {
    const here = units + 2 * at;
    const low = v128.load(here);
    const high = v128.load(here, 16);
    let lowMarks = marks(low);
    let highMarks = marks(high);
    const foreign = v128.or(i16x8.gt_u(low, ideograph), i16x8.gt_u(high, ideograph));
    if (v128.any_true(foreign) || (load<u16>(here - 2) as u32) > (ideographs as u32)) {
      lowMarks = v128.or(lowMarks, within(low, 0x41, 25));
      highMarks = v128.or(highMarks, within(high, 0x41, 25));
    }
    const lanes: i32 = min(16, count - at);
    let left: i32 = bits(lowMarks, highMarks) & ((1 << lanes) - 1);
    while (left != 0) {
      const lane = ctz(left);
      left &= left - 1;
      if (!isPlace(here + 2 * lane, table)) continue;
      store<i32>(end, offset + at + lane);
      end += 4;
    }
  }
  return ((end - out) >>> 2) as i32;
}
