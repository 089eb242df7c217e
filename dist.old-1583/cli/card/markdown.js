import { printable } from '../../quality/printable.js';
/** Text from data as Markdown shows it: as it is, on one line. Every ASCII punctuation mark that could mean something is escaped. */
export function markdownText(text) {
    return printable(text).replace(/[\\`*_{}[\]<>#|~&!$]/g, '\\$&');
}
/** Text from data as a code span, or as text where it holds a bar. Both may stand in a table. */
export function markdownCode(text) {
    const shown = printable(text).trim();
    if (shown === '')
        return '';
    // A bar in a code span could end a table's cell, whatever stands before it.
    if (shown.includes('|'))
        return markdownText(shown);
    const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
    const fence = '`'.repeat(longest + 1);
    const space = shown.startsWith('`') || shown.endsWith('`') ? ' ' : '';
    return `${fence}${space}${shown}${space}${fence}`;
}
/** A table of cells that already are Markdown; columns named in `numbers` (from 0) stand to the right. No rows, no table. */
export function markdownTable(headings, rows, numbers = []) {
    if (rows.length === 0)
        return '';
    const line = (cells) => `| ${cells.join(' | ')} |`;
    const rule = headings.map((_, column) => (numbers.includes(column) ? '---:' : '---'));
    return [line(headings), line(rule), ...rows.map(line)].join('\n');
}
/** A fenced block, longer than any fence in its text. */
export function markdownFence(language, text) {
    const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
    const fence = '`'.repeat(longest + 1);
    return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}
//# sourceMappingURL=markdown.js.map