import { windows1252Byte } from './windows-1252.ts';

/** One UTF-8 sequence of two to four bytes as the characters that its bytes were taken for, and what it says. */
export interface MisreadSequence {
  readonly chars: string;
  /** UTF-16 units; one half of a surrogate pair where UTF-8 was made of UTF-16 halves (CESU-8). */
  readonly decoded: string;
}

/** The sequences of a run of them; undefined where a sequence is overlong or the whole is no Unicode text. */
export function decodeRun(run: string): readonly MisreadSequence[] | undefined {
  const sequences: MisreadSequence[] = [];
  for (let at = 0; at < run.length; ) {
    const lead = run.charCodeAt(at);
    const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    const chars = run.slice(at, at + length);
    const codePoint = codePointOf(lead, chars);
    if (codePoint < (leastOf[length] ?? 0) || codePoint > 0x10ffff) return undefined;
    sequences.push({ chars, decoded: String.fromCodePoint(codePoint) });
    at += length;
  }
  return sequences
    .map(({ decoded }) => decoded)
    .join('')
    .isWellFormed()
    ? sequences
    : undefined;
}

// Smallest code point that needs so many bytes.
const leastOf: Readonly<Record<number, number>> = { 2: 0x80, 3: 0x800, 4: 0x10000 };

function codePointOf(lead: number, chars: string): number {
  let codePoint = lead & (0xff >> (chars.length + 1));
  for (const char of chars.slice(1)) codePoint = codePoint * 64 + (windows1252Byte(char) & 0x3f);
  return codePoint;
}
