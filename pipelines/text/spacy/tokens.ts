import { characterClasses, space } from '../character-class.ts';
import { addSpan, finishSpans, newSpanList, type SpanList, type Spans } from '../span-list.ts';
import { type TokenEnds, tokenizeChunk } from './chunk-tokens.ts';
import { findPhrases, symbolOf } from './exception-phrases.ts';

/** A chunk's tokens, and the symbol of each where a phrase may hold it. */
interface ChunkTokens {
  readonly ends: TokenEnds;
  readonly symbols: readonly number[];
}

/** Chunks that are kept for the next time, and the longest that is: together at most about 20 MB. */
const keptChunks = 50_000;
const keptLength = 40;
const chunks = new Map<string, ChunkTokens>();

/**
 * Tokens of spaCy 3.8's blank English tokenizer. White space between chunks is a token too, except one space alone;
 * {@link spacyWords} leaves it out. Deterministic; the cache of chunks changes nothing but time.
 */
export function spacyTokens(text: string, units: Uint16Array): Spans {
  const tokens = newSpanList(units.length >> 2);
  const symbols: number[] = [];
  let start = 0;
  let inSpace = true;
  for (let i = 0; i <= units.length; i++) {
    const isSpace: boolean = i === units.length ? !inSpace : ((characterClasses[units[i] ?? 0] ?? 0) & space) !== 0;
    if (isSpace === inSpace) continue;
    if (start < i) {
      if (inSpace) {
        addSpan(tokens, start, i);
        symbols.push(0);
      } else {
        addChunk(text, units, start, i, tokens, symbols);
      }
    }
    start = units[i] === 0x20 && !inSpace ? i + 1 : i;
    inSpace = isSpace;
  }
  return withPhrases(finishSpans(tokens), symbols);
}

/** The words of spaCy 3.8's blank English tokenizer: its tokens without those of white space. */
export function spacyWords(text: string, units: Uint16Array): Spans {
  const tokens = spacyTokens(text, units);
  let used = 0;
  for (let k = 0; k < tokens.length; k += 2) {
    if (((characterClasses[units[tokens[k] ?? 0] ?? 0] ?? 0) & space) !== 0) continue;
    tokens[used++] = tokens[k] ?? 0;
    tokens[used++] = tokens[k + 1] ?? 0;
  }
  return tokens.subarray(0, used);
}

function addChunk(
  text: string,
  units: Uint16Array,
  start: number,
  end: number,
  tokens: SpanList,
  symbols: number[],
): void {
  const chunk = text.slice(start, end);
  let found = chunks.get(chunk);
  if (found === undefined) {
    const ends = tokenizeChunk(chunk, units.subarray(start, end), true);
    found = { ends, symbols: ends.map((tokenEnd, k) => symbolOf(chunk.slice(ends[k - 1] ?? 0, tokenEnd))) };
    if (chunk.length <= keptLength) {
      if (chunks.size >= keptChunks) chunks.clear();
      chunks.set(chunk, found);
    }
  }
  let from = start;
  for (let k = 0; k < found.ends.length; k++) {
    const to = start + (found.ends[k] ?? 0);
    addSpan(tokens, from, to);
    symbols.push(found.symbols[k] ?? 0);
    from = to;
  }
}

function withPhrases(tokens: Spans, symbols: readonly number[]): Spans {
  const phrases = findPhrases(symbols, symbols.length, (token) => tokens[2 * token + 1] === tokens[2 * token + 2]);
  if (!phrases.some(({ lengths }) => lengths !== undefined)) return tokens;
  const list = newSpanList(symbols.length);
  let next = 0;
  for (const { first, last, lengths } of phrases) {
    if (lengths === undefined) continue;
    for (; next < first; next++) addSpan(list, tokens[2 * next] ?? 0, tokens[2 * next + 1] ?? 0);
    let from = tokens[2 * first] ?? 0;
    for (const length of lengths) {
      addSpan(list, from, from + length);
      from += length;
    }
    next = last;
  }
  for (; next < symbols.length; next++) addSpan(list, tokens[2 * next] ?? 0, tokens[2 * next + 1] ?? 0);
  return finishSpans(list);
}
