import { Agent, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { MillraceError } from '../../core/errors.js';
const pollMs = 50;
const requestTimeoutMs = 2000;
/** Waits until a GET of the UI answers 200. Throws MillraceError `temporal-ui` after `limitMs`, or when `isAlive` fails. */
export async function waitForUi(uiUrl, isAlive, limitMs) {
    const deadline = performance.now() + limitMs;
    let found = 'no answer';
    while (isAlive() && performance.now() < deadline) {
        try {
            const status = await statusOf(uiUrl);
            if (status === 200)
                return;
            found = `status ${status}`;
        }
        catch (error) {
            found = error instanceof Error ? error.message : String(error);
        }
        await sleep(pollMs);
    }
    throw new MillraceError('temporal-ui', `the Temporal UI at ${uiUrl} does not answer: ${found}`, { at: uiUrl });
}
function statusOf(url) {
    return new Promise((resolve, reject) => {
        // An agent of its own: the shared one may follow the environment to a proxy, which cannot reach the loopback address.
        const request = get(url, { agent: new Agent(), timeout: requestTimeoutMs }, (response) => {
            response.resume();
            resolve(response.statusCode);
        });
        request.once('timeout', () => request.destroy(new Error('no answer in time'))).once('error', reject);
    });
}
/** The address of the UI that the environment names, without `/` at its end. */
export function namedUiUrl(env) {
    return env['TEMPORAL_UI_URL']?.replace(/\/+$/, '') || undefined;
}
/** The UI of a Temporal that a person named: known for Temporal Cloud only, whose UI has one address for all. */
export function externalUiUrl(target) {
    return /\.tmprl\.cloud:\d+$|\.temporal\.io:\d+$/.test(target.address) ? 'https://cloud.temporal.io' : undefined;
}
/** The page of one workflow. */
export function workflowPage(uiUrl, namespace, workflowId) {
    return `${uiUrl}/namespaces/${encodeURIComponent(namespace)}/workflows/${encodeURIComponent(workflowId)}`;
}
/** The page that lists the workflows of a visibility query, such as `Dataset='docs-en'`. */
export function queryPage(uiUrl, namespace, query) {
    return `${uiUrl}/namespaces/${encodeURIComponent(namespace)}/workflows?query=${encodeURIComponent(query)}`;
}
/** The page of one schedule. */
export function schedulePage(uiUrl, namespace, scheduleId) {
    return `${uiUrl}/namespaces/${encodeURIComponent(namespace)}/schedules/${encodeURIComponent(scheduleId)}`;
}
//# sourceMappingURL=ui.js.map