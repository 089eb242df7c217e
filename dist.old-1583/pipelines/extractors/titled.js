/** A text with its page's title before it as a heading, unless its first line is that title. */
export function titled(text, title, style) {
    if (title === '')
        return text;
    const end = text.indexOf('\n');
    const first = bare(end < 0 ? text : text.slice(0, end));
    if (first !== '' && bare(title).startsWith(first))
        return text;
    return `${style.heading(1)}${title}\n\n${text}`;
}
const longestLine = 2000;
/** Letters and digits in lower case: a title and its heading often differ in marks. */
function bare(line) {
    return line
        .slice(0, longestLine)
        .replace(/[^\p{L}\p{N}]+/gu, '')
        .toLowerCase();
}
//# sourceMappingURL=titled.js.map