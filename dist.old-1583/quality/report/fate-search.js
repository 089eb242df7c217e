import { fateNames } from '../../core/fate.js';
import { escapeMarkup } from '../markup.js';
import { countText } from '../number-text.js';
import { printable, shorten } from '../printable.js';
import { evidenceText } from '../sentence.js';
import { fairShare } from './fate-sample.js';
import { card } from './page.js';
/** Most fates that a page holds, about 150 bytes each. */
export const mostFates = 2000;
const mostBytes = 450_000;
const idLength = 48;
const sourceLength = 100;
/**
 * A table of fates to search, filled by the page's script. Holds all records, or equally many of each reason, rare
 * reasons whole.
 *
 * @param name the version, as commands take it
 */
export function fateSearchCard(all, name) {
    // Records that left are what people search for: kept ones come last.
    const samples = [...all.filter(({ fate }) => fate !== 'kept'), ...all.filter(({ fate }) => fate === 'kept')];
    const records = samples.reduce((sum, { count }) => sum + count, 0);
    if (records === 0)
        return '';
    let share = fairShare(samples, mostFates);
    let data = dataOf(samples, share);
    while (Buffer.byteLength(data) > mostBytes) {
        share = Math.floor(share / 2);
        data = dataOf(samples, share);
    }
    const shown = samples.reduce((sum, { count }) => sum + Math.min(share, count), 0);
    const lead = shown === records
        ? `All ${countText(records)} records.`
        : `${countText(shown)} of ${countText(records)} records, drawn by a hash of their ids: at most ${countText(share)} of each reason, rare reasons whole.`;
    const list = escapeMarkup(`npx millrace fates ${name}`);
    return card('Search the fates', lead, [
        `<noscript><p>The table needs JavaScript. <code>${list}</code> lists the fates.</p></noscript>`,
        '<div class="search" id="fate-controls" hidden><input type="search" placeholder="Search id, source, evidence" aria-label="Search"><select aria-label="Fate"></select><select aria-label="Stage"></select><select aria-label="Reason"></select></div>',
        `<div id="fate-table" hidden><p class="soft" id="fate-count" role="status"></p><div class="scroll"><table><thead><tr><th>fate</th><th>why</th><th>source and id</th></tr></thead><tbody id="fate-rows"></tbody></table></div><button type="button" id="fate-more">Show more</button></div>`,
        `<p class="soft">Every record: <code>${list}</code>, and one of them: <code>${escapeMarkup(`npx millrace why ${name} --id ID`)}</code></p>`,
        `<script type="application/json" id="fate-data">${data}</script>`,
    ]);
}
/** What the page's script reads: fates in use, groups `[fate, stage, reason]`, rows `[group, id, source, evidence]`. */
function dataOf(samples, share) {
    const groups = samples.map(({ fate, stage, reason }) => [fate, printable(stage), printable(reason)]);
    const rows = samples.flatMap(({ rows: drawn }, group) => drawn
        .slice(0, share)
        .map((row) => [
        group,
        printable(shorten(row.id, idLength)),
        printable(shorten(row.source, sourceLength)),
        evidenceText({ ...row, into: row.into === null ? null : shorten(row.into, idLength) }),
    ]));
    const fates = fateNames.filter((fate) => samples.some((sample) => sample.fate === fate));
    // A `<` could end the element that holds the data.
    return JSON.stringify({ fates, groups, rows }).replaceAll('<', '\\u003c');
}
//# sourceMappingURL=fate-search.js.map