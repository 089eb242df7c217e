// A line of JSON, as far as it is what most lines are: one object whose values are strings, numbers, true, false or null.
// For anything else `read` says so and JSON.parse must tell. Its bytes are known to be UTF-8.

/** The rest is for JSON.parse. */
const otherwise: i32 = -1;

// Values of wanted members, one of 16 bytes each: what it is, where its bytes begin and end, and 1 where all are ASCII.
const absent: u32 = 0;
const nothing: u32 = 1;
const string: u32 = 2;
const other: u32 = 3;

let at: usize = 0;
let end: usize = 0;
let out: usize = 0;
/** At least 0x80 where the last string has more than ASCII. */
let bits: u32 = 0;

// @ts-ignore: decorator
@inline
function skipSpace(): void {
  while (at < end) {
    const byte = load<u8>(at);
    if (byte != 0x20 && byte != 0x09 && byte != 0x0a && byte != 0x0d) return;
    at++;
  }
}

/**
 * Reads the line at [line, lineEnd), with 16 bytes to read after it. `names` has for each of `count` wanted members the length of its name (u32)
 * and the name; `values` takes what they are. Strings are written to `target`, which has as much room as the line and 16 bytes more.
 * Returns where the strings end, or `otherwise`.
 */
export function read(line: usize, lineEnd: usize, names: usize, count: u32, values: usize, target: usize): i32 {
  at = line;
  end = lineEnd;
  out = target;
  memory.fill(values, 0, (count as usize) << 4);
  skipSpace();
  if (at >= end || load<u8>(at) != 0x7b) return otherwise;
  at++;
  skipSpace();
  if (at < end && load<u8>(at) == 0x7d) at++;
  else {
    for (;;) {
      if (at >= end || load<u8>(at) != 0x22) return otherwise;
      const key = out;
      if (!readString()) return otherwise;
      const length = (out - key) as u32;
      out = key;
      const value = valueNamed(names, count, key, length, values);
      skipSpace();
      if (at >= end || load<u8>(at) != 0x3a) return otherwise;
      at++;
      skipSpace();
      if (at >= end) return otherwise;
      const kind = readValue();
      if (kind == 0) return otherwise;
      if (value == 0) out = key;
      else {
        // Of two members of one name the last counts: rare, so it is left to JSON.parse.
        if (load<u32>(value) != absent) return otherwise;
        store<u32>(value, kind);
        store<u32>(value, key as u32, 4);
        store<u32>(value, out as u32, 8);
        store<u32>(value, u32(bits < 0x80), 12);
      }
      skipSpace();
      if (at >= end) return otherwise;
      const next = load<u8>(at++);
      if (next == 0x7d) break;
      if (next != 0x2c) return otherwise;
      skipSpace();
    }
  }
  skipSpace();
  return at == end ? (out as i32) : otherwise;
}

function valueNamed(names: usize, count: u32, key: usize, length: u32, values: usize): usize {
  let name = names;
  for (let n: u32 = 0; n < count; n++) {
    const size = load<u32>(name);
    if (size == length && memory.compare(name + 4, key, size as usize) == 0) return values + ((n as usize) << 4);
    name += 4 + ((size + 3) & ~3);
  }
  return 0;
}

/** What the value is; 0 where only JSON.parse can tell. */
function readValue(): u32 {
  const first = load<u8>(at);
  if (first == 0x22) return readString() ? string : 0;
  if (first == 0x6e) return readWord(0x6c6c756e, 4) ? nothing : 0;
  if (first == 0x74) return readWord(0x65757274, 4) ? other : 0;
  if (first == 0x66) return readWord(0x736c6166, 4) && readWord(0x65, 1) ? other : 0;
  return readNumber() ? other : 0;
}

function readWord(bytes: u32, length: usize): bool {
  if (at + length > end) return false;
  const found = length == 4 ? load<u32>(at) : (load<u8>(at) as u32);
  if (found != bytes) return false;
  at += length;
  return true;
}

function readNumber(): bool {
  if (load<u8>(at) == 0x2d) at++;
  const zero = at < end && load<u8>(at) == 0x30;
  const whole = readDigits();
  if (whole == 0 || (zero && whole > 1)) return false;
  if (at < end && load<u8>(at) == 0x2e) {
    at++;
    if (readDigits() == 0) return false;
  }
  if (at < end && (load<u8>(at) | 0x20) == 0x65) {
    at++;
    if (at < end && (load<u8>(at) == 0x2b || load<u8>(at) == 0x2d)) at++;
    if (readDigits() == 0) return false;
  }
  return true;
}

