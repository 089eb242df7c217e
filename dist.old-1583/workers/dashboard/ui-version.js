import http from 'node:http';
import https from 'node:https';
import { text } from 'node:stream/consumers';
const limitMs = 3000;
/** Version of the Temporal UI at an address, by what it tells its own pages; undefined where it does not, in 3 s. */
export async function uiVersion(uiUrl) {
    try {
        const settings = JSON.parse(await getText(new URL(`${pathOf(uiUrl)}/api/v1/settings`, uiUrl)));
        const version = settings?.Version;
        return typeof version === 'string' ? version : undefined;
    }
    catch {
        return undefined;
    }
}
/** Path that a UI's pages begin with: empty, or such as `/temporal`. */
export function pathOf(uiUrl) {
    return uiUrl.pathname.replace(/\/+$/, '');
}
function getText(url) {
    const client = url.protocol === 'https:' ? https : http;
    return new Promise((resolve, reject) => {
        // An agent of its own: the shared one may follow the environment to a proxy.
        const options = { agent: new client.Agent(), signal: AbortSignal.timeout(limitMs) };
        client.get(url, options, (answer) => resolve(text(answer))).once('error', reject);
    });
}
//# sourceMappingURL=ui-version.js.map