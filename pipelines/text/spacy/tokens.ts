import { characterClasses, space } from '../character-class.ts';
import { newIntList } from '../int-list.ts';
import { reusedBytes, reusedInts } from '../reused-ints.ts';
import { allocateInts } from '../slab.ts';
import type { Spans } from '../span-list.ts';
import { scanText } from '../text-scan.ts';
import {
  chunkTokensEnd,
  chunkTokensStart,
  findChunk,
  hashWith,
  keepChunk,
  keptChunks,
  keptLength,
} from './chunk-cache.ts';
import { tokenizeChunk } from './chunk-tokens.ts';
import { exceptionOf, findPhrases, symbolOf } from './exception-phrases.ts';

const tokenMemory = reusedInts();
const symbolMemory = reusedBytes();
const joinedMemory = reusedInts();
const newEnds = newIntList();
const newTokens = new Uint16Array(keptLength);

/** Tokens of the text in work, as spans, and for each the number that phrases know it by. No text has more than units. */
let tokens: Int32Array = new Int32Array(0);
let symbols: Uint8Array = new Uint8Array(0);
let count = 0;

/**
 * Tokens of spaCy 3.8's blank English tokenizer, good until the next call. White space between chunks is a token too, except
 * one space alone; {@link spacyWords} leaves it out.
 */
export function spacyTokens(text: string, units: Uint16Array): Spans {
  const end = units.length;
  tokens = tokenMemory(2 * end);
  symbols = symbolMemory(end);
  count = 0;
  const { words: chunks } = scanText(units);
  let spaces = 0;
  for (let k = 0; k < chunks.length; k += 2) {
    const start = chunks[k] as number;
    const chunkEnd = chunks[k + 1] as number;
    if (start > spaces) addToken(spaces, start, 0);
    addChunk(text, units, start, chunkEnd);
    spaces = units[chunkEnd] === 0x20 ? chunkEnd + 1 : chunkEnd;
  }
  if (end > spaces) addToken(spaces, end, 0);
  return joinPhrases(end);
}

/** The words of spaCy 3.8's blank English tokenizer: its tokens without those of white space. */
export function spacyWords(text: string, units: Uint16Array): Spans {
  const all = spacyTokens(text, units);
  let used = 0;
  for (let k = 0; k < all.length; k += 2) {
    const start = all[k] as number;
    all[used] = start;
    all[used + 1] = all[k + 1] as number;
    used += isSpaceUnit(units[start] as number) ? 0 : 2;
  }
  const words = allocateInts(used);
  words.set(all.subarray(0, used));
  return words;
}

function isSpaceUnit(unit: number): boolean {
  return ((characterClasses[unit] as number) & space) !== 0;
}

function addToken(start: number, end: number, symbol: number): void {
  tokens[2 * count] = start;
  tokens[2 * count + 1] = end;
  symbols[count++] = symbol;
}

function addChunk(text: string, units: Uint16Array, start: number, end: number): void {
  if (end - start > keptLength) {
    addNewChunk(text, units, start, end, 0);
    return;
  }
  let hash = 0;
  for (let i = start; i < end; i++) hash = hashWith(hash, units[i] as number);
  const chunk = findChunk(units, start, end, hash);
  if (chunk < 0) {
    addNewChunk(text, units, start, end, hash);
    return;
  }
  const last = chunkTokensEnd(chunk);
  let from = start;
  for (let k = chunkTokensStart(chunk); k < last; k++) {
    const token = keptChunks[k] as number;
    const to = start + (token >> 8);
    addToken(from, to, token & 0xff);
    from = to;
  }
}

function addNewChunk(text: string, units: Uint16Array, start: number, end: number, hash: number): void {
  tokenizeChunk(text, units, start, end, true, newEnds);
  const keep = end - start <= keptLength;
  let from = start;
  for (let k = 0; k < newEnds.used; k++) {
    const to = newEnds.values[k] ?? 0;
    const symbol = symbolOf(text, units, from, to);
    addToken(from, to, symbol);
    if (keep) newTokens[k] = ((to - start) << 8) | symbol;
    from = to;
  }
  if (keep) keepChunk(units, start, end, hash, newTokens, newEnds.used);
  newEnds.used = 0;
}

function joinPhrases(units: number): Spans {
  const spans = tokens.subarray(0, 2 * count);
  const marks = symbols.subarray(0, count);
  const phrases = findPhrases(spans, marks);
  if (phrases.length === 0) return spans;
  const joined = joinedMemory(2 * units);
  let used = 0;
  let next = 0;
  for (let p = 0; p < phrases.length; p += 2) {
    const first = phrases[p] as number;
    const last = phrases[p + 1] as number;
    joined.set(spans.subarray(2 * next, 2 * first), used);
    used += 2 * (first - next);
    let from = spans[2 * first] as number;
    for (const length of exceptionOf(marks, first, last) ?? []) {
      joined[used++] = from;
      from += length;
      joined[used++] = from;
    }
    next = last;
  }
  joined.set(spans.subarray(2 * next), used);
  return joined.subarray(0, used + spans.length - 2 * next);
}
