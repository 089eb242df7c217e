// Texts cut into spaCy's tokens, by blocks of the chunks between white space. As pipelines/text/spacy/tokens.ts has it, to
// the last unit; where a chunk is met that only the other code knows, it says so and stops.

import { hasPhrase } from './spacy/phrases';
import { beginTokens, pushToken, pushTokens, tokenCount } from './spacy/tokenize';

export { openPhrases } from './spacy/phrases';
export { addString, openTokenizer, tokenCount } from './spacy/tokenize';

let doneChunks: i32 = 0;
let spacesFrom: i32 = 0;
/** How many chunks were cut, and from where on white space is a token of its own, before the chunk that comes then. */
export function chunksDone(): i32 {
  return doneChunks;
}
export function spacesThen(): i32 {
  return spacesFrom;
}

/**
 * Cuts chunks [chunk, count) at `chunks`, pairs (start, end) in a text whose unit `origin` is the first at `units`, behind
 * which one unit more and 16 bytes can be read. `spaces` is the end of what was cut before, with the space behind it: white
 * space from there on is a token. Tokens, in places of the text, and their symbols are written from the `token`th on. False before a
 * chunk that is left to the caller.
 */
export function cut(
  units: usize,
  origin: i32,
  chunks: usize,
  chunk: i32,
  count: i32,
  spaces: i32,
  tokens: usize,
  marks: usize,
  token: u32,
): bool {
  // Units are read at their places in the text.
  const text = units - ((origin as usize) << 1);
  beginTokens(tokens, marks, token);
  let free = spaces;
  for (let k = chunk; k < count; k++) {
    const start = load<i32>(chunks + ((k as usize) << 3));
    const end = load<i32>(chunks + ((k as usize) << 3), 4);
    if (start > free) pushToken(free, start, 0);
    // A run of white space is written by then.
    free = start;
    if (!pushTokens(text, start, end)) {
      doneChunks = k;
      spacesFrom = free;
      return false;
    }
    free = load<u16>(text + ((end as usize) << 1)) == 0x20 ? end + 1 : end;
  }
  doneChunks = count;
  spacesFrom = free;
  return true;
}

/** True where an exception in pieces is among the first `count` tokens. */
export function holdsPhrase(tokens: usize, marks: usize, count: u32): bool {
  return hasPhrase(tokens, marks, count as usize);
}
