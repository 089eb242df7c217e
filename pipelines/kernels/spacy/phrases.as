// Whether an exception in pieces is among tokens. pipelines/text/spacy/exception-phrases.ts says which of them count.

/** A tree: for each place 256 u16, the place behind each symbol, 0 for none, then a u16 that is 1 where a phrase ends. */
const placeBytes: usize = 514;
let tree: usize = 0;

export function openPhrases(tree_: usize): void {
  tree = tree_;
}

/** True where neighbours among the `count` symbols at `marks` are a phrase. Sixteen may be read behind them. */
export function hasPhrase(marks: usize, count: usize): bool {
  const zeros = i8x16.splat(0);
  for (let at: usize = 0; at < count; at += 16) {
    let known = ~i8x16.bitmask(i8x16.eq(v128.load(marks + at), zeros)) & 0xffff;
    while (known != 0) {
      const first = at + (ctz(known) as usize);
      known &= known - 1;
      if (first < count && beginsPhrase(marks + first, marks + count)) return true;
    }
  }
  return false;
}

function beginsPhrase(from: usize, to: usize): bool {
  let place: usize = 0;
  for (let at = from; at < to; at++) {
    place = load<u16>(tree + place * placeBytes + ((load<u8>(at) as usize) << 1)) as usize;
    if (place == 0) return false;
    if (load<u16>(tree + place * placeBytes, 512) != 0) return true;
  }
  return false;
}
