// Runs without white space cut into spaCy's tokens, as pipelines/text/spacy/chunk-tokens.ts cuts them.

import { infixLength, isUrl, openRules, prefixLength, suffixLength, unsure, yes } from './rules';
import { addTo, findIn, unitAt } from './strings';

let exceptions: usize = 0;
let symbols: usize = 0;
/** Ends of tokens that were taken off a word's end: room for one for each of its units. */
let suffixEnds: usize = 0;

export function openTokenizer(
  classes: usize,
  measures: usize,
  exceptions_: usize,
  symbols_: usize,
  suffixEnds_: usize,
): void {
  openRules(classes, measures);
  exceptions = exceptions_;
  symbols = symbols_;
  suffixEnds = suffixEnds_;
}

/** Adds a record to a set of strings that `openTokenizer` was told of. */
export function addString(set: usize, record: usize): void {
  addTo(set, record, record + 8 + ((load<u16>(record, 4) as usize) << 1));
}

/** Where the next token goes: pairs (start, end) of i32, and the number that phrases know it by, a byte. */
let tokens: usize = 0;
let marks: usize = 0;
let count: usize = 0;
let last: i32 = 0;

/** Tokens go to `tokens_` and `marks_` from the `count_`th on. */
export function beginTokens(tokens_: usize, marks_: usize, count_: u32): void {
  tokens = tokens_;
  marks = marks_;
  count = count_ as usize;
}

export function tokenCount(): u32 {
  return count as u32;
}

// @ts-ignore: decorator
@inline
export function pushToken(start: i32, end: i32, mark: u32): void {
  store<i32>(tokens + (count << 3), start);
  store<i32>(tokens + (count << 3), end, 4);
  store<u8>(marks + count, mark as u8);
  count++;
}

// @ts-ignore: decorator
@inline
function pushUntil(units: usize, end: i32): void {
  const symbol = findIn(symbols, units, last, end);
  pushToken(last, end, symbol == 0 ? 0 : (load<u16>(symbol, 2) as u32));
  last = end;
}

/** Pushes the tokens of the run [start, end); false, and none, where only the other code knows whether a part is a URL. */
export function pushTokens(units: usize, start: i32, end: i32): bool {
  const before = count;
  last = start;
  let from = start;
  let to = end;
  let exception = findIn(exceptions, units, from, to);
  if (exception == 0 && isPlain(units, from, to)) {
    pushUntil(units, to);
    return true;
  }
  let taken: usize = 0;
  while (from < to && exception == 0) {
    const prefix = prefixLength(units, from, to);
    const suffix = suffixLength(units, from + prefix, to);
    if (prefix == 0 && suffix == 0) break;
    const afterPrefix = prefix > 0 ? findIn(exceptions, units, from + prefix, to) : 0;
    const beforeSuffix = afterPrefix == 0 && suffix > 0 ? findIn(exceptions, units, from, to - suffix) : 0;
    if (prefix > 0 && beforeSuffix == 0) {
      from += prefix;
      pushUntil(units, from);
    }
    if (suffix > 0 && afterPrefix == 0) {
      store<i32>(suffixEnds + (taken << 2), to);
      taken++;
      to -= suffix;
    }
    exception = afterPrefix != 0 ? afterPrefix : beforeSuffix;
    if (exception == 0) exception = findIn(exceptions, units, from, to);
  }
  if (exception != 0) {
    const parts = load<u16>(exception, 4) as usize;
    for (let k: usize = 0; k < parts; k++) {
      from += load<u16>(exception + 8 + (k << 1));
      pushUntil(units, from);
    }
  } else if (from < to && !pushMiddle(units, from, to)) {
    count = before;
    return false;
  }
  while (taken > 0) pushUntil(units, load<i32>(suffixEnds + (--taken << 2)));
  return true;
}

// @ts-ignore: decorator
@inline
function isPlain(units: usize, start: i32, end: i32): bool {
  // Eight at a time; what is read behind the end does not count.
  for (let at = start; at < end; at += 8) {
    const letters = i16x8.sub(v128.or(v128.load(units + ((at as usize) << 1)), i16x8.splat(0x20)), i16x8.splat(0x61));
    const others = i16x8.bitmask(i16x8.gt_u(letters, i16x8.splat(25)));
    const lanes = min(8, end - at);
    if ((others & ((1 << lanes) - 1)) != 0) return false;
  }
  return true;
}

function pushMiddle(units: usize, start: i32, end: i32): bool {
  const url = isUrl(units, start, end);
  if (url == unsure) return false;
  if (url == yes) {
    pushUntil(units, end);
    return true;
  }
  let token = start;
  for (let at = start; at < end; ) {
    const length = infixLength(units, at, start, end);
    if (length > 0 && at != start) {
      if (at != token) pushUntil(units, at);
      token = at + length;
      pushUntil(units, token);
    }
    at += max(1, length);
  }
  if (token < end) pushUntil(units, end);
  return true;
}
