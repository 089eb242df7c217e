import { escapeMarkup } from '../../quality/markup.js';
import { numberText, shareText } from '../../quality/number-text.js';
import { card, codeCell, htmlTable } from '../../quality/report/page.js';
import { sentence } from '../../quality/sentence.js';
import { explain } from '../../quality/why.js';
const shownSources = 100;
/** HTML that tells what became of one record, with a field to ask for another; the field alone for no id. */
export async function whyPage(storage, manifest, id) {
    const reference = `${manifest.dataset}@${manifest.version}`;
    const heading = `<h1>What became of a record <small>${escapeMarkup(reference)}</small></h1>`;
    const form = [
        `<form action="/millrace/why/${encodeURIComponent(reference)}">`,
        `<label>Its id, or the beginning of it <input name="id" size="40" maxlength="1000" value="${escapeMarkup(id)}"></label> `,
        '<button>Ask</button></form>',
    ].join('');
    const links = `<p class="soft"><a href="${reportPath(reference)}">Report of ${escapeMarkup(reference)}</a> · <a href="/millrace/">All datasets</a></p>`;
    if (id === '')
        return [heading, form, links].join('\n');
    const found = await explain(storage, manifest, { id });
    const verdict = `<p class="lede">${escapeMarkup(capital(sentence(found, found)))}.</p>`;
    const evidence = card('Evidence', '', [htmlTable(['', ''], evidenceRows(reference, found), [])]);
    return [heading, form, verdict, evidence, sourcesCard(found), commandCard(reference, found), links].join('\n');
}
/** Path of a version's report. */
export function reportPath(reference) {
    return `/millrace/report/${encodeURIComponent(reference)}`;
}
/** Path of the page about one record. */
export function whyPath(reference, id) {
    return `/millrace/why/${encodeURIComponent(reference)}?id=${encodeURIComponent(id)}`;
}
function evidenceRows(reference, found) {
    const { id, source, fate, stage, reason, value, limit, into, similarity, chain } = found;
    const record = (other) => ({
        html: `<a href="${escapeMarkup(whyPath(reference, other))}"><code>${escapeMarkup(other)}</code></a>`,
    });
    return [
        ['record', codeCell(id)],
        ['read from', codeCell(source)],
        ['fate', fate],
        ...(stage === null ? [] : [['decided by', codeCell(stage)]]),
        ...(reason === null ? [] : [['because of', codeCell(reason)]]),
        ...(value === null ? [] : [['measured', numberText(value)]]),
        ...(limit === null ? [] : [['limit', numberText(limit)]]),
        ...(into === null ? [] : [['merged into', record(into)]]),
        ...(similarity === null ? [] : [['similarity', shareText(similarity, 1)]]),
        ...chain.slice(1).map((further) => ['and that into', record(further)]),
    ];
}
function sourcesCard({ sources, sameId }) {
    const lists = [
        list('Records merged into it, by where they were read', sources.slice(1)),
        list('Later records with the same id, dropped', sameId),
    ];
    return card('Others', '', lists);
}
function list(heading, sources) {
    if (sources.length === 0)
        return '';
    const shown = sources.slice(0, shownSources).map((source) => `<li><code>${escapeMarkup(source)}</code></li>`);
    const more = sources.length > shownSources ? `<li>and ${sources.length - shownSources} more</li>` : '';
    return `<h3>${escapeMarkup(heading)}</h3><ul>${shown.join('')}${more}</ul>`;
}
function commandCard(reference, { id }) {
    const command = `npx millrace why ${reference} --id '${id.replaceAll("'", "'\\''")}'`;
    return card('In a terminal', '', [`<pre>${escapeMarkup(command)}</pre>`]);
}
function capital(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
}
//# sourceMappingURL=why-page.js.map