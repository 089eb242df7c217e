const escapeChar = '\u001b';
const bell = '\u0007';
const backspace = '\u0008';
// A control sequence, an operating system command with its text, and the two-character sequences.
const terminalSequence = new RegExp(`${escapeChar}\\[[0-?]*[ -/]*[@-~]|${escapeChar}\\][^${bell}${escapeChar}]{0,2000}(?:${bell}|${escapeChar}\\\\)|${escapeChar}[ -/]{0,3}[0-~]`, 'g');
// A character struck over by the one behind its backspace, as formatted manuals have it for bold.
const overstruck = new RegExp(`[^\\n]${backspace}`, 'gu');
// Control characters that are not white space; soft hyphen; zero-width space, word joiner and byte order mark;
// interlinear annotation; noncharacters.
const invisible = /[[\p{Cc}\p{Noncharacter_Code_Point}\u00ad\u200b\u2060\ufeff\ufff9-\ufffb]--[\s\u0085]]|\ufeff/gv;
/**
 * Text without characters that show nothing and mean nothing to a reader: control characters, terminal sequences,
 * overstrikes, soft hyphens, zero-width spaces, byte order marks, noncharacters. Joiners (U+200C, U+200D), direction marks
 * and variation selectors stay, since scripts and emoji need them. Linear.
 */
export function stripControls(text) {
    const shown = text.includes(escapeChar) ? text.replace(terminalSequence, '') : text;
    return (shown.includes(backspace) ? shown.replace(overstruck, '') : shown).replace(invisible, '');
}
//# sourceMappingURL=control-characters.js.map