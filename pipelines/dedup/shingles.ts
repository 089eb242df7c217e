import { characterClasses, space } from '../text/character-class.ts';
import { openView, type TextView, type WordSplitting } from '../text/text-view.ts';
import { mix } from './mix.ts';
import { radixSort } from './radix-sort.ts';

/** How a text is cut into the words of shingles: a rule for words, or each character that is not white space. */
export type ShingleWords = WordSplitting | 'characters';

/**
 * A text's shingles (runs of `length` words) as a set: sorted, unique 32-bit hashes. Empty where the text has fewer
 * words than a shingle.
 *
 * Two different shingles have equal hashes with a probability of 2⁻³²: among the 9 million pairs of two documents of
 * 3,000 shingles each, one in 480 times, which then moves their similarity by about 2 / 3,000.
 * Cost: linear in words and in `length`; working memory of 12 bytes a word, kept for the next call up to 2 MiB.
 */
export function shingleSet(text: string, words: ShingleWords, length: number): Uint32Array {
  const hashes = wordHashes(text, words);
  const count = hashes.length - length + 1;
  if (count <= 0) return new Uint32Array();
  const shingles = new Uint32Array(count);
  for (let first = 0; first < count; first++) {
    let hash = 0;
    for (let i = first; i < first + length; i++) hash = turn(Math.imul(hash + (hashes[i] as number), factor));
    shingles[first] = mix(hash);
  }
  radixSort(shingles, count <= keptSpare.length ? keptSpare : new Uint32Array(count));
  return unique(shingles);
}

function wordHashes(text: string, words: ShingleWords): Uint32Array {
  if (words === 'whitespace') return hashesBetweenSpaces(text);
  if (words === 'characters') return characterHashes(text);
  return spanHashes(openView(text, words));
}

const factor = 0x9e3779b1;

/** Rotates by 13 bits: keeps the steps of a hash from adding up to one polynomial, in which swapped words collide. */
function turn(value: number): number {
  return (value << 13) | (value >>> 19);
}

/** A hash for each word of Python's `str.split()`. */
function hashesBetweenSpaces(text: string): Uint32Array {
  const hashes = scratch((text.length >> 1) + 2);
  let count = 0;
  let hash = 0;
  let before = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    // −1 in a word and 0 at a space: without a branch, which no processor can foresee here, this is twice as fast.
    const inside = (((characterClasses[unit] as number) & space) - 1) >> 31;
    hashes[count] = hash;
    count += before & ~inside;
    hash = turn(Math.imul(hash + unit, factor)) & inside;
    before = inside & 1;
  }
  hashes[count] = hash;
  return finished(hashes, count + before);
}

function characterHashes(text: string): Uint32Array {
  const hashes = scratch(text.length);
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const codePoint = text.codePointAt(i) ?? 0;
    if (codePoint > 0xffff) i++;
    if (((characterClasses[codePoint] ?? 0) & space) === 0) hashes[count++] = Math.imul(codePoint, factor);
  }
  return finished(hashes, count);
}

function spanHashes({ codeUnits, wordSpans }: TextView): Uint32Array {
  const count = wordSpans.length >> 1;
  const hashes = scratch(count);
  for (let k = 0; k < count; k++) {
    const end = wordSpans[2 * k + 1] as number;
    let hash = 0;
    for (let i = wordSpans[2 * k] as number; i < end; i++) {
      hash = turn(Math.imul(hash + (codeUnits[i] as number), factor));
    }
    hashes[k] = hash;
  }
  return finished(hashes, count);
}

function finished(hashes: Uint32Array, count: number): Uint32Array {
  for (let i = 0; i < count; i++) hashes[i] = mix(hashes[i] as number);
  return hashes.subarray(0, count);
}

function unique(sorted: Uint32Array): Uint32Array {
  let count = 0;
  for (let i = 0; i < sorted.length; i++) {
    if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[count++] = sorted[i] as number;
  }
  return sorted.subarray(0, count);
}

const keptHashes = new Uint32Array(1 << 18);
const keptSpare = new Uint32Array(1 << 18);

function scratch(length: number): Uint32Array {
  return length <= keptHashes.length ? keptHashes : new Uint32Array(length);
}
