const lineEnd = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
const blank = '\\t \\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000';
// Runs of two or more, blanks that are no plain space, and plain spaces at the end of a line: all that can change.
const changing = new RegExp(`[${blank}]{2,}|[${blank.replace(' ', '')}]| (?=\\n|$)`, 'g');
const emptyLines = /\n{3,}/g;
const ideographicSpace = '\u3000';
/**
 * Text with one kind of line end (LF; also for VT, FF, NEL and the line and paragraph separators), no blanks at the end of a
 * line, one space for each run of blanks inside a line, at most one empty line in a row, and none at its ends.
 * Indentation stays, with a plain space for each blank but tabs and ideographic spaces; a single ideographic space stays
 * too, since Chinese and Japanese write it. Linear.
 */
export function foldWhitespace(text) {
    const lines = text.replace(lineEnd, '\n').replace(changing, foldRun).replace(emptyLines, '\n\n');
    return lines.replace(/^\n+/, '').replace(/\n{1,2}$/, '');
}
function foldRun(run, index, lines) {
    const end = index + run.length;
    if (end === lines.length || lines.charAt(end) === '\n')
        return '';
    if (index === 0 || lines.charAt(index - 1) === '\n')
        return run.replace(/[^\t\u3000]/g, ' ');
    return run === ideographicSpace ? run : ' ';
}
//# sourceMappingURL=whitespace.js.map