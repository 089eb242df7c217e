import { codeUnitsOf } from '../code-units.ts';
import { drainInts, newIntList, pushInt } from '../int-list.ts';
import type { Spans } from '../span-list.ts';
import { prefixLength, suffixLength } from './affixes.ts';
import { tokenizeChunk } from './chunk-tokens.ts';
import { exceptions } from './exceptions.ts';
import { infixLength } from './infixes.ts';

/** A place in the tree of phrases: what tokens may follow, and the exception's own tokens where a phrase ends here. */
export interface PhraseNode {
  readonly next: Map<number, PhraseNode>;
  exception: readonly number[] | undefined;
}

const none = new Int32Array(0);
const matches = newIntList();
/** The number of each token that is in a phrase. */
export const symbols: Map<string, number> = new Map();
/** All phrases, by the symbols of their tokens. */
export const phraseTree: PhraseNode = { next: new Map(), exception: undefined };
for (const [word, lengths] of exceptions) addPhrase(word, lengths);
const longestSymbol = Math.max(...[...symbols.keys()].map((token) => token.length));
/** 1 at {@link shapeOf} each symbol, so that most tokens need not be looked up. */
const symbolShapes = new Uint8Array(2 ** 12);
for (const token of symbols.keys()) symbolShapes[shapeOf(token.charCodeAt(token.length - 1), token.length)] = 1;
/** 1 for each symbol that a phrase begins with. */
const beginnings = new Uint8Array(256);
for (const symbol of phraseTree.next.keys()) beginnings[symbol] = 1;

/** The number that phrases know the token [start, end) by; 0 where none has it. Below 256. */
export function symbolOf(text: string, units: Uint16Array, start: number, end: number): number {
  if (end - start > longestSymbol) return 0;
  if (symbolShapes[shapeOf(units[end - 1] as number, end - start)] === 0) return 0;
  return symbols.get(text.slice(start, end)) ?? 0;
}

function shapeOf(last: number, length: number): number {
  return (last * 61 + length) & 0xfff;
}

/**
 * The lengths of an exception's own tokens, where tokens [first, last) are that exception in pieces; else undefined.
 */
export function exceptionOf(tokenSymbols: Uint8Array, first: number, last: number): readonly number[] | undefined {
  let node: PhraseNode | undefined = phraseTree;
  for (let k = first; k < last && node !== undefined; k++) node = node.next.get(tokenSymbols[k] ?? 0);
  return node?.exception;
}

/**
 * Exceptions that only appear once their chunk is cut, as `:)` does in `hello:)`, as pairs (first token, token after
 * the last): longest first, of equals the first, none that touches a token of one considered before. Pieces that have
 * a space between them are no exception, yet take their tokens from others. Cost: one visit to each token, and one to
 * each match for each length.
 */
export function findPhrases(tokens: Spans, tokenSymbols: Uint8Array): Int32Array {
  let longest = 0;
  for (let first = 0; first < tokenSymbols.length; first++) {
    if (beginnings[tokenSymbols[first] as number] === 1) longest = Math.max(longest, addMatches(tokenSymbols, first));
  }
  if (longest === 0) return none;
  const found = drainInts(matches);
  const taken = new Uint8Array(tokenSymbols.length);
  const chosen = new Uint8Array(found.length / 2);
  for (let length = longest; length > 0; length--) {
    for (let k = 0; k < chosen.length; k++) {
      const first = found[2 * k] ?? 0;
      const last = found[2 * k + 1] ?? 0;
      if (last - first !== length) continue;
      if (taken[first] === 0 && taken[last - 1] === 0 && isWhole(tokens, first, last)) chosen[k] = 1;
      taken.fill(1, first, last);
    }
  }
  return found.filter((_, i) => chosen[i >> 1] === 1);
}

/** Adds every phrase that begins at `first`; returns how many tokens the longest has. */
function addMatches(tokenSymbols: Uint8Array, first: number): number {
  let node = phraseTree.next.get(tokenSymbols[first] ?? 0);
  let longest = 0;
  for (let last = first + 1; node !== undefined; last++) {
    if (node.exception !== undefined) {
      pushInt(matches, first);
      pushInt(matches, last);
      longest = last - first;
    }
    node = last < tokenSymbols.length ? node.next.get(tokenSymbols[last] ?? 0) : undefined;
  }
  return longest;
}

/** True where nothing lies between the tokens. */
function isWhole(tokens: Spans, first: number, last: number): boolean {
  for (let k = first + 1; k < last; k++) if (tokens[2 * k - 1] !== tokens[2 * k]) return false;
  return true;
}

/** Only words that the rules would cut can be found in pieces. */
function addPhrase(word: string, lengths: readonly number[]): void {
  const units = codeUnitsOf(word);
  const end = units.length;
  const hasInfix = units.some((_, at) => infixLength(units, at, 0, end) > 0);
  if (!hasInfix && prefixLength(units, 0, end) === 0 && suffixLength(units, 0, end) === 0) return;
  let node = phraseTree;
  let start = 0;
  const ends = newIntList();
  tokenizeChunk(word, units, 0, end, false, ends);
  for (const tokenEnd of drainInts(ends)) {
    const token = word.slice(start, tokenEnd);
    const symbol = symbols.get(token) ?? symbols.size + 1;
    symbols.set(token, symbol);
    const next: PhraseNode = node.next.get(symbol) ?? { next: new Map(), exception: undefined };
    node.next.set(symbol, next);
    node = next;
    start = tokenEnd;
  }
  node.exception = lengths;
}
