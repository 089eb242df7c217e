import { characterClasses, space } from '../character-class.ts';
import { drainInts, newIntList, pushInt } from '../int-list.ts';
import { addSpan, type Spans } from '../span-list.ts';
import { cachedTokens, cachedTokensStart, findChunk, keepChunk, keptLength } from './chunk-cache.ts';
import { tokenizeChunk } from './chunk-tokens.ts';
import { exceptionOf, findPhrases, symbolOf } from './exception-phrases.ts';

const tokens = newIntList();
/** For each token the number that phrases know it by. */
const symbols = newIntList();
const joined = newIntList();
const newEnds = newIntList();
const newTokens = new Uint16Array(keptLength);

/**
 * Tokens of spaCy 3.8's blank English tokenizer. White space between chunks is a token too, except one space alone;
 * {@link spacyWords} leaves it out.
 */
export function spacyTokens(text: string, units: Uint16Array): Spans {
  let start = 0;
  let inSpace = true;
  for (let i = 0; i <= units.length; i++) {
    const isSpace: boolean = i === units.length ? !inSpace : isSpaceUnit(units[i] ?? 0);
    if (isSpace === inSpace) continue;
    if (start < i && !inSpace) {
      addChunk(text, units, start, i);
    } else if (start < i) {
      addSpan(tokens, start, i);
      pushInt(symbols, 0);
    }
    start = units[i] === 0x20 && !inSpace ? i + 1 : i;
    inSpace = isSpace;
  }
  return joinPhrases(drainInts(tokens), new Uint8Array(drainInts(symbols)));
}

/** The words of spaCy 3.8's blank English tokenizer: its tokens without those of white space. */
export function spacyWords(text: string, units: Uint16Array): Spans {
  const tokens = spacyTokens(text, units);
  let used = 0;
  for (let k = 0; k < tokens.length; k += 2) {
    if (isSpaceUnit(units[tokens[k] ?? 0] ?? 0)) continue;
    tokens[used++] = tokens[k] ?? 0;
    tokens[used++] = tokens[k + 1] ?? 0;
  }
  return tokens.subarray(0, used);
}

function isSpaceUnit(unit: number): boolean {
  return ((characterClasses[unit] ?? 0) & space) !== 0;
}

function addChunk(text: string, units: Uint16Array, start: number, end: number): void {
  const chunk = end - start > keptLength ? -1 : findChunk(units, start, end);
  if (chunk < 0) {
    addNewChunk(text, units, start, end);
    return;
  }
  const last = cachedTokensStart(chunk + 1);
  let from = start;
  for (let k = cachedTokensStart(chunk); k < last; k++) {
    const token = cachedTokens[k] ?? 0;
    const to = start + (token >> 8);
    addSpan(tokens, from, to);
    pushInt(symbols, token & 0xff);
    from = to;
  }
}

function addNewChunk(text: string, units: Uint16Array, start: number, end: number): void {
  tokenizeChunk(text, units, start, end, true, newEnds);
  const ends = drainInts(newEnds);
  const keep = end - start <= keptLength;
  let from = start;
  for (let k = 0; k < ends.length; k++) {
    const to = ends[k] ?? 0;
    const symbol = symbolOf(text, from, to);
    addSpan(tokens, from, to);
    pushInt(symbols, symbol);
    if (keep) newTokens[k] = ((to - start) << 8) | symbol;
    from = to;
  }
  if (keep) keepChunk(units, start, end, newTokens, ends.length);
}

function joinPhrases(tokens: Spans, symbols: Uint8Array): Spans {
  const phrases = findPhrases(tokens, symbols);
  if (phrases.length === 0) return tokens;
  let next = 0;
  for (let p = 0; p < phrases.length; p += 2) {
    const first = phrases[p] ?? 0;
    const last = phrases[p + 1] ?? 0;
    for (let i = 2 * next; i < 2 * first; i++) pushInt(joined, tokens[i] ?? 0);
    let from = tokens[2 * first] ?? 0;
    for (const length of exceptionOf(symbols, first, last) ?? []) {
      addSpan(joined, from, from + length);
      from += length;
    }
    next = last;
  }
  for (let i = 2 * next; i < tokens.length; i++) pushInt(joined, tokens[i] ?? 0);
  return drainInts(joined);
}
