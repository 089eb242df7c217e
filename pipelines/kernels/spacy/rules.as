// The rules of spaCy's English tokenizer for the two ends of a word and what is inside it. As
// pipelines/text/spacy/affixes.ts, infixes.ts and url.ts have them, to the last unit.

import { findIn, unitAt } from './strings';

const alpha: u32 = 1;
const lower: u32 = 2;
const upper: u32 = 4;
const icon: u32 = 8;
const quote: u32 = 16;
const punctuation: u32 = 32;
const currency: u32 = 64;
const dash: u32 = 128;

const fullStop: u32 = 0x2e;
const hyphen: u32 = 0x2d;
const ellipsis: u32 = 0x2026;
const longestMeasure: i32 = 5;
const longestAddress: i32 = 15;

/** A byte for each code point below 0x30000. */
let classes: usize = 0;
let measures: usize = 0;

export function openRules(classes_: usize, measures_: usize): void {
  classes = classes_;
  measures = measures_;
}

// @ts-ignore: decorator
@inline
function classOf(codePoint: u32): u32 {
  return codePoint < 0x30000 ? (load<u8>(classes + codePoint) as u32) : 0;
}

// @ts-ignore: decorator
@inline
function codePointAt(units: usize, at: i32): u32 {
  const unit = unitAt(units, at);
  if ((unit & 0xfc00) != 0xd800) return unit;
  const next = unitAt(units, at + 1);
  return (next & 0xfc00) != 0xdc00 ? unit : ((unit - 0xd800) << 10) + (next - 0xdc00) + 0x10000;
}

// @ts-ignore: decorator
@inline
function codePointBefore(units: usize, start: i32, end: i32): u32 {
  const last = unitAt(units, end - 1);
  if ((last & 0xfc00) != 0xdc00 || end - start < 2) return last;
  const pair = codePointAt(units, end - 2);
  return pair > 0xffff ? pair : last;
}

// @ts-ignore: decorator
@inline
function isDigit(unit: u32): bool {
  return unit - 0x30 <= 9;
}

// @ts-ignore: decorator
@inline
function runForward(units: usize, start: i32, end: i32): i32 {
  let at = start;
  while (at < end && unitAt(units, at) == fullStop) at++;
  return at - start;
}

export function prefixLength(units: usize, start: i32, end: i32): i32 {
  if (start >= end) return 0;
  const first = unitAt(units, start);
  if (first - 0x61 <= 25 || isDigit(first)) return 0;
  const codePoint = codePointAt(units, start);
  if ((classOf(codePoint) & (punctuation | quote | currency | icon)) != 0) return codePoint > 0xffff ? 2 : 1;
  // § % = — –
  if (codePoint == 0xa7 || codePoint == 0x25 || codePoint == 0x3d || codePoint == 0x2014 || codePoint == 0x2013) return 1;
  if (first == fullStop) {
    const dots = runForward(units, start, end);
    return dots > 1 ? dots : 0;
  }
  if (first == 0x2b) return start + 1 < end && isDigit(unitAt(units, start + 1)) ? 0 : 1;
  // C$ A$ US$
  if (start + 1 < end && unitAt(units, start + 1) == 0x24 && (first == 0x41 || first == 0x43)) return 2;
  const states = first == 0x55 && start + 2 < end;
  return states && unitAt(units, start + 1) == 0x53 && unitAt(units, start + 2) == 0x24 ? 3 : 0;
}

export function suffixLength(units: usize, start: i32, end: i32): i32 {
  if (start >= end) return 0;
  const last = unitAt(units, end - 1);
  if (last == fullStop) return fullStopLength(units, start, end);
  const measure = measureLength(units, start, end);
  if ((last | 0x20) == 0x73 && end - start >= 2 && isApostrophe(unitAt(units, end - 2))) return max(2, measure);
  if (last == ellipsis) return end - start >= 2 && unitAt(units, end - 2) == ellipsis ? 2 : 1;
  if (measure > 0) return measure;
  const codePoint = codePointBefore(units, start, end);
  const kind = classOf(codePoint);
  if ((kind & (punctuation | quote | icon)) != 0) return codePoint > 0xffff ? 2 : 1;
  if (codePoint == 0x2014 || codePoint == 0x2013) return 1;
  const afterDigit = end - start >= 2 && isDigit(unitAt(units, end - 2));
  return afterDigit && (last == 0x2b || (kind & currency) != 0) ? 1 : 0;
}

function fullStopLength(units: usize, start: i32, end: i32): i32 {
  let at = end;
  while (at > start && unitAt(units, at - 1) == fullStop) at--;
  if (end - at > 1) return end - at;
  if (at == start) return 0;
  const before = codePointBefore(units, start, at);
  const kind = classOf(before);
  if (isDigit(before) || (kind & (lower | punctuation | quote)) != 0) return 1;
  // % ² - + |
  if (before == 0x25 || before == 0xb2 || before == hyphen || before == 0x2b || before == 0x7c) return 1;
  const earlier = before > 0xffff ? at - 2 : at - 1;
  if (earlier == start) return 0;
  const second = codePointBefore(units, start, earlier);
  if ((kind & upper) != 0 && (classOf(second) & upper) != 0) return 1;
  const scale = before | 0x20;
  return second == 0xb0 && before < 0x80 && (scale == 0x66 || scale == 0x63 || scale == 0x6b) ? 1 : 0;
}

function measureLength(units: usize, start: i32, end: i32): i32 {
  const from = max(start, end - longestMeasure - 1);
  for (let at = end - 2; at >= from; at--) {
    if (!isDigit(unitAt(units, at))) continue;
    return findIn(measures, units, at + 1, end) != 0 ? end - at - 1 : 0;
  }
  return 0;
}

