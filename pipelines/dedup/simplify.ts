import { classOf, space as whiteSpace } from '../text/character-class.ts';

/** What is done to a text before it is cut into shingles. */
export type Simplification = 'simplify' | 'none';

/**
 * Text without the differences that do not make two documents different. In this order: lower case; each number, with
 * one decimal part after a separator, to `0`; punctuation and control characters to spaces; white space folded to
 * single spaces and trimmed; NFD without nonspacing marks (`Mn`); trimmed again.
 *
 * Equals `simplify_text` of datatrove 0.10.1 (`utils/text.py`) but for characters that only one of Python and Node
 * knows, and for the order of musical stems (U+1D165…), which NFD would sort.
 * Cost: one pass; working memory of 2 bytes a code unit, kept for the next call up to 2 MiB.
 */
export function simplify(text: string): string {
  // The final sigma is the one letter whose lower case depends on its neighbours.
  const source = text.includes('Σ') ? text.toLowerCase() : text;
  let units = scratch(source.length);
  let length = 0;
  let before = space;
  for (let i = 0; i < source.length; i++) {
    const unit = source.charCodeAt(i);
    const image = images[unit] as number;
    if (image >= space) {
      // Without a branch on the space, which no processor can foresee, this is twice as fast.
      units[length] = image;
      length += (image | before) === space ? 0 : 1;
      before = image;
      continue;
    }
    if (image === unknown) {
      images[unit] = imageOf(unit);
      i--;
      continue;
    }
    // White space is folded before marks are removed, so a removed mark still parts two spaces.
    before = zero;
    if (image === removed) continue;
    const codePoint = source.codePointAt(i) ?? unit;
    if (image === digit || (codePoint > 0xffff && isDigit(codePoint))) {
      units[length++] = zero;
      i = endOfNumber(source, i) - 1;
      continue;
    }
    const parts = expansions.get(codePoint) ?? decompose(codePoint);
    if (codePoint > 0xffff) i++;
    units = withRoom(units, length, parts.length + source.length - i);
    for (let part = 0; part < parts.length; part++) units[length++] = parts.charCodeAt(part);
  }
  return trimmedText(units, length);
}

/**
 * What a code unit becomes, wherever it stands: a unit, or 1 where nothing, 2 for a digit, and 3 where the units around it
 * are part of the answer, or several come of it.
 */
export function simplifiedUnit(unit: number): number {
  // The final sigma, as above.
  if (unit === 0x3a3) return several;
  const image = images[unit] as number;
  if (image !== unknown) return image;
  const found = imageOf(unit);
  images[unit] = found;
  return found;
}

/**
 * The units that come of a code point whose image is 3, wherever it stands; undefined where that hangs on those around it.
 */
export function simplifiedAlone(codePoint: number): string | undefined {
  if (codePoint === 0x3a3 || (codePoint > 0xffff && isDigit(codePoint))) return undefined;
  return expansions.get(codePoint) ?? decompose(codePoint);
}

// Images that are not the code unit to write: control characters become spaces, so their numbers are free.
const unknown = 0;
const removed = 1;
const digit = 2;
const several = 3;

const space = 0x20;
const zero = 0x30;

/** What each code unit becomes, found when it is first met. */
const images = new Uint16Array(0x10000).fill(unknown);

/** What code units whose image is `several` become: Hangul syllables, mainly. */
const expansions = new Map<number, string>();

function imageOf(unit: number): number {
  if (unit >= 0xd800 && unit <= 0xdfff) return several;
  if (isDigit(unit)) return digit;
  const character = String.fromCharCode(unit);
  if ((classOf(unit) & whiteSpace) !== 0 || punctuation.has(character) || isControl(unit)) return space;
  const parts = decompose(unit);
  if (parts.length === 0) return removed;
  if (parts.length === 1) return parts.charCodeAt(0);
  expansions.set(unit, parts);
  return several;
}

function decompose(codePoint: number): string {
  return String.fromCodePoint(codePoint)
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '');
}

/** The characters of datatrove's `PUNCTUATION`, without the controls. */
const punctuation: ReadonlySet<string> = new Set(
  '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~«´»–—’“”„…∶━►、。〈〉《》「」【】！％（），．１：；？～',
);

function isControl(unit: number): boolean {
  return unit < 0x20 || (unit >= 0x7f && unit < 0xa0);
}

function isDigit(codePoint: number): boolean {
  return codePoint < 0x80 ? codePoint >= 0x30 && codePoint <= 0x39 : /\p{Nd}/u.test(String.fromCodePoint(codePoint));
}

const decimalSeparators: ReadonlySet<number> = new Set(Array.from('.,،٫⎖⎗⎘', (each) => each.charCodeAt(0)));

/** Where the match of `\p{Nd}+([.,،٫⎖⎗⎘]\p{Nd}+)?` that begins at `start` ends. */
function endOfNumber(text: string, start: number): number {
  const whole = endOfDigits(text, start);
  if (!decimalSeparators.has(text.charCodeAt(whole))) return whole;
  const end = endOfDigits(text, whole + 1);
  return end > whole + 1 ? end : whole;
}

function endOfDigits(text: string, start: number): number {
  let end = start;
  while (end < text.length) {
    const codePoint = text.codePointAt(end) ?? 0;
    if (!isDigit(codePoint)) break;
    end += codePoint > 0xffff ? 2 : 1;
  }
  return end;
}

const keptUnits = new Uint16Array(1 << 20);

function scratch(length: number): Uint16Array {
  return length < keptUnits.length ? keptUnits : new Uint16Array(length + 1);
}

function withRoom(units: Uint16Array, length: number, more: number): Uint16Array {
  if (length + more <= units.length) return units;
  const larger = new Uint16Array(2 * (length + more));
  larger.set(units.subarray(0, length));
  return larger;
}

function trimmedText(units: Uint16Array, length: number): string {
  let start = 0;
  let end = length;
  while (start < end && units[start] === space) start++;
  while (end > start && units[end - 1] === space) end--;
  return Buffer.from(units.buffer, units.byteOffset + 2 * start, 2 * (end - start)).toString('utf16le');
}