function readDigits(): u32 {
  let count: u32 = 0;
  while (at < end && (load<u8>(at) as u32) - 0x30 <= 9) {
    at++;
    count++;
  }
  return count;
}

/** Writes the string that begins at `at` to `out`, as UTF-8; false where it is none. */
function readString(): bool {
  at++;
  bits = 0;
  let seen = i8x16.splat(0);
  const quote = i8x16.splat(0x22);
  const backslash = i8x16.splat(0x5c);
  const firstPlain = i8x16.splat(0x20);
  for (;;) {
    const part = v128.load(at);
    const marks = v128.or(
      v128.or(i8x16.eq(part, quote), i8x16.eq(part, backslash)),
      i8x16.lt_u(part, firstPlain),
    );
    const stops = i8x16.bitmask(marks);
    // What is written beyond a mark is written again.
    v128.store(out, part);
    if (stops == 0) {
      if (at + 16 > end) return false;
      seen = v128.or(seen, part);
      at += 16;
      out += 16;
      continue;
    }
    const plain = ctz(stops) as usize;
    if ((i8x16.bitmask(part) & ((1 << (plain as i32)) - 1)) != 0) bits = 0x80;
    at += plain;
    out += plain;
    if (at >= end) return false;
    const mark = load<u8>(at++);
    if (mark == 0x22) {
      if (i8x16.bitmask(seen) != 0) bits = 0x80;
      return true;
    }
    if (mark != 0x5c || at >= end) return false;
    if (!readEscape(load<u8>(at++))) return false;
  }
  return false;
}

function readEscape(letter: u8): bool {
  let byte: u8 = 0;
  if (letter == 0x6e) byte = 0x0a;
  else if (letter == 0x22 || letter == 0x5c || letter == 0x2f) byte = letter;
  else if (letter == 0x74) byte = 0x09;
  else if (letter == 0x72) byte = 0x0d;
  else if (letter == 0x62) byte = 0x08;
  else if (letter == 0x66) byte = 0x0c;
  else if (letter == 0x75) return readUnit();
  else return false;
  store<u8>(out, byte);
  out++;
  return true;
}

/** Four digits, or twice four of a surrogate pair. Half a pair becomes U+FFFD. */
function readUnit(): bool {
  const unit = hexadecimal();
  if (unit < 0) return false;
  if ((unit & 0xf800) != 0xd800) {
    writeCodePoint(unit as u32);
    return true;
  }
  if (unit < 0xdc00 && at + 6 <= end && load<u8>(at) == 0x5c && load<u8>(at + 1) == 0x75) {
    const before = at;
    at += 2;
    const low = hexadecimal();
    if (low < 0) return false;
    if ((low & 0xfc00) == 0xdc00) {
      writeCodePoint((0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00)) as u32);
      return true;
    }
    at = before;
  }
  writeCodePoint(0xfffd);
  return true;
}

function hexadecimal(): i32 {
  if (at + 4 > end) return -1;
  let value: i32 = 0;
  for (let i = 0; i < 4; i++) {
    const byte = load<u8>(at++) as i32;
    const lower = byte | 0x20;
    let digit: i32 = -1;
    if (byte >= 0x30 && byte <= 0x39) digit = byte - 0x30;
    else if (lower >= 0x61 && lower <= 0x66) digit = lower - 0x57;
    if (digit < 0) return -1;
    value = (value << 4) | digit;
  }
  return value;
}

function writeCodePoint(codePoint: u32): void {
  bits |= codePoint >= 0x80 ? 0x80 : 0;
  if (codePoint < 0x80) {
    store<u8>(out, codePoint as u8);
    out += 1;
  } else if (codePoint < 0x800) {
    store<u8>(out, (0xc0 | (codePoint >> 6)) as u8);
    store<u8>(out, (0x80 | (codePoint & 63)) as u8, 1);
    out += 2;
  } else if (codePoint < 0x10000) {
    store<u8>(out, (0xe0 | (codePoint >> 12)) as u8);
    store<u8>(out, (0x80 | ((codePoint >> 6) & 63)) as u8, 1);
    store<u8>(out, (0x80 | (codePoint & 63)) as u8, 2);
    out += 3;
  } else {
    store<u8>(out, (0xf0 | (codePoint >> 18)) as u8);
    store<u8>(out, (0x80 | ((codePoint >> 12) & 63)) as u8, 1);
    store<u8>(out, (0x80 | ((codePoint >> 6) & 63)) as u8, 2);
    store<u8>(out, (0x80 | (codePoint & 63)) as u8, 3);
    out += 4;
  }
}
