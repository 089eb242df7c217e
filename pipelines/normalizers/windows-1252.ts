// The characters of bytes 0x80 to 0x9F; a byte that windows-1252 leaves open is the C1 control character of that number.
const high =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

const bytes: ReadonlyMap<string, number> = new Map(Array.from(high, (char, i) => [char, 0x80 + i]));

/** The byte that windows-1252, or Latin-1, shows as this character; the character must be one of theirs. */
export function windows1252Byte(char: string): number {
  return bytes.get(char) ?? char.charCodeAt(0);
}

/** The character that windows-1252 has for a C1 control character, which Latin-1 has in the same place. */
export function windows1252Char(c1Control: string): string {
  return high[c1Control.charCodeAt(0) - 0x80] ?? c1Control;
}

/** Characters that bytes 0x80 to 0xBF are shown as, in windows-1252 or in Latin-1; for a class of a regular expression. */
export const continuationClass = `\\u0080-\\u00bf${high.replace(/[\u0080-\u009f]/g, '')}`;
