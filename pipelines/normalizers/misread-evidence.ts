import type { MisreadSequence } from './misread-sequences.ts';

/** The characters beside a run; '' at an end of the text. */
export interface Neighbours {
  readonly before: string;
  readonly after: string;
}

// What writers put right behind a letter: white space, closing marks, dashes, signs of trade and degree, ordinals.
const followsLetters =
  /^[\u00a0\u00a1\u00a8\u00a9\u00aa\u00ab\u00ae\u00b0\u00b2-\u00b4\u00b7\u00b9-\u00bb\u00bf\u2013\u2014\u2018-\u201e\u2022\u2026\u2039\u203a\u2122]$/;
// Letters of windows-1252 that a word can go on with, as in Czech `vidíš…`.
const wordLetters = /^[\u0160\u0161\u017d\u017e\u0152\u0153\u0178\u0192]$/;
const closing = /^[\u00a0\u00ab\u00ae\u00b4\u00bb\u2013\u2014\u2019\u201d\u2026\u203a]$/;
const upper = /^\p{Lu}$/u;
const lower = /^\p{Ll}$/u;
const letter = /^[\p{L}\p{M}]$/u;
const c1 = /[\u0080-\u009f]/;

/**
 * True where a run of sequences is more likely misread UTF-8 than what someone wrote. `proven` holds the script leads, see
 * {@link leadOf}, of runs that were found to be misread in the same text.
 */
export function isMisread(
  sequences: readonly MisreadSequence[],
  beside: Neighbours,
  proven: ReadonlySet<string>,
): boolean {
  const [first] = sequences;
  if (first === undefined) return false;
  if (sequences.length > 1) return isMisreadTogether(sequences, beside);
  if (isUnlikely(first, beside) || isLatinInWord(first, beside)) return true;
  return first.chars.length === 2 && proven.has(leadOf(first.chars));
}

/** The first character, with neighbouring ones of one script made equal: Greek, Cyrillic, Arabic. */
export function leadOf(chars: string): string {
  const lead = chars.charAt(0);
  if (lead === '\u00cf') return '\u00ce';
  if (lead === '\u00d1') return '\u00d0';
  return lead >= '\u00d8' && lead <= '\u00db' ? '\u00d8' : lead;
}

function isMisreadTogether(sequences: readonly MisreadSequence[], beside: Neighbours): boolean {
  const placed = sequences.map((sequence, i) => ({
    sequence,
    neighbours: {
      before: sequences[i - 1]?.decoded ?? beside.before,
      after: sequences[i + 1]?.decoded ?? beside.after,
    },
  }));
  if (placed.some(({ sequence, neighbours }) => isUnlikely(sequence, neighbours))) return true;
  return placed.every(
    ({ sequence, neighbours }) =>
      isLatinInWord(sequence, neighbours) || (letter.test(sequence.decoded) && sequence.chars.charAt(0) > '\u00c5'),
  );
}

/** True for sequences that nobody writes, in that place. */
function isUnlikely({ chars, decoded }: MisreadSequence, { before, after }: Neighbours): boolean {
  const [lead = '', second = '', third = ''] = chars;
  if (c1.test(chars)) return !c1.test(decoded);
  if (chars.length > 2) {
    if (second === '\u00a0') return false;
    // General punctuation and emoji.
    if (lead + second === '\u00e2\u20ac' || lead + second === '\u00f0\u0178') return true;
    if (lead === '\u00e2') return !(closing.test(second) && closing.test(third));
    return !Array.from(chars.slice(1)).every((char) => followsLetters.test(char) || wordLetters.test(char));
  }
  const endsWord = closing.test(second) && !lower.test(before);
  switch (lead) {
    case '\u00c2':
      return !c1.test(decoded) && !(endsWord && upper.test(before));
    case '\u00c3':
      return !endsWord || (upper.test(before) && second !== '\u2019' && letter.test(after));
    case '\u00ce':
      return decoded >= '\u03b1' && decoded <= '\u03bf' && !endsWord;
    case '\u00cf':
      return /^[\u20ac\u0192\u201e\u2020\u2021\u02c6\u2030]$/.test(second);
    default:
      return false;
  }
}

/** True for a letter of Latin Extended-A, or Romanian Ș and Ț, whose case fits the word that it stands in. */
function isLatinInWord({ chars, decoded }: MisreadSequence, { before, after }: Neighbours): boolean {
  if (!/^[\u0100-\u017f\u0218-\u021b]$/.test(decoded)) return false;
  if (closing.test(chars.charAt(1)) && !lower.test(before) && !lower.test(after)) return false;
  // An Angstrom and a middle dot begin a unit, not a word.
  if (chars === '\u00c5\u00b7' && !letter.test(before)) return false;
  if (lower.test(decoded)) return lower.test(before) || lower.test(after);
  return letter.test(before) ? upper.test(before) && upper.test(after) : lower.test(after);
}
