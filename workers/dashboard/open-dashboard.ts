import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { errorToData } from '../../core/errors.ts';
import { listDatasets } from '../../shards/catalogue.ts';
import type { Storage } from '../../storage/storage.ts';
import { choosePort } from '../temporal/ports.ts';
import { queryPage } from '../temporal/ui.ts';
import { refusal } from './allowed-request.ts';
import { openForwarder } from './forward.ts';
import { answer, type Page, stillPolicy } from './page-answer.ts';
import type { Preset } from './preset.ts';
import { presetPage, presetPolicy, presetScript, presetScriptPath } from './preset-page.ts';
import { columns, datasetViews, views } from './saved-views.ts';
import { storePage } from './store-pages.ts';
import { pathOf, uiVersion } from './ui-version.ts';

const host = '127.0.0.1';
const preferredPorts = [8234, 8235, 8236];
/** UIs whose way to keep columns and views is known, and held by tests/browser. */
const knownVersion = /^2\.54\./;
/** The UI hands workflow details to its own renderer in the path of a request. */
const longestRequestBytes = 1024 * 1024;
const longestQuery = 2000;

export interface DashboardOptions {
  readonly uiUrl: string;
  readonly namespace: string;
  readonly storage: Storage;
  /** Must be free; where none is named, 8234 or any that is free. */
  readonly port?: number;
}

/** The Temporal UI and the pages of a store, at one loopback address, until it is closed. */
export interface Dashboard {
  /** The address to open. */
  readonly url: string;
  /** True where this UI's columns and saved views are set up; else only its list is opened with a query. */
  readonly presets: boolean;
  readonly close: () => Promise<void>;
}

/**
 * Serves the Temporal UI through a proxy of the same origin, so that `/dash` can set up its columns and saved views in
 * the browser, and pages below `/millrace/` can be linked from workflow details.
 * Throws MillraceError `port-in-use` (usage).
 */
export async function openDashboard(options: DashboardOptions): Promise<Dashboard> {
  const uiUrl = new URL(options.uiUrl);
  const port = await choosePort(options.port, preferredPorts);
  const forwarder = openForwarder(uiUrl);
  const server = createServer({ maxHeaderSize: longestRequestBytes }, (request, response) => {
    const refused = refusal(request);
    if (refused !== undefined) return answer(response, plain(403, refused));
    const url = new URL(request.url ?? '/', `http://${host}`);
    if (!/^\/(dash|millrace)(\/|$)/.test(url.pathname)) return forwarder.forward(request, response);
    void answerOwn(request, response, () => ownPage(options, uiUrl, url));
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen({ host, port }, resolve));
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

async function answerOwn(request: IncomingMessage, response: ServerResponse, page: () => Promise<Page>): Promise<void> {
  const reads = request.method === 'GET' || request.method === 'HEAD';
  request.resume();
  answer(response, reads ? await page().catch(failed) : plain(405, 'Only GET and HEAD.'));
}

async function ownPage({ storage, namespace }: DashboardOptions, uiUrl: URL, url: URL): Promise<Page> {
  const uiPath = `${pathOf(uiUrl)}/namespaces/${encodeURIComponent(namespace)}`;
  if (url.pathname.startsWith('/millrace')) return await storePage(storage, uiPath, url);
  if (url.pathname === presetScriptPath) {
    return { status: 200, type: 'text/javascript', policy: stillPolicy, body: presetScript() };
  }
  if (!/^\/dash\/?$/.test(url.pathname)) return plain(404, 'There is no such page.');
  const query = url.searchParams.get('query') ?? views[0].query;
  if (query.length > longestQuery) return plain(414, `A query has at most ${longestQuery} characters.`);
  const preset: Preset = { namespace, columns, views: [...views, ...datasetViews(await listDatasets(storage))] };
  const list = queryPage(pathOf(uiUrl), namespace, query);
  const body = presetPage((await isKnown(uiUrl)) ? preset : null, list);
  return { status: 200, type: 'text/html', policy: presetPolicy, body };
}

async function isKnown(uiUrl: URL): Promise<boolean> {
  return knownVersion.test((await uiVersion(uiUrl)) ?? '');
}

function failed(error: unknown): Page {
  return plain(500, errorToData(error).message);
}

function plain(status: number, text: string): Page {
  return { status, type: 'text/plain', policy: stillPolicy, body: `${text}\n` };
}
