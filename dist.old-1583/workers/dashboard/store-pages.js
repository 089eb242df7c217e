import { errorToData, MillraceError } from '../../core/errors.js';
import { escapeMarkup } from '../../quality/markup.js';
import { reportPolicy } from '../../quality/report/page.js';
import { renderReport } from '../../quality/report.js';
import { readManifest } from '../../shards/catalogue.js';
import { framed } from './frame.js';
import { stillPolicy } from './page-answer.js';
import { startPage } from './start-page.js';
import { whyPage } from './why-page.js';
const longestParameter = 1000;
/**
 * For a report, which has a script: an origin of its own keeps whatever runs there away from the Temporal UI, which can
 * start and end workflows.
 */
const apartPolicy = `sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox; ${reportPolicy}`;
/**
 * The page at a path below `/millrace/`: the start page, `report/NAME@V`, or `why/NAME@V?id=ID`. Reads the store through
 * its catalogue alone, so a path names a version or nothing. Never rejects: what is wrong becomes a page that says so.
 *
 * @param uiPath path of the namespace in the Temporal UI
 */
export async function storePage(storage, uiPath, url) {
    try {
        return await pageAt(storage, uiPath, url);
    }
    catch (error) {
        const { message, hint, kind } = errorToData(error);
        const text = [message, ...(hint === undefined ? [] : [hint])].map((part) => `<p>${escapeMarkup(part)}</p>`);
        return still(kind === 'usage' ? 404 : 500, 'Not here', `<h1>Not here</h1>${text.join('')}${back}`);
    }
}
const back = '<p><a href="/millrace/">All datasets</a></p>';
async function pageAt(storage, uiPath, { pathname, searchParams }) {
    const [, , kind = '', name = '', ...more] = pathname.split('/');
    if (kind === '')
        return still(200, 'Datasets', await startPage(storage, uiPath));
    if (name === '' || more.length > 0 || (kind !== 'report' && kind !== 'why'))
        throw nothingAt();
    const { manifest } = await readManifest(storage, decoded(name));
    if (kind === 'report') {
        return { status: 200, type: 'text/html', policy: apartPolicy, body: await renderReport(storage, manifest) };
    }
    const id = (searchParams.get('id') ?? '').trim();
    if (id.length > longestParameter)
        throw nothingAt();
    return still(200, `${manifest.dataset}@${manifest.version}`, await whyPage(storage, manifest, id));
}
function still(status, title, content) {
    return { status, type: 'text/html', policy: stillPolicy, body: framed(title, content) };
}
function decoded(part) {
    try {
        return decodeURIComponent(part);
    }
    catch {
        throw nothingAt();
    }
}
function nothingAt() {
    return new MillraceError('no-page', 'There is no such page.', {
        kind: 'usage',
        hint: 'Pages are /millrace/, /millrace/report/NAME@V and /millrace/why/NAME@V?id=ID.',
    });
}
//# sourceMappingURL=store-pages.js.map