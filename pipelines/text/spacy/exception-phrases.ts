import { codeUnitsOf } from '../code-units.ts';
import { prefixLength, suffixLength } from './affixes.ts';
import { tokenizeChunk } from './chunk-tokens.ts';
import { exceptions } from './exceptions.ts';
import { infixLength } from './infixes.ts';

/** A place in the tree of phrases: what tokens may follow, and the exception's own tokens where a phrase ends here. */
interface PhraseNode {
  readonly next: Map<number, PhraseNode>;
  lengths: readonly number[] | undefined;
}

/** Tokens [first, last) of a text that are an exception together, and the lengths of the exception's own tokens. */
export interface PhraseMatch {
  readonly first: number;
  readonly last: number;
  readonly lengths: readonly number[] | undefined;
}

const symbols = new Map<string, number>();
const root: PhraseNode = { next: new Map(), lengths: undefined };
for (const [word, lengths] of exceptions) addPhrase(word, lengths);
const longestSymbol = Math.max(...[...symbols.keys()].map((token) => token.length));

/** The number that phrases know a token by; 0 where none has it. */
export function symbolOf(token: string): number {
  return token.length > longestSymbol ? 0 : (symbols.get(token) ?? 0);
}

/**
 * Exceptions that only appear once their chunk is cut, as `:)` does in `hello:)`: longest first, of equals the first,
 * none that touches a token of an earlier one. `symbolAt` is {@link symbolOf} each token; `adjacent` says whether
 * there is nothing between a token and the next. A match with a gap changes nothing but still takes its tokens.
 */
export function findPhrases(
  symbolAt: ArrayLike<number>,
  count: number,
  adjacent: (token: number) => boolean,
): PhraseMatch[] {
  const matches: PhraseMatch[] = [];
  for (let first = 0; first < count; first++) {
    let node = symbolAt[first] === 0 ? undefined : root.next.get(symbolAt[first] ?? 0);
    let whole = true;
    for (let last = first + 1; node !== undefined; last++) {
      if (node.lengths !== undefined) matches.push({ first, last, lengths: whole ? node.lengths : undefined });
      if (last >= count) break;
      whole &&= adjacent(last - 1);
      node = node.next.get(symbolAt[last] ?? 0);
    }
  }
  return matches.length > 1 ? withoutOverlaps(matches) : matches;
}

function withoutOverlaps(matches: PhraseMatch[]): PhraseMatch[] {
  matches.sort((a, b) => b.last - b.first - (a.last - a.first) || a.first - b.first);
  const taken = new Set<number>();
  const kept: PhraseMatch[] = [];
  for (const match of matches) {
    if (!taken.has(match.first) && !taken.has(match.last - 1)) kept.push(match);
    for (let token = match.first; token < match.last; token++) taken.add(token);
  }
  return kept.sort((a, b) => a.first - b.first);
}

/** Only words that the rules would cut can be found in pieces. */
function addPhrase(word: string, lengths: readonly number[]): void {
  const units = codeUnitsOf(word);
  const end = units.length;
  const hasInfix = units.some((_, at) => infixLength(units, at, 0, end) > 0);
  if (!hasInfix && prefixLength(units, 0, end) === 0 && suffixLength(units, 0, end) === 0) return;
  let node = root;
  let start = 0;
  for (const tokenEnd of tokenizeChunk(word, units, false)) {
    const token = word.slice(start, tokenEnd);
    const symbol = symbols.get(token) ?? symbols.size + 1;
    symbols.set(token, symbol);
    const next: PhraseNode = node.next.get(symbol) ?? { next: new Map(), lengths: undefined };
    node.next.set(symbol, next);
    node = next;
    start = tokenEnd;
  }
  node.lengths = lengths;
}
