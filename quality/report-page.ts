import { escapeMarkup } from './markup.ts';

const style = `
:root{color-scheme:light dark;--ground:#f7f5f0;--card:#fffefb;--ink:#22262b;--soft:#666d75;--line:#e3dfd5;
--kept:#1f9a70;--dropped:#e0892b;--merged:#6379d6;--quarantined:#cc4b55;--plain:#4f86ad;--fail:#b3323d}
@media (prefers-color-scheme:dark){:root{--ground:#14171a;--card:#1b1f24;--ink:#e4e3de;--soft:#9aa2aa;--line:#2d333a;
--kept:#3db88b;--dropped:#e59a4c;--merged:#8798e6;--quarantined:#e0717a;--plain:#74a7cc;--fail:#f08a92}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 ui-sans-serif,system-ui,sans-serif}
main{max-width:980px;margin:0 auto;padding:40px 24px 64px}
.eyebrow{color:var(--soft);font-size:13px;letter-spacing:.08em;text-transform:uppercase;margin:0}
h1{font:600 40px/1.15 ui-serif,Georgia,serif;margin:4px 0 8px;overflow-wrap:anywhere}
h1 small{font-size:22px;font-weight:400;color:var(--soft)}
h2{font:600 20px/1.3 ui-serif,Georgia,serif;margin:0 0 4px}
h3{font-size:14px;font-weight:600;margin:20px 0 4px}
p{margin:0 0 14px;max-width:46em}
.lede{font-size:18px;margin-bottom:24px}
.soft{color:var(--soft)}
section{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:20px 22px;margin-top:20px;min-width:0}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(420px,100%),1fr));gap:20px;margin-top:20px}
.pair section{margin-top:0}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(140px,1fr));gap:1px;background:var(--line);
border:1px solid var(--line);border-radius:10px;overflow:hidden;margin-top:24px}
.tiles div{background:var(--card);padding:12px 16px}
.tiles b{display:block;font-size:21px;font-weight:600;font-variant-numeric:tabular-nums}
.tiles span{color:var(--soft);font-size:13px}
svg{display:block;max-width:100%;height:auto;margin:8px 0}
table{border-collapse:collapse;width:100%;font-size:13.5px;font-variant-numeric:tabular-nums}
th{font-weight:600;color:var(--soft);text-align:left}
th,td{padding:6px 16px 6px 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
tr:last-child td{border-bottom:0}
.number{text-align:right;white-space:nowrap;padding-right:28px}
.nowrap{white-space:nowrap}
code{font:12px/1.5 ui-monospace,monospace;unicode-bidi:isolate}
td:first-child code{display:inline-block;min-width:12.6em}
pre{font:12px/1.5 ui-monospace,monospace;overflow:auto;max-height:30em;margin:8px 0 0}
summary{cursor:pointer;font-weight:600}
.fail{color:var(--fail);font-weight:600}
.warn{color:var(--dropped);font-weight:600}
.pass{color:var(--kept);font-weight:600}
`;

/** A whole HTML page, light or dark as the reader prefers, that loads nothing. `content` is HTML. */
export function reportPage(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeMarkup(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${content}
</main>
</body>
</html>
`;
}

/** A card of the page. `content` is HTML; a card without any is left out. */
export function card(heading: string, lead: string, content: readonly string[]): string {
  const body = content.filter((part) => part !== '').join('\n');
  if (body === '') return '';
  const soft = lead === '' ? '' : `<p class="soft">${escapeMarkup(lead)}</p>`;
  return `<section><h2>${escapeMarkup(heading)}</h2>${soft}\n${body}</section>`;
}

/** Cards beside each other where the page is wide enough. */
export function pair(cards: readonly string[]): string {
  const shown = cards.filter((each) => each !== '');
  return shown.length === 0 ? '' : `<div class="pair">${shown.join('\n')}</div>`;
}

/** A cell of a table: text, or HTML that is already escaped. */
export type Cell = string | { readonly html: string };

/** A table; columns named in `numbers` (from 0) stand to the right. */
export function htmlTable(headings: readonly string[], rows: readonly (readonly Cell[])[], numbers: readonly number[]) {
  const classOf = (column: number) => (numbers.includes(column) ? ' class="number"' : '');
  const head = headings.map((heading, column) => `<th${classOf(column)}>${escapeMarkup(heading)}</th>`).join('');
  const body = rows.map((row) => {
    const cells = row.map((cell, column) => {
      const html = typeof cell === 'string' ? escapeMarkup(cell) : cell.html;
      return `<td${classOf(column)}>${html}</td>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<table><thead><tr>${head}</tr></thead><tbody>${body.join('\n')}</tbody></table>`;
}

/** Text as a cell in a fixed-width font. */
export function codeCell(text: string): Cell {
  return { html: `<code>${escapeMarkup(text)}</code>` };
}
