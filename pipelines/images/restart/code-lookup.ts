import type { JpegHuffmanTable } from '../jpeg/jpeg-header.ts';

/** A Huffman table as a decoder looks into it. */
export interface CodeLookup {
  /** By the next 9 bits: length × 256 + symbol of the code that they begin with; 0 where it is longer or none. */
  readonly short: Uint16Array;
  /** By length: the first 16 bits that are beyond the codes of that length. */
  readonly limits: Int32Array;
  /** By length: index of a code's symbol, less the code. */
  readonly offsets: Int32Array;
  readonly symbols: Uint8Array;
}

export const LOOKUP_BITS = 9;

/** Null where the counts name more codes than there are, or a code of ones only, which JPEG forbids. */
export function codeLookup({ counts, symbols }: JpegHuffmanTable): CodeLookup | null {
  const short = new Uint16Array(1 << LOOKUP_BITS);
  const limits = new Int32Array(18);
  const offsets = new Int32Array(17);
  let code = 0;
  let index = 0;
  for (let length = 1; length <= 16; length++) {
    const count = counts[length - 1] ?? 0;
    if (code + count > (1 << length) - 1) return null;
    offsets[length] = index - code;
    for (let i = 0; i < count; i++, code++, index++) {
      if (length > LOOKUP_BITS) continue;
      const spare = LOOKUP_BITS - length;
      short.fill(length * 256 + (symbols[index] ?? 0), code << spare, (code + 1) << spare);
    }
    limits[length] = code << (16 - length);
    code <<= 1;
  }
  return { short, limits, offsets, symbols };
}
