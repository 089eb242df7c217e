import { characterClasses, space } from '../character-class.ts';
import { reusedInts } from '../reused-ints.ts';
import { allocateInts } from '../slab.ts';
import type { Spans } from '../span-list.ts';
import { scanText } from '../text-scan.ts';
import { cutTokens, type NumberedTokens } from './cut-tokens.ts';
import { exceptionOf, findPhrases } from './exception-phrases.ts';
import { tokensByKernel } from './token-kernel.ts';

const joinedMemory = reusedInts();

/**
 * Tokens of spaCy 3.8's blank English tokenizer, good until the next call. White space between chunks is a token too, except
 * one space alone; {@link spacyWords} leaves it out.
 */
export function spacyTokens(text: string, units: Uint16Array): Spans {
  const { words: chunks } = scanText(units);
  const found = tokensByKernel(text, units, chunks);
  if (found?.mayHoldPhrases === false) return found.spans;
  return joinPhrases(found ?? cutTokens(text, units, chunks), units.length);
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

function joinPhrases({ spans, symbols }: NumberedTokens, units: number): Spans {
  const phrases = findPhrases(spans, symbols);
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
    for (const length of exceptionOf(symbols, first, last) ?? []) {
      joined[used++] = from;
      from += length;
      joined[used++] = from;
    }
    next = last;
  }
  joined.set(spans.subarray(2 * next), used);
  return joined.subarray(0, used + spans.length - 2 * next);
}
