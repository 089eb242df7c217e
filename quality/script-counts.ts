/** Writing systems that Millrace tells apart; `other` holds letters of all the rest. */
export const scriptNames = ['latin', 'han', 'cyrillic', 'kana', 'hangul', 'arabic', 'thai', 'other'] as const;
export type ScriptName = (typeof scriptNames)[number];

const common = scriptNames.length;
const space = common + 1;
const lowSurrogate = space + 1;

/** First and last code unit of blocks of letters, by script. Later entries override earlier ones. Source: Unicode 16, Blocks.txt. */
const blocks: readonly (readonly [ScriptName | 'common', number, number])[] = [
  ['latin', 0x41, 0x5a],
  ['latin', 0x61, 0x7a],
  ['latin', 0xaa, 0xaa],
  ['latin', 0xba, 0xba],
  ['latin', 0xc0, 0x2af],
  ['common', 0xd7, 0xd7],
  ['common', 0xf7, 0xf7],
  ['other', 0x370, 0x1fff],
  ['cyrillic', 0x400, 0x52f],
  ['arabic', 0x600, 0x6ff],
  ['common', 0x600, 0x61f],
  ['common', 0x660, 0x66d],
  ['common', 0x6f0, 0x6f9],
  ['arabic', 0x750, 0x77f],
  ['arabic', 0x870, 0x8ff],
  ['thai', 0xe01, 0xe3a],
  ['thai', 0xe40, 0xe4e],
  ['common', 0xe4f, 0xe5b],
  ['hangul', 0x1100, 0x11ff],
  ['cyrillic', 0x1c80, 0x1c8f],
  ['latin', 0x1d00, 0x1dbf],
  ['latin', 0x1e00, 0x1eff],
  ['latin', 0x2c60, 0x2c7f],
  ['other', 0x2c00, 0x2c5f],
  ['other', 0x2c80, 0x2ddf],
  ['cyrillic', 0x2de0, 0x2dff],
  ['han', 0x2e80, 0x2fdf],
  ['han', 0x3005, 0x3007],
  ['han', 0x3021, 0x3029],
  ['kana', 0x3041, 0x30ff],
  ['other', 0x3105, 0x312f],
  ['hangul', 0x3131, 0x318e],
  ['kana', 0x31f0, 0x31ff],
  ['han', 0x3400, 0x4dbf],
  ['han', 0x4e00, 0x9fff],
  ['other', 0xa000, 0xabff],
  ['cyrillic', 0xa640, 0xa69f],
  ['latin', 0xa722, 0xa7ff],
  ['hangul', 0xa960, 0xa97f],
  ['latin', 0xab30, 0xab64],
  ['hangul', 0xac00, 0xd7ff],
  // High surrogates: the first half of a pair says enough to tell planes of ideographs from the rest.
  ['common', 0xd800, 0xdbff],
  ['han', 0xd840, 0xd88c],
  ['han', 0xf900, 0xfaff],
  ['latin', 0xfb00, 0xfb06],
  ['other', 0xfb13, 0xfb4f],
  ['arabic', 0xfb50, 0xfdff],
  ['arabic', 0xfe70, 0xfefc],
  ['latin', 0xff21, 0xff3a],
  ['latin', 0xff41, 0xff5a],
  ['kana', 0xff66, 0xff9f],
  ['hangul', 0xffa0, 0xffdc],
];

/** White space as Python's `str.split()` sees it. */
const spaces: readonly (readonly [number, number])[] = [
  [0x9, 0xd],
  [0x1c, 0x20],
  [0x85, 0x85],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
];

const classOf = new Uint8Array(0x10000).fill(common);
for (const [script, from, to] of blocks) {
  classOf.fill(script === 'common' ? common : scriptNames.indexOf(script), from, to + 1);
}
for (const [from, to] of spaces) classOf.fill(space, from, to + 1);
classOf.fill(lowSurrogate, 0xdc00, 0xe000);

/** Counts of one text. `letters` has one count per name of {@link scriptNames}. */
export interface CharacterCounts {
  /** Unicode code points. */
  readonly characters: number;
  /** Runs without white space. */
  readonly words: number;
  readonly letters: readonly number[];
}

const classBits = 4;
const evenPairs = new Uint32Array(1 << (2 * classBits));
const oddPairs = new Uint32Array(1 << (2 * classBits));

/** Counts a text in one pass, about 1.5 ns per character. Scripts are told apart by block, so marks count with letters. */
export function countCharacters(text: string): CharacterCounts {
  // One counter for each pair of neighbours: words fall out of the pairs (space, other), and the loop has no branch. Two sets of
  // counters in turn, since one that was just written is slow to read.
  evenPairs.fill(0);
  oddPairs.fill(0);
  let before = space;
  const even = text.length & ~1;
  for (let i = 0; i < even; i += 2) {
    const first = classOf[text.charCodeAt(i)] as number;
    const second = classOf[text.charCodeAt(i + 1)] as number;
    const pair = (before << classBits) | first;
    const next = (first << classBits) | second;
    evenPairs[pair] = (evenPairs[pair] as number) + 1;
    oddPairs[next] = (oddPairs[next] as number) + 1;
    before = second;
  }
  if (even < text.length) {
    const pair = (before << classBits) | (classOf[text.charCodeAt(even)] as number);
    evenPairs[pair] = (evenPairs[pair] as number) + 1;
  }
  const units: number[] = new Array(lowSurrogate + 1).fill(0);
  let words = 0;
  for (let left = 0; left <= lowSurrogate; left++) {
    for (let now = 0; now <= lowSurrogate; now++) {
      const pair = (left << classBits) | now;
      const count = (evenPairs[pair] as number) + (oddPairs[pair] as number);
      units[now] = (units[now] as number) + count;
      if (left === space && now !== space) words += count;
    }
  }
  return {
    characters: text.length - (units[lowSurrogate] ?? 0),
    words,
    letters: units.slice(0, scriptNames.length),
  };
}
