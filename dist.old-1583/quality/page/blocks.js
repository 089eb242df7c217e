import { escapeMarkup } from '../markup.js';
import { printable, shorten } from '../printable.js';
import { columnsOf } from '../text-columns.js';
/** Width of pictures: what a column of details has at a window of 1,400 pixels. */
export const pictureWidth = 500;
/** Characters of a preformatted line that fit there; the UI neither wraps nor scrolls what is longer. */
export const lineColumns = 62;
/**
 * A page of parts. The UI's renderer (gomarkdown) passes a `<div>` that a blank line follows as it is: in it nothing is
 * read as Markdown, and nothing is sanitized.
 */
export function page(parts) {
    return parts
        .filter((part) => part !== '')
        .map((part) => `<div>${part}</div>\n`)
        .join('\n');
}
/** A part of a page: HTML blocks below a heading. Without line feeds, each of which the UI would show as an empty line. */
export function section(heading, blocks) {
    return `<h3>${escapeMarkup(heading)}</h3>${blocks.join('')}`;
}
/** A paragraph with some room above it. `html` is already escaped. */
export function nextParagraph(html) {
    return `<br>${paragraph(html)}`;
}
/** A paragraph. `html` is already escaped. */
export function paragraph(html) {
    return `<p>${html}</p>`;
}
/** A list. Each of `items` is HTML already escaped. */
export function list(items) {
    return items.length === 0 ? '' : `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
}
/** Text in a fixed-width font. */
export function code(text) {
    return `<code>${escapeMarkup(text)}</code>`;
}
/** A link that opens in a new tab. `path` begins with `/`: the origin is that of the UI. */
export function link(label, path) {
    return `<a href="${escapeMarkup(path)}">${escapeMarkup(label)}</a>`;
}
/** A link for {@link preformatted}, whose ground is light in the dark, too. */
export function linkInTable(label, path) {
    return `<a href="${escapeMarkup(path)}"><font color="#3538cd">${escapeMarkup(label)}</font></a>`;
}
/** A picture of {@link pictureWidth} without what the UI does not need, and in its fixed colours. */
export function picture(svg) {
    const short = svg
        .replaceAll(/var\(--\w+, (#[0-9a-f]{6})\)/g, '$1')
        .replace(' xmlns="http://www.w3.org/2000/svg"', '')
        // The picture's name is its label already, and parts have their names beside them.
        .replaceAll(/<title>[^<]*<\/title>/g, '')
        .replaceAll('></rect>', '/>')
        .replaceAll(/translate\((\d+)(?:\.\d)? (\d+)(?:\.\d)?\)/g, 'translate($1 $2)')
        .replaceAll('opacity="0.', 'opacity=".')
        .replaceAll(/<g>(<text.*?)<\/g>/g, '$1')
        // JSON, in which the page travels, doubles the size of the other quotation mark.
        .replaceAll('"', "'");
    return `<div>${short}</div>`;
}
/** Lines of a table as preformatted text, since the UI folds a table's padding: `left` columns to the left, others right. */
export function preformatted(rows, left) {
    const cells = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? { text: printable(cell) } : cell)));
    const widths = (cells[0] ?? []).map((_, column) => Math.max(0, ...cells.map((row) => columnsOf(row[column]?.text ?? ''))));
    const lines = cells.map((row) => row
        .map((cell, column) => {
        const { text, html = escapeMarkup(text) } = cell;
        const space = ' '.repeat(Math.max(0, (widths[column] ?? 0) - columnsOf(text)));
        return column < left ? html + space : space + html;
    })
        .join('  ')
        .trimEnd());
    return `<pre>${lines.join('\n')}</pre>`;
}
/** Text cut to so many columns: at its end, or, for paths, at its beginning. */
export function cut(text, columns, at = 'end') {
    const safe = printable(text);
    if (columnsOf(safe) <= columns)
        return safe;
    const characters = Array.from(safe.length > 4 * columns ? keepSide(safe, 4 * columns, at) : safe);
    while (characters.length > 0 && columnsOf(characters.join('')) > columns - 1) {
        if (at === 'end')
            characters.pop();
        else
            characters.shift();
    }
    return at === 'end' ? `${characters.join('')}…` : `…${characters.join('')}`;
}
function keepSide(text, length, at) {
    return at === 'end' ? shorten(text, length) : text.slice(-length).toWellFormed();
}
//# sourceMappingURL=blocks.js.map