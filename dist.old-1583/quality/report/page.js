import { createHash } from 'node:crypto';
import { escapeMarkup } from '../markup.js';
import { renderChart } from './chart.js';
import { fateSearchScript } from './fate-search-script.js';
import { style } from './style.js';
const scriptDigest = createHash('sha256').update(fateSearchScript).digest('base64');
/** What a report's page may do: show itself and run its one script. It loads nothing. */
export const reportPolicy = `default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-${scriptDigest}'`;
/** A whole HTML page, light or dark as the reader prefers, that loads nothing. `content` is HTML. */
export function reportPage(title, content) {
    return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${reportPolicy}">
<title>${escapeMarkup(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${content}
</main>
<script>${fateSearchScript}</script>
</body>
</html>
`;
}
/** A card of the page, whose heading is also its anchor. `content` is HTML; a card without any is left out. */
export function card(heading, lead, content) {
    const body = content.filter((part) => part !== '').join('\n');
    if (body === '')
        return '';
    const soft = lead === '' ? '' : `<p class="soft">${escapeMarkup(lead)}</p>`;
    return `<section id="${anchorOf(heading)}"><h2>${escapeMarkup(heading)}</h2>${soft}\n${body}</section>`;
}
/** Cards beside each other where the page is wide enough. */
export function pair(cards) {
    const shown = cards.filter((each) => each !== '');
    if (shown.length === 1)
        return shown.join('');
    return shown.length === 0 ? '' : `<div class="pair">${shown.join('\n')}</div>`;
}
/** Links to the cards of some HTML, by their headings. */
export function contents(html) {
    const cards = [...html.matchAll(/<section id="([a-z-]+)"><h2>([^<]*)<\/h2>/g)];
    return `<nav aria-label="Contents">${cards.map(([, anchor, heading]) => `<a href="#${anchor}">${heading}</a>`).join('')}</nav>`;
}
/** A chart that fills a card or `width`, drawn again for a narrow page so that its text stays readable. */
export async function wideChart(title, chart, width = 886) {
    const [wide, narrow] = [await renderChart(title, chart(width)), await renderChart(title, chart(320))];
    return `<div class="wide">${wide}</div><div class="narrow">${narrow}</div>`;
}
/** A chart that fills half of the page. */
export async function halfChart(title, chart) {
    return await renderChart(title, chart(410));
}
function anchorOf(heading) {
    return heading.toLowerCase().replace(/[^a-z]+/g, '-');
}
/** A table; columns named in `numbers` (from 0) stand to the right. Without headings it has no head. */
export function htmlTable(headings, rows, numbers) {
    const classOf = (column) => (numbers.includes(column) ? ' class="number"' : '');
    const head = headings.map((heading, column) => `<th${classOf(column)}>${escapeMarkup(heading)}</th>`).join('');
    const body = rows.map((row) => {
        const cells = row.map((cell, column) => {
            const html = typeof cell === 'string' ? escapeMarkup(cell) : cell.html;
            return `<td${classOf(column)}>${html}</td>`;
        });
        return `<tr>${cells.join('')}</tr>`;
    });
    const top = headings.length === 0 ? '' : `<thead><tr>${head}</tr></thead>`;
    return `<div class="scroll"><table>${top}<tbody>${body.join('\n')}</tbody></table></div>`;
}
/** Text as a cell in a fixed-width font. */
export function codeCell(text) {
    return { html: `<code>${escapeMarkup(text)}</code>` };
}
/** A record's source with its id below, as a cell. */
export function recordCell(source, id) {
    return { html: `${escapeMarkup(source)}<br><code class="soft">${escapeMarkup(id)}</code>` };
}
/** Why a record left with the evidence below, as a cell. */
export function whyCell(why, evidence) {
    return { html: `${escapeMarkup(why)}<br><span class="soft">${escapeMarkup(evidence)}</span>` };
}
/** A word of a few, as a cell that does not wrap, in the colour of its class. */
export function wordCell(word, style) {
    return { html: `<span class="nowrap ${style}">${escapeMarkup(word)}</span>` };
}
//# sourceMappingURL=page.js.map