// @ts-ignore: decorator
@inline
function isApostrophe(unit: u32): bool {
  return unit == 0x27 || unit == 0x2019;
}

export function infixLength(units: usize, at: i32, start: i32, end: i32): i32 {
  const unit = unitAt(units, at);
  if ((unit | 0x20) - 0x61 <= 25 || isDigit(unit)) return 0;
  if (unit == ellipsis) return 1;
  if (unit == fullStop) {
    const dots = runForward(units, at, end);
    if (dots > 1) return dots;
    return between(units, at, start, end, lower | quote, upper | quote) ? 1 : 0;
  }
  const codePoint = codePointAt(units, at);
  const kind = classOf(codePoint);
  if ((kind & icon) != 0) return codePoint > 0xffff ? 2 : 1;
  if (at == start) return 0;
  const arithmetic = unit == 0x2b || unit == hyphen || unit == 0x2a || unit == 0x5e;
  if (arithmetic && at + 1 < end && isDigit(unitAt(units, at - 1))) {
    const next = unitAt(units, at + 1);
    if (isDigit(next) || next == hyphen) return 1;
  }
  if (unit == 0x2c) return between(units, at, start, end, alpha, alpha) ? 1 : 0;
  const joiner = unit == 0x3a || unit == 0x3c || unit == 0x3e || unit == 0x3d || unit == 0x2f;
  if ((kind & dash) == 0 && !joiner) return 0;
  if (!isDigit(unitAt(units, at - 1)) && (classOf(codePointBefore(units, start, at)) & alpha) == 0) return 0;
  if ((kind & dash) != 0) return dashLength(units, at, end);
  return letterFollows(units, at + 1, end) ? 1 : 0;
}

function dashLength(units: usize, at: i32, end: i32): i32 {
  const sign = unitAt(units, at);
  const most = sign == hyphen ? 3 : sign == 0x2014 ? 2 : 1;
  for (let length = 1; length <= most; length++) {
    if (letterFollows(units, at + length, end)) return length;
    if (unitAt(units, at + length) != sign) return 0;
  }
  return 0;
}

// @ts-ignore: decorator
@inline
function letterFollows(units: usize, at: i32, end: i32): bool {
  return at < end && (classOf(codePointAt(units, at)) & alpha) != 0;
}

// @ts-ignore: decorator
@inline
function between(units: usize, at: i32, start: i32, end: i32, before: u32, after: u32): bool {
  if (at == start || at + 1 >= end) return false;
  if ((classOf(codePointBefore(units, start, at)) & before) == 0) return false;
  return (classOf(codePointAt(units, at + 1)) & after) != 0;
}

export const no: i32 = 0;
export const yes: i32 = 1;
export const unsure: i32 = 2;

/** Whether a word is a URL. `unsure` where it has a scheme or a port, or may have the address of a machine. */
export function isUrl(units: usize, start: i32, end: i32): i32 {
  let stops = false;
  for (let at = start; at < end; at++) {
    const unit = unitAt(units, at);
    if (unit == fullStop) stops = true;
    if (unit == 0x3a && at + 2 < end && unitAt(units, at + 1) == 0x2f && unitAt(units, at + 2) == 0x2f) return unsure;
  }
  if (!stops) return no;
  const whole = isHost(units, start, end);
  if (whole != no) return whole;
  for (let at = start + 1; at < end; at++) {
    if (unitAt(units, at) != 0x40) continue;
    const behind = isHost(units, at + 1, end);
    if (behind != no) return behind;
  }
  return no;
}

function isHost(units: usize, start: i32, end: i32): i32 {
  let at = start;
  let numeric = true;
  let stops = 0;
  while (at < end) {
    const unit = unitAt(units, at);
    if (unit == 0x3a || unit == 0x2f || unit == 0x3f || unit == 0x23 || unit == 0x40) break;
    if (unit == fullStop) stops++;
    else if (unit < 0x80 && !isDigit(unit)) numeric = false;
    at++;
  }
  const delimiter: u32 = at < end ? unitAt(units, at) : 0;
  if (delimiter == 0x40) return no;
  if (numeric && stops == 3 && at - start <= longestAddress) return unsure;
  if (!isDomain(units, start, at)) return no;
  return delimiter == 0x3a ? unsure : yes;
}

function isDomain(units: usize, start: i32, end: i32): bool {
  let lastStop = end - 1;
  while (lastStop > start && unitAt(units, lastStop) != fullStop) lastStop--;
  if (lastStop <= start) return false;
  for (let label = start; label <= lastStop; ) {
    let at = label;
    while (at < lastStop && isHostUnit(unitAt(units, at))) at++;
    if (unitAt(units, at) != fullStop || at == label || at - label > 64) return false;
    if (isJoint(unitAt(units, label)) || isJoint(unitAt(units, at - 1))) return false;
    label = at + 1;
  }
  let letters = 0;
  for (let at = lastStop + 1; at < end; letters++) {
    const codePoint = codePointAt(units, at);
    if ((classOf(codePoint) & lower) == 0 || letters == 63) return false;
    at += codePoint > 0xffff ? 2 : 1;
  }
  return letters >= 2;
}

// @ts-ignore: decorator
@inline
function isHostUnit(unit: u32): bool {
  if (unit >= 0xa1) return (unit & 0xf800) != 0xd800;
  return isDigit(unit) || (unit | 0x20) - 0x61 <= 25 || isJoint(unit);
}

// @ts-ignore: decorator
@inline
function isJoint(unit: u32): bool {
  return unit == 0x2d || unit == 0x5f;
}
