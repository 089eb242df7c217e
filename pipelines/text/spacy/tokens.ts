import { characterClasses, space } from '../character-class.ts';
import { drainInts, newIntList, pushInt } from '../int-list.ts';
import { skipSpaces } from '../lines.ts';
import { reusedBytes, reusedInts } from '../reused-ints.ts';
import { allocateInts } from '../slab.ts';
import { addSpan, type Spans } from '../span-list.ts';
import { cachedTokens, cachedTokensStart, findChunk, hashWith, keepChunk, keptLength } from './chunk-cache.ts';
import { tokenizeChunk } from './chunk-tokens.ts';
import { exceptionOf, findPhrases, symbolOf } from './exception-phrases.ts';

const tokenMemory = reusedInts();
const symbolMemory = reusedBytes();
const joined = newIntList();
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
  let at = skipSpaces(units, 0, end);
  if (at > 0) addToken(0, at, 0);
  while (at < end) {
    const start = at;
    let hash = 0;
    for (; at < end; at++) {
      const unit = units[at] as number;
      if (isSpaceUnit(unit)) break;
      hash = hashWith(hash, unit);
    }
    addChunk(text, units, start, at, hash);
    const spaces = units[at] === 0x20 ? at + 1 : at;
    at = skipSpaces(units, spaces, end);
    if (at > spaces) addToken(spaces, at, 0);
  }
  return joinPhrases();
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

function addChunk(text: string, units: Uint16Array, start: number, end: number, hash: number): void {
  const chunk = end - start > keptLength ? -1 : findChunk(units, start, end, hash);
  if (chunk < 0) {
    addNewChunk(text, units, start, end, hash);
    return;
  }
  const last = cachedTokensStart(chunk + 1);
  let from = start;
  for (let k = cachedTokensStart(chunk); k < last; k++) {
    const token = cachedTokens[k] as number;
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
    const symbol = symbolOf(text, from, to);
    addToken(from, to, symbol);
    if (keep) newTokens[k] = ((to - start) << 8) | symbol;
    from = to;
  }
  if (keep) keepChunk(units, start, end, hash, newTokens, newEnds.used);
  newEnds.used = 0;
}

function joinPhrases(): Spans {
  const spans = tokens.subarray(0, 2 * count);
  const marks = symbols.subarray(0, count);
  const phrases = findPhrases(spans, marks);
  if (phrases.length === 0) return spans;
  let next = 0;
  for (let p = 0; p < phrases.length; p += 2) {
    const first = phrases[p] ?? 0;
    const last = phrases[p + 1] ?? 0;
    for (let i = 2 * next; i < 2 * first; i++) pushInt(joined, spans[i] ?? 0);
    let from = spans[2 * first] ?? 0;
    for (const length of exceptionOf(marks, first, last) ?? []) {
      addSpan(joined, from, from + length);
      from += length;
    }
    next = last;
  }
  for (let i = 2 * next; i < spans.length; i++) pushInt(joined, spans[i] ?? 0);
  return drainInts(joined);
}
