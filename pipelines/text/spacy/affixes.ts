import { codePointAt } from '../code-units.ts';
import { currency, englishClassOf, icon, lower, punctuation, quote, upper } from './character-classes.ts';

const fullStop = 0x2e;
const ellipsis = 0x2026;
const degree = 0xb0;

/** Currency and units of measure that are split off after a digit. */
export const unitsOfMeasure: ReadonlySet<string> = new Set(
  (
    'US$ C$ A$ km km² km³ m m² m³ dm dm² dm³ cm cm² cm³ mm mm² mm³ ha µm nm yd in ft kg g mg µg t lb oz m/s km/h kmh ' +
    'mph hPa Pa mbar mb MB kb KB gb GB tb TB T G M K % км км² км³ м м² м³ дм дм² дм³ см см² см³ мм мм² мм³ нм кг г мг ' +
    'м/с км/ч кПа Па мбар Кб КБ кб Мб МБ мб Гб ГБ гб Тб ТБ тбكم كم كم² كم³ م م² م³ سم سم² سم³ مم مم² مم³ غرام جرام جم ' +
    'كغ ملغ كوب اكواب'
  ).split(' '),
);
const longestUnit = 5;

const prefixSigns: ReadonlySet<number> = new Set([...'§%=—–'].map(codeOf));
const suffixSigns: ReadonlySet<number> = new Set([...'—–'].map(codeOf));
/** What a full stop may be split off after, beside lower-case letters, digits, punctuation and quotes. */
const beforeFullStop: ReadonlySet<number> = new Set([...'%²-+|'].map(codeOf));
const temperatureScales: ReadonlySet<number> = new Set([...'FfCcKk'].map(codeOf));

/** Units at the start of [start, end) that are split off as one token; 0 where there are none. */
export function prefixLength(units: Uint16Array, start: number, end: number): number {
  if (start >= end) return 0;
  const first = units[start] ?? 0;
  if ((first >= 0x61 && first <= 0x7a) || (first >= 0x30 && first <= 0x39)) return 0;
  const codePoint = codePointAt(units, start);
  const classes = englishClassOf(codePoint);
  if ((classes & (punctuation | quote | currency | icon)) !== 0) return codePoint > 0xffff ? 2 : 1;
  if (prefixSigns.has(codePoint)) return 1;
  if (first === fullStop) {
    const dots = runForward(units, start, end);
    return dots > 1 ? dots : 0;
  }
  if (first === 0x2b) return start + 1 < end && isDigit(units[start + 1] ?? 0) ? 0 : 1;
  if (units[start + 1] === 0x24 && start + 1 < end && (first === 0x41 || first === 0x43)) return 2;
  return first === 0x55 && start + 2 < end && units[start + 1] === 0x53 && units[start + 2] === 0x24 ? 3 : 0;
}

/** Units at the end of [start, end) that are split off as one token, the most that any rule takes; 0 where none does. */
export function suffixLength(units: Uint16Array, start: number, end: number): number {
  if (start >= end) return 0;
  const last = units[end - 1] ?? 0;
  if (last === fullStop) return fullStopLength(units, start, end);
  const measure = measureLength(units, start, end);
  if ((last === 0x73 || last === 0x53) && end - start >= 2 && isApostrophe(units[end - 2] ?? 0))
    return Math.max(2, measure);
  if (last === ellipsis) return end - start >= 2 && units[end - 2] === ellipsis ? 2 : 1;
  if (measure > 0) return measure;
  const codePoint = codePointBefore(units, start, end);
  const classes = englishClassOf(codePoint);
  if ((classes & (punctuation | quote | icon)) !== 0) return codePoint > 0xffff ? 2 : 1;
  if (suffixSigns.has(codePoint)) return 1;
  const afterDigit = end - start >= 2 && isDigit(units[end - 2] ?? 0);
  return afterDigit && (last === 0x2b || (classes & currency) !== 0) ? 1 : 0;
}

/** True for 0 to 9 only: other scripts' digits are not digits to these rules. */
export function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

/** The code point that ends at `end`, not looking before `start`. */
export function codePointBefore(units: Uint16Array, start: number, end: number): number {
  const last = units[end - 1] ?? 0;
  if (last < 0xdc00 || last > 0xdfff || end - start < 2) return last;
  const pair = codePointAt(units, end - 2);
  return pair > 0xffff ? pair : last;
}

/** Full stops from `start` on. */
export function runForward(units: Uint16Array, start: number, end: number): number {
  let at = start;
  while (at < end && units[at] === fullStop) at++;
  return at - start;
}

function fullStopLength(units: Uint16Array, start: number, end: number): number {
  let at = end;
  while (at > start && units[at - 1] === fullStop) at--;
  if (end - at > 1) return end - at;
  if (at === start) return 0;
  const before = codePointBefore(units, start, at);
  const classes = englishClassOf(before);
  if (isDigit(before) || (classes & (lower | punctuation | quote)) !== 0 || beforeFullStop.has(before)) return 1;
  const earlier = before > 0xffff ? at - 2 : at - 1;
  if (earlier === start) return 0;
  const second = codePointBefore(units, start, earlier);
  if ((classes & upper) !== 0 && (englishClassOf(second) & upper) !== 0) return 1;
  return second === degree && temperatureScales.has(before) ? 1 : 0;
}

/** Units after the last digit where they are a unit of measure. No unit of measure has a digit in it. */
function measureLength(units: Uint16Array, start: number, end: number): number {
  const from = Math.max(start, end - longestUnit - 1);
  for (let at = end - 2; at >= from; at--) {
    if (!isDigit(units[at] ?? 0)) continue;
    const measure = String.fromCharCode(...units.subarray(at + 1, end));
    return unitsOfMeasure.has(measure) ? end - at - 1 : 0;
  }
  return 0;
}

function isApostrophe(unit: number): boolean {
  return unit === 0x27 || unit === 0x2019;
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}
