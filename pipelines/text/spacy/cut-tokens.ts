import { newIntList } from '../int-list.ts';
import { reusedBytes, reusedInts } from '../reused-ints.ts';
import type { Spans } from '../span-list.ts';
import { tokenizeChunk } from './chunk-tokens.ts';
import { symbolOf } from './exception-phrases.ts';

/** Tokens as spans, and for each the number that phrases know it by. */
export interface NumberedTokens {
  readonly spans: Int32Array;
  readonly symbols: Uint8Array;
}

const spanMemory = reusedInts();
const symbolMemory = reusedBytes();
const ends = newIntList();

/**
 * The tokens of a text's chunks, each by itself: the runs without white space of `chunks`. White space between them is a
 * token too, except one space alone. Good until the next call.
 */
export function cutTokens(text: string, units: Uint16Array, chunks: Spans): NumberedTokens {
  // No text has more tokens than units.
  const spans = spanMemory(2 * units.length);
  const symbols = symbolMemory(units.length);
  let count = 0;
  let spaces = 0;
  const push = (from: number, to: number, symbol: number): void => {
    spans[2 * count] = from;
    spans[2 * count + 1] = to;
    symbols[count++] = symbol;
  };
  for (let k = 0; k < chunks.length; k += 2) {
    let from = chunks[k] as number;
    const end = chunks[k + 1] as number;
    if (from > spaces) push(spaces, from, 0);
    ends.used = 0;
    tokenizeChunk(text, units, from, end, true, ends);
    for (let n = 0; n < ends.used; n++) {
      const to = ends.values[n] as number;
      push(from, to, symbolOf(text, units, from, to));
      from = to;
    }
    spaces = units[end] === 0x20 ? end + 1 : end;
  }
  ends.used = 0;
  if (units.length > spaces) push(spaces, units.length, 0);
  return { spans: spans.subarray(0, 2 * count), symbols: symbols.subarray(0, count) };
}
