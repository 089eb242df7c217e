import { MillraceError } from '../../core/errors.js';
import { sha256Hex } from '../../storage/digest.js';
import { refusal, webhookBody } from './chat-format.js';
import { postJson } from './post-json.js';
import { webhookEvent } from './webhook-event.js';
/** Address that a worker tells of what needs a person, whatever the recipes say. */
export const workerWebhook = 'MILLRACE_WEBHOOK';
const workerKinds = ['gates-failed', 'failed', 'approved', 'rejected'];
/**
 * Whom an announcement goes to by webhook: those of the recipe's alerts that asked for its kind, and the worker's own.
 * An address is told once, however often it is named. `onProblem` is told of a variable that is missing or holds no
 * address.
 */
export function webhookListeners(announced, alerts, env, onProblem) {
    const { kind } = announced.announcement;
    const named = alerts.filter(({ on }) => on.some((each) => each === kind)).map(({ webhook }) => webhook);
    const own = env[workerWebhook] && workerKinds.includes(kind) ? [`$${workerWebhook}`] : [];
    const addresses = [...named, ...own].flatMap((webhook) => addressOf(webhook, env, onProblem) ?? []);
    const unique = new Map(addresses.map((url) => [url.href, url]));
    return [...unique.values()].map((url) => ({
        // A digest, since these names lie in Temporal while a delivery is retried.
        key: `webhook-${sha256Hex(url.href).slice(0, 12)}`,
        tell: () => post(url, announced),
    }));
}
/**
 * The worker's own address; null for none.
 *
 * @throws {MillraceError} `webhook-settings` (usage) where it is no http(s) address
 */
export function ownWebhook(env) {
    const problems = [];
    if (!env[workerWebhook])
        return null;
    const url = addressOf(`$${workerWebhook}`, env, (text) => problems.push(text));
    if (url !== undefined)
        return url;
    throw new MillraceError('webhook-settings', `${workerWebhook}: expected an http(s) address`, {
        kind: 'usage',
        at: workerWebhook,
        hint: 'See docs/telemetry.md.',
    });
}
function addressOf(webhook, env, onProblem) {
    const text = webhook.startsWith('$') ? env[webhook.slice(1)] : webhook;
    if (text === undefined || text === '') {
        onProblem(`alerts: ${webhook} is not set where this worker runs, so nobody is told there`);
        return undefined;
    }
    const url = URL.canParse(text) ? new URL(text) : null;
    if (url !== null && /^https?:$/.test(url.protocol))
        return url;
    const name = webhook.startsWith('$') ? webhook : 'a webhook';
    onProblem(`alerts: ${name} is no http(s) address, so nobody is told there`);
    return undefined;
}
async function post(url, announced) {
    const event = webhookEvent(announced.announcement, await announced.manifest(), announced.page);
    const answer = await postJson({
        url,
        body: webhookBody(url, event),
        headers: { 'idempotency-key': event.id },
    });
    const code = refusal(url, answer);
    if (code !== null)
        throw new Error(`${url.origin} refused the message with code ${code}`);
}
//# sourceMappingURL=webhooks.js.map