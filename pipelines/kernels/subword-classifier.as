// fastText's prediction with hierarchical softmax: a text's words and character n-grams, the mean of their rows, and the
// likeliest leaves of the tree, in fastText's order and precision, so that scores are its own to the last bit.
// The model lies in memory as pipelines/language/subword-model.ts writes it; static data stays below 64 KiB.

/** Where the parts of the model are, and its sizes: filled by `open`. */
let words: usize = 0; // i32 pairs: first byte of the word in `bytes` plus 1, or 0; row. A power of 2 of them.
let wordMask: u32 = 0;
let bytes: usize = 0; // the words, each ended by 0
let grams: usize = 0; // for 64 buckets each: u64 of those that have a row, the lowest bit first; u32 row after theirs; 4 bytes unused
let buckets: u32 = 0;
let rows: usize = 0; // f32 [rows, 16]
let nodes: usize = 0; // i32 pairs: left and right of each inner node
let weights: usize = 0; // f32 [inner nodes, 16]
let leaves: i32 = 0;
let least: i32 = 0;
let most: i32 = 0;
let noted: usize = 0; // u32 of each word and n-gram of a text, room for all of them

export function open(
  words_: usize,
  wordSlots: u32,
  bytes_: usize,
  grams_: usize,
  buckets_: u32,
  rows_: usize,
  nodes_: usize,
  weights_: usize,
  leaves_: i32,
  least_: i32,
  most_: i32,
  noted_: usize,
): void {
  words = words_;
  wordMask = wordSlots - 1;
  bytes = bytes_;
  grams = grams_;
  buckets = buckets_;
  rows = rows_;
  nodes = nodes_;
  weights = weights_;
  leaves = leaves_;
  least = least_;
  most = most_;
  noted = noted_;
}

// @ts-ignore: decorator
@inline
function hashed(hash: u32, at: usize): u32 {
  return (hash ^ (load<i8>(at) as u32)) * 16777619;
}

export function hashOf(from: usize, to: usize): u32 {
  let hash: u32 = 2166136261;
  for (let at = from; at < to; at++) hash = hashed(hash, at);
  return hash;
}

function wordRow(from: usize, to: usize): i32 {
  let slot = hashOf(from, to) & wordMask;
  for (let place = load<i32>(words + 8 * slot); place != 0; place = load<i32>(words + 8 * slot)) {
    let at = bytes + place - 1;
    let own = from;
    while (own < to && load<u8>(own) == load<u8>(at)) {
      own++;
      at++;
    }
    if (own == to && load<u8>(at) == 0) return load<i32>(words + 8 * slot, 4);
    slot = (slot + 1) & wordMask;
  }
  return -1;
}

/** A word's row, as it stands in `noted` among buckets of n-grams. */
const isRow: u32 = 1 << 31;
let notedEnd: usize = 0;

function addRow(row: i32): void {
  store<u32>(notedEnd, row | isRow);
  notedEnd += 4;
}

function addGram(hash: u32): void {
  store<u32>(notedEnd, hash % buckets);
  notedEnd += 4;
}

/**
 * Writes the rows of what is noted in its place, without buckets that have none; gives where they end. No branch hangs on
 * whether a bucket has one, so that the processor waits for many places of the table at once.
 */
function rowsOfNoted(): usize {
  let end = noted;
  for (let at = noted; at < notedEnd; at += 4) {
    const note = load<u32>(at);
    if (note >= isRow) {
      store<u32>(end, note ^ isRow);
      end += 4;
      continue;
    }
    const group = grams + 16 * (note >>> 6);
    const bits = load<u64>(group) >> (note & 63);
    const above = load<u32>(group, 8) - (popcnt<u64>(bits) as u32);
    store<u32>(end, above);
    end += 4 * ((bits & 1) as usize);
  }
  return end;
}

/** Adds the n-grams of `least` to `most` characters of a word that stands between `<` and `>` in memory. */
function addGrams(from: usize, to: usize): void {
  for (let start = from; start < to; start++) {
    if ((load<u8>(start) & 0xc0) == 0x80) continue;
    let hash: u32 = 2166136261;
    let end = start;
    for (let n = 1; end < to && n <= most; n++) {
      hash = hashed(hash, end++);
      while (end < to && (load<u8>(end) & 0xc0) == 0x80) hash = hashed(hash, end++);
      if (n >= least && !(n == 1 && (start == from || end == to))) addGram(hash);
    }
  }
}

// @ts-ignore: decorator
@inline
function isSpace(byte: u8): bool {
  return byte == 0x20 || byte <= 0x0d && byte >= 0x09 || byte == 0;
}

function startsWithLabel(from: usize, to: usize): bool {
  // __label__
  return to - from >= 9 && load<u64>(from) == 0x5f6c6562616c5f5f && load<u8>(from, 8) == 0x5f;
}

function isEnd(from: usize, to: usize): bool {
  // </s>
  return to - from == 4 && load<u32>(from) == 0x3e732f3c;
}

/** Adds one word of the text; false at the word that ends it. Writes `<` and `>` on the spaces around it for that time. */
function addWord(from: usize, to: usize): bool {
  const row = wordRow(from, to);
  if (isEnd(from, to)) {
    if (row >= 0) addRow(row);
    return false;
  }
  if (row < 0 && startsWithLabel(from, to)) return true;
  if (row >= 0) addRow(row);
  const before = load<u8>(from - 1);
  const after = load<u8>(to);
  store<u8>(from - 1, 0x3c);
  store<u8>(to, 0x3e);
  addGrams(from - 1, to + 1);
  store<u8>(from - 1, before);
  store<u8>(to, after);
  return true;
}

let scores: usize = 0;
let found: i32 = 0;
let wanted: i32 = 0;
let lowest: f32 = 0;

function logOf(x: f32): f32 {
  return Math.log((x as f64) + 1e-5) as f32;
}

function dot(row: usize, hidden: usize): f32 {
  let sum: f32 = 0;
  for (let k = 0; k < 64; k += 4) sum += load<f32>(row + k) * load<f32>(hidden + k);
  return sum;
}

function keep(score: f32, leaf: i32): void {
  let at = found < wanted ? found++ : wanted - 1;
  while (at > 0 && load<f32>(scores + 8 * (at - 1)) < score) {
    store<u64>(scores + 8 * at, load<u64>(scores + 8 * (at - 1)));
    at--;
  }
  store<f32>(scores + 8 * at, score);
  store<i32>(scores + 8 * at, leaf, 4);
}

function walk(node: i32, score: f32, hidden: usize): void {
  if (score < lowest) return;
  if (found == wanted && score < load<f32>(scores + 8 * (wanted - 1))) return;
  if (node < leaves) return keep(score, node);
  const inner = node - leaves;
  const f: f32 = <f32>1 / (<f32>1 + Mathf.exp(-dot(weights + 64 * inner, hidden)));
  walk(load<i32>(nodes + 8 * inner), score + logOf(<f32>1 - f), hidden);
  walk(load<i32>(nodes + 8 * inner, 4), score + logOf(f), hidden);
}

/**
 * The `count` likeliest leaves of the text in [from, to), which has a byte to write before it and 8 after it. At `out`: 64
 * bytes to work in, then pairs of f32 probability and i32 leaf, the likeliest first. Gives how many there are.
 */
export function predict(from: usize, to: usize, count: i32, out: usize): i32 {
  notedEnd = noted;
  let at = from;
  let more = true;
  while (more && at < to) {
    while (at < to && isSpace(load<u8>(at))) at++;
    const start = at;
    while (at < to && !isSpace(load<u8>(at))) at++;
    if (at > start) more = addWord(start, at);
  }
  if (more) {
    // The text is a line, and its end a word.
    store<u32>(to + 1, 0x3e732f3c);
    addWord(to + 1, to + 5);
  }
  const end = rowsOfNoted();
  if (end == noted) return 0;
  let sum0 = f32x4.splat(0);
  let sum1 = f32x4.splat(0);
  let sum2 = f32x4.splat(0);
  let sum3 = f32x4.splat(0);
  for (let place = noted; place < end; place += 4) {
    const row = rows + 64 * load<u32>(place);
    sum0 = f32x4.add(sum0, v128.load(row));
    sum1 = f32x4.add(sum1, v128.load(row, 16));
    sum2 = f32x4.add(sum2, v128.load(row, 32));
    sum3 = f32x4.add(sum3, v128.load(row, 48));
  }
  const share = f32x4.splat((1.0 / (((end - noted) >>> 2) as f64)) as f32);
  v128.store(out, f32x4.mul(sum0, share));
  v128.store(out, f32x4.mul(sum1, share), 16);
  v128.store(out, f32x4.mul(sum2, share), 32);
  v128.store(out, f32x4.mul(sum3, share), 48);
  scores = out + 64;
  found = 0;
  wanted = count;
  lowest = logOf(0);
  walk(2 * leaves - 2, 0, out);
  for (let k = 0; k < found; k++) store<f32>(scores + 8 * k, Mathf.exp(load<f32>(scores + 8 * k)));
  return found;
}
