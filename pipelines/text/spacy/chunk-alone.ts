import { newIntList } from '../int-list.ts';
import { tokenizeChunk } from './chunk-tokens.ts';
import { findPhrases, symbolOf } from './exception-phrases.ts';

/** The tokens of a chunk by itself: where each ends, and whether an exception in pieces is among them. */
export interface ChunkTokens {
  readonly ends: Int32Array;
  readonly phrase: boolean;
}

const ends = newIntList();

/** Tokens of a run without white space, in units. A phrase never reaches beyond the chunk that it is in. `ends` is good until the next call. */
export function tokenizeAlone(units: Uint16Array): ChunkTokens {
  const text = Buffer.from(units.buffer, units.byteOffset, units.byteLength).toString('utf16le');
  ends.used = 0;
  tokenizeChunk(text, units, 0, units.length, true, ends);
  const found = ends.values.subarray(0, ends.used);
  const spans = new Int32Array(2 * found.length);
  const symbols = new Uint8Array(found.length);
  let start = 0;
  for (const [k, end] of found.entries()) {
    spans[2 * k] = start;
    spans[2 * k + 1] = end;
    symbols[k] = symbolOf(text, units, start, end);
    start = end;
  }
  return { ends: found, phrase: findPhrases(spans, symbols).length > 0 };
}
