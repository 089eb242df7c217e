// The characters of bytes 0x80 to 0x9F; a byte that windows-1252 leaves open is the C1 control character of that number.
const high =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

/** The character that windows-1252 has for a C1 control character, which Latin-1 has in the same place. */
export function windows1252Char(c1Control: string): string {
  return high[c1Control.charCodeAt(0) - 0x80] ?? c1Control;
}
