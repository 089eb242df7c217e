import { prefixLength, suffixLength } from './affixes.ts';
import { exceptions } from './exceptions.ts';
import { infixLength } from './infixes.ts';
import { isUrl } from './url.ts';

const longestException = Math.max(...[...exceptions.keys()].map((word) => word.length));

/** Where each token of a chunk ends, in order, in code units from the chunk's start. Tokens leave no gap. */
export type TokenEnds = readonly number[];

/**
 * Tokens of one run without white space: signs are taken off both ends, one of each at a time, until an exception or
 * nothing to take off is left; what is left is an exception, a URL, or cut at its infixes.
 * Cost: one visit to each unit. `withExceptions` is false only for finding what an exception looks like without it.
 */
export function tokenizeChunk(chunk: string, units: Uint16Array, withExceptions: boolean): TokenEnds {
  const find = (start: number, end: number) =>
    withExceptions && end - start <= longestException ? exceptions.get(chunk.slice(start, end)) : undefined;
  const ends: number[] = [];
  const suffixes: number[] = [];
  let start = 0;
  let end = units.length;
  while (start < end && find(start, end) === undefined) {
    const prefix = prefixLength(units, start, end);
    if (prefix > 0 && start + prefix < end && find(start + prefix, end) !== undefined) {
      start += prefix;
      ends.push(start);
      break;
    }
    const suffix = suffixLength(units, start + prefix, end);
    if (suffix > 0 && end - suffix > start && find(start, end - suffix) !== undefined) {
      suffixes.push(end);
      end -= suffix;
      break;
    }
    if (prefix === 0 && suffix === 0) break;
    if (prefix > 0) {
      start += prefix;
      ends.push(start);
    }
    if (suffix > 0) {
      suffixes.push(end);
      end -= suffix;
    }
  }
  if (start < end) pushMiddle(chunk, units, start, end, find(start, end), ends);
  for (let i = suffixes.length - 1; i >= 0; i--) ends.push(suffixes[i] ?? 0);
  return ends;
}

function pushMiddle(
  chunk: string,
  units: Uint16Array,
  start: number,
  end: number,
  exception: readonly number[] | undefined,
  ends: number[],
): void {
  if (exception !== undefined) {
    let at = start;
    for (const length of exception) {
      at += length;
      ends.push(at);
    }
    return;
  }
  if (isUrl(chunk.slice(start, end))) {
    ends.push(end);
    return;
  }
  let token = start;
  for (let at = start; at < end; ) {
    const length = infixLength(units, at, start, end);
    if (length === 0) {
      at++;
      continue;
    }
    // An infix at the very start is part of the word after it.
    if (at !== start) {
      if (at !== token) ends.push(at);
      ends.push(at + length);
      token = at + length;
    }
    at += length;
  }
  if (token < end) ends.push(end);
}
