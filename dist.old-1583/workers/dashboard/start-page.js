import { errorToData } from '../../core/errors.js';
import { gateText } from '../../quality/gate-text.js';
import { holdsBack } from '../../quality/gates.js';
import { escapeMarkup } from '../../quality/markup.js';
import { countText, shareText } from '../../quality/number-text.js';
import { card, htmlTable } from '../../quality/report/page.js';
import { listDatasets, listVersions, readVersion } from '../../shards/catalogue.js';
import { readDecision } from '../../shards/decision.js';
import { readLatest } from '../../shards/latest.js';
import { datasetQuery, views } from './saved-views.js';
import { reportPath } from './why-page.js';
const shownDatasets = 200;
const shownVersions = 8;
/**
 * HTML of the start page: every dataset with its latest version and the state of its newest, and the saved views.
 *
 * @param uiPath path of the namespace in the Temporal UI
 */
export async function startPage(storage, uiPath) {
    const datasets = await listDatasets(storage);
    const cards = [];
    for (const dataset of datasets.slice(0, shownDatasets)) {
        cards.push(await datasetCard(storage, dataset).catch((error) => unreadable(dataset, error)));
    }
    const rest = datasets.length - shownDatasets;
    return [
        '<p class="eyebrow">Millrace</p><h1>Datasets</h1>',
        `<p class="lede"><a href="/dash">All work</a> · <a href="${escapeMarkup(uiPath)}/schedules">Schedules</a></p>`,
        datasets.length === 0 ? card('No dataset yet', 'npx millrace build RECIPE makes one.', ['<p></p>']) : '',
        ...cards,
        rest > 0 ? `<p class="soft">And ${countText(rest)} more: npx millrace ls lists all.</p>` : '',
        viewsCard(),
    ].join('\n');
}
async function datasetCard(storage, dataset) {
    const numbers = await listVersions(storage, dataset);
    const latest = await readLatest(storage, dataset);
    const rows = [];
    let newest;
    for (const number of numbers.slice(-shownVersions).reverse()) {
        const stored = await readVersion(storage, dataset, number);
        newest ??= stored.manifest;
        rows.push(versionRow(stored.manifest, latest?.version, await readDecision(storage, stored)));
    }
    const table = htmlTable(['report', '', 'records', 'kept', '', 'tokens', 'gates'], rows, [2, 3, 4, 5]);
    const older = numbers.length - rows.length;
    const links = [
        `<a href="${dashPath(datasetQuery(dataset))}">Its builds, reviews and training runs</a>`,
        ...(newest === undefined
            ? []
            : [`<a href="/millrace/why/${encodeURIComponent(`${dataset}@${newest.version}`)}">What became of a record?</a>`]),
    ].join(' · ');
    const more = older > 0 ? `<p class="soft">And ${countText(older)} older.</p>` : '';
    return card(dataset, state(newest, latest?.version), [table, more, `<p>${links}</p>`]);
}
function state(newest, latest) {
    if (newest === undefined)
        return '';
    if (newest.version === latest)
        return `latest is version ${latest}.`;
    const stays = latest === undefined ? 'There is no latest yet' : `latest stays at version ${latest}`;
    const failed = newest.gates.find(holdsBack);
    return failed === undefined ? `${stays}.` : `${stays}: in version ${newest.version}, ${gateText(failed)}.`;
}
/** One damaged dataset hides no other. */
function unreadable(dataset, error) {
    const { message, hint } = errorToData(error);
    return card(dataset, message, [`<p class="fail">${escapeMarkup(hint ?? 'It cannot be read.')}</p>`]);
}
function versionRow(manifest, latest, decision) {
    const { dataset, version, records, tokens, gates, gatesPassed } = manifest;
    const verdict = gatesPassed ? '<span class="pass">passed</span>' : '<span class="fail">failed</span>';
    const decided = decision === undefined ? '' : `, ${decision.decision}`;
    return [
        { html: `<a href="${reportPath(`${dataset}@${version}`)}">${escapeMarkup(`${dataset}@${version}`)}</a>` },
        version === latest ? { html: '<span class="pass">latest</span>' } : '',
        countText(records.in),
        countText(records.kept),
        shareText(records.kept, records.in),
        tokens === 0 ? '–' : countText(tokens),
        gates.length === 0 ? 'none' : { html: `${verdict}${decided}` },
    ];
}
function viewsCard() {
    const rows = views.map(({ name, query, description }) => [
        { html: `<a href="${dashPath(query)}">${escapeMarkup(name)}</a>` },
        description,
    ]);
    return card('Views of the workflow list', 'The Temporal UI keeps them under Saved Views.', [
        htmlTable(['', ''], rows, []),
    ]);
}
/** The page that opens the workflow list with a query. */
function dashPath(query) {
    return `/dash?query=${encodeURIComponent(query)}`;
}
//# sourceMappingURL=start-page.js.map