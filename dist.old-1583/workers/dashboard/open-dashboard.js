import { createServer } from 'node:http';
import { errorToData } from '../../core/errors.js';
import { listDatasets } from '../../shards/catalogue.js';
import { choosePort } from '../temporal/ports.js';
import { queryPage } from '../temporal/ui.js';
import { refusal } from './allowed-request.js';
import { openForwarder } from './forward.js';
import { answer, stillPolicy } from './page-answer.js';
import { presetPage, presetPolicy, presetScript, presetScriptPath } from './preset-page.js';
import { columns, datasetViews, views } from './saved-views.js';
import { storePage } from './store-pages.js';
import { pathOf, uiVersion } from './ui-version.js';
const host = '127.0.0.1';
const preferredPorts = [8234, 8235, 8236];
/** UIs whose way to keep columns and views is known, and held by tests/browser. */
const knownVersion = /^2\.54\./;
/** The UI hands workflow details to its own renderer in the path of a request. */
const longestRequestBytes = 1024 * 1024;
const longestQuery = 2000;
/**
 * Serves the Temporal UI through a proxy of the same origin, so that `/dash` can set up its columns and saved views in
 * the browser, and pages below `/millrace/` can be linked from workflow details.
 * Throws MillraceError `port-in-use` (usage).
 */
export async function openDashboard(options) {
    const uiUrl = new URL(options.uiUrl);
    const port = await choosePort(options.port, preferredPorts);
    const forwarder = openForwarder(uiUrl);
    const server = createServer({ maxHeaderSize: longestRequestBytes }, (request, response) => {
        const refused = refusal(request);
        if (refused !== undefined)
            return answer(response, plain(403, refused));
        const url = new URL(request.url ?? '/', `http://${host}`);
        if (!/^\/(dash|millrace)(\/|$)/.test(url.pathname))
            return forwarder.forward(request, response);
        void answerOwn(request, response, () => ownPage(options, uiUrl, url));
    });
    await new Promise((resolve, reject) => server.once('error', reject).listen({ host, port }, resolve));
    return {
        url: `http://${host}:${port}/dash`,
        presets: await isKnown(uiUrl),
        close: async () => {
            const closed = new Promise((resolve) => server.close(resolve));
            server.closeAllConnections();
            forwarder.close();
            await closed;
        },
    };
}
async function answerOwn(request, response, page) {
    const reads = request.method === 'GET' || request.method === 'HEAD';
    request.resume();
    answer(response, reads ? await page().catch(failed) : plain(405, 'Only GET and HEAD.'));
}
async function ownPage({ storage, namespace }, uiUrl, url) {
    const uiPath = `${pathOf(uiUrl)}/namespaces/${encodeURIComponent(namespace)}`;
    if (url.pathname.startsWith('/millrace'))
        return await storePage(storage, uiPath, url);
    if (url.pathname === presetScriptPath) {
        return { status: 200, type: 'text/javascript', policy: stillPolicy, body: presetScript() };
    }
    if (!/^\/dash\/?$/.test(url.pathname))
        return plain(404, 'There is no such page.');
    const query = url.searchParams.get('query') ?? views[0].query;
    if (query.length > longestQuery)
        return plain(414, `A query has at most ${longestQuery} characters.`);
    const preset = { namespace, columns, views: [...views, ...datasetViews(await listDatasets(storage))] };
    const list = queryPage(pathOf(uiUrl), namespace, query);
    const body = presetPage((await isKnown(uiUrl)) ? preset : null, list);
    return { status: 200, type: 'text/html', policy: presetPolicy, body };
}
async function isKnown(uiUrl) {
    return knownVersion.test((await uiVersion(uiUrl)) ?? '');
}
function failed(error) {
    return plain(500, errorToData(error).message);
}
function plain(status, text) {
    return { status, type: 'text/plain', policy: stillPolicy, body: `${text}\n` };
}
//# sourceMappingURL=open-dashboard.js.map