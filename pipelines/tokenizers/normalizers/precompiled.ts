import { classOf, namedSet, union } from '../unicode/character-set.ts';
import { invalid } from '../unsupported-file.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Opens sentencepiece's `precompiled_charsmap`: a double array of byte strings, and what replaces each.
 *
 * As in `tokenizers`, a grapheme below 6 bytes is looked up as a whole, of which the shortest known beginning decides;
 * of any other each character is. Throws MillraceError `tokenizer-invalid`. Cost: linear.
 * Source: `DoubleArray` of Darts-clone and `Precompiled` of the crate `spm_precompiled`.
 */
export function openPrecompiled(base64: string, at: string): (text: string) => string {
  const find = openTable(Buffer.from(base64, 'base64'), at);
  const known = new Map<string, string>();
  const mapped = (character: string): string => {
    let replacement = known.get(character);
    if (replacement === undefined) {
      replacement = find(character) ?? character;
      if (known.size < mostKnown) known.set(character, replacement);
    }
    return replacement;
  };

  function plainText(text: string): string {
    let normalized = '';
    for (const character of text) normalized += mapped(character);
    return normalized;
  }

  function joinedText(text: string): string {
    if (!mayBeShort(text)) return plainText(text);
    let normalized = '';
    for (const { segment } of graphemes.segment(text)) {
      const whole = segment.length < 6 && Buffer.byteLength(segment) < 6 ? find(segment) : undefined;
      normalized += whole ?? plainText(segment);
    }
    return normalized;
  }

  return (text) => {
    let normalized = '';
    let end = 0;
    for (const run of joinedRuns(text)) {
      normalized += plainText(text.slice(end, run.start)) + joinedText(text.slice(run.start, run.end));
      end = run.end;
    }
    return normalized + plainText(text.slice(end));
  };
}

const mostKnown = 2 ** 16;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
let joining: RegExp | undefined;
let short: RegExp | undefined;

/** Characters that join the one before or after; others that do, such as Hangul's, make graphemes of 6 bytes and more. */
function joiningClass(): string {
  const named = ['M', 'Cf'].map((name) => namedSet(name) ?? []);
  const others = [0x0d, 0x0e, 0x0e33, 0x0e34, 0x0eb3, 0x0eb4, 0xff9e, 0xffa0, 0x1f3fb, 0x1f400];
  return classOf(union(...named, others));
}

/**
 * Whether two characters that may be one grapheme have less than 6 bytes, for which one of them is below U+0800: the
 * segmenter is slow, and what is written in Devanagari and its kin has none.
 */
function mayBeShort(text: string): boolean {
  short ??= new RegExp(
    `[\\0-\\u07ff]${joiningClass()}|(?=[\\0-\\u07ff])${joiningClass()}|[\\r\\p{Cf}][\\0-\\u07ff]`,
    'u',
  );
  return short.test(text);
}

/**
 * Runs in which graphemes of more than one character may lie: joining characters with at most one other between them, and
 * one before and after. No pattern finds a run as a whole, since it would need stack for each of its characters.
 */
function* joinedRuns(text: string): Generator<{ readonly start: number; readonly end: number }> {
  joining ??= new RegExp(joiningClass(), 'gu');
  let start = -1;
  let end = 0;
  for (const { 0: character, index } of text.matchAll(joining)) {
    if (start < 0 || index > end) {
      if (start >= 0) yield { start, end };
      start = index > end ? placeBefore(text, index) : index;
    }
    end = placeAfter(text, index + character.length);
  }
  if (start >= 0) yield { start, end };
}

/** Where the character begins that ends before a place, and where the one ends that begins there. */
function placeBefore(text: string, at: number): number {
  return at - ((text.codePointAt(at - 2) ?? 0) > 0xffff ? 2 : 1);
}

function placeAfter(text: string, at: number): number {
  return Math.min(text.length, at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1));
}

/** The replacement of the shortest string in the table that a text begins with. */
function openTable(file: Buffer, at: string): (text: string) => string | undefined {
  const broken = invalid(at, 'a table of sentencepiece');
  if (file.length < 4) throw broken;
  const size = file.readUInt32LE(0) >>> 2;
  const bytes = file.subarray(4 + size * 4);
  if (file.length < 4 + size * 4 || size === 0) throw broken;
  const units = Uint32Array.from({ length: size }, (_, index) => file.readUInt32LE(4 + index * 4));
  const offsetOf = (unit: number): number => (unit >>> 10) << ((unit & 0x200) >>> 6);
  return (text) => {
    let place = offsetOf(units[0] as number);
    for (const byte of encoder.encode(text)) {
      if (byte === 0) return undefined;
      place ^= byte;
      const unit = units[place];
      if (unit === undefined || (unit & 0x800000ff) >>> 0 !== byte) return undefined;
      place ^= offsetOf(unit);
      if (((unit >>> 8) & 1) === 1) {
        const start = (units[place] ?? 0) & 0x7fffffff;
        const end = bytes.indexOf(0, start);
        return decoder.decode(bytes.subarray(start, end < 0 ? bytes.length : end));
      }
    }
    return undefined;
  };
}
