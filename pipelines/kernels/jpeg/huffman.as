import { COUNTS, FIRSTS, LIMITS, LOOKUP, SYMBOLS } from './memory';

// What a lookup entry of 8 bytes holds. In the lower 4: bits 0–5 the length of all that it tells, code and value, COMPLETE;
// bits 8–14 zeros before the value; bits 16–31 the value. In the upper 4, of an AC table: bits 0–5 the length of the first
// code and value alone; where another one fits into the 10 bits, bits 8–14 zeros before its value and 1, bits 16–31 the
// value. Without COMPLETE: the length of the code alone, and in bits 16–31 how many bits the value has. 0: a longer code.
export const COMPLETE: i32 = 128;
export const END_OF_BLOCK: i32 = 100; // more than any other run leads to

/** Makes the tables of decoding from COUNTS and SYMBOLS; tables 0, 1 and 2 are of DC, the others of AC. */
export function buildHuffman(table: i32): void {
  const counts = COUNTS + table * 16;
  const symbols = SYMBOLS + table * 256;
  const lookup = LOOKUP + table * 8192;
  const ac = table > 2;
  memory.fill(lookup, 0, 8192);
  let code = 0;
  let place = 0;
  for (let length = 1; length <= 16; length++) {
    store<i32>(FIRSTS + table * 64 + (length - 1) * 4, place - code);
    const count = <i32>load<u8>(counts + length - 1);
    for (let i = 0; i < count; i++, place++, code++) {
      if (length > 10) continue;
      const symbol = <i32>load<u8>(symbols + place);
      const size = symbol & 15;
      const run = ac ? runOf(symbol) : 0;
      const variants = 1 << (10 - length);
      for (let j = 0; j < variants; j++) {
        let entry = length | (run << 8);
        if (length + size > 10) entry |= size << 16;
        else entry += COMPLETE + size + (extend(j >> (10 - length - size), size) << 16);
        store<i32>(lookup + (code * variants + j) * 8, entry);
        store<i32>(lookup + (code * variants + j) * 8, length + size, 4);
      }
    }
    store<i32>(LIMITS + table * 64 + (length - 1) * 4, code << (16 - length));
    code <<= 1;
  }
  if (!ac) return;
  for (let i = 0; i < 1024; i++) {
    const entry = load<i32>(lookup + i * 8);
    const length = load<i32>(lookup + i * 8, 4) & 63;
    if ((entry & COMPLETE) == 0 || ((entry >> 8) & 127) == END_OF_BLOCK) continue;
    const rest = lookup + ((i << length) & 1023) * 8;
    const next = load<i32>(rest);
    const nextLength = load<i32>(rest, 4) & 63;
    if ((next & COMPLETE) == 0 || ((next >> 8) & 127) == END_OF_BLOCK || length + nextLength > 10) continue;
    store<i32>(lookup + i * 8, (entry & ~63) | (length + nextLength));
    store<i32>(lookup + i * 8, length | ((next & ~255) + 256), 4);
  }
}

/** Zeros before an AC symbol's value. A symbol without a value ends the block, but for the run of 16 zeros. */
@inline export function runOf(symbol: i32): i32 {
  return (symbol & 15) == 0 && symbol != 0xf0 ? END_OF_BLOCK : symbol >> 4;
}

/** The signed value that the last `size` bits of `raw` stand for. */
@inline export function extend(raw: i32, size: i32): i32 {
  if (size == 0) return 0;
  const value = raw & ((1 << size) - 1);
  return value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
}

/** Symbol and length of a code of more than 10 bits, as symbol << 8 | length; -1 where there is no such code. */
export function longCode(table: i32, buffer: u64): i32 {
  const code = <i32>(buffer >> 48);
  const limits = LIMITS + table * 64;
  for (let length = 11; length <= 16; length++) {
    if (code >= load<i32>(limits + (length - 1) * 4)) continue;
    const place = (code >> (16 - length)) + load<i32>(FIRSTS + table * 64 + (length - 1) * 4);
    return (<i32>load<u8>(SYMBOLS + table * 256 + (place & 255)) << 8) | length;
  }
  return -1;
}
