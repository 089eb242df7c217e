// Whether an exception in pieces is among tokens. pipelines/text/spacy/exception-phrases.ts says which of them count.

/** A tree: for each place 256 u16, the place behind each symbol, 0 for none, then a u16 that is 1 where a phrase ends. */
const placeBytes: usize = 514;
let tree: usize = 0;

export function openPhrases(tree_: usize): void {
  tree = tree_;
}

/**
 * True where neighbours among `count` tokens, with nothing between them, are a phrase: pairs (start, end) of i32 at `tokens`, their
 * symbols at `marks`. Sixteen may be read behind these.
 */
export function hasPhrase(tokens: usize, marks: usize, count: usize): bool {
  const zeros = i8x16.splat(0);
  for (let at: usize = 0; at < count; at += 16) {
    let known = ~i8x16.bitmask(i8x16.eq(v128.load(marks + at), zeros)) & 0xffff;
    while (known != 0) {
      const first = at + (ctz(known) as usize);
      known &= known - 1;
      if (first < count && beginsPhrase(tokens, marks, first, count)) return true;
    }
  }
  return false;
}

function beginsPhrase(tokens: usize, marks: usize, first: usize, count: usize): bool {
  let place: usize = 0;
  for (let at = first; at < count; at++) {
    const token = tokens + (at << 3);
    if (at > first && load<i32>(token) != load<i32>(token - 4)) return false;
    place = load<u16>(tree + place * placeBytes + ((load<u8>(marks + at) as usize) << 1)) as usize;
    if (place == 0) return false;
    if (load<u16>(tree + place * placeBytes, 512) != 0) return true;
  }
  return false;
}
