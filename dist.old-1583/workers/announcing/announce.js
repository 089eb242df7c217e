import { ApplicationFailure, Context, heartbeat, log } from '@temporalio/activity';
import { Runtime } from '@temporalio/worker';
import { openStorage } from '../../storage/open-storage.js';
import { withHeartbeats } from '../heartbeats.js';
import { recordAnnouncement } from '../telemetry/record-announcement.js';
import { namedUiUrl, workflowPage } from '../temporal/ui.js';
import { openAnnounced } from './announced.js';
import { lineageListeners } from './lineage/lineage-listener.js';
import { tellAll } from './listener.js';
import { readRunFacts } from './run-facts.js';
import { webhookListeners } from './webhooks.js';
/**
 * Tells those who listen what happened to a build: the worker's metrics, OpenLineage, webhooks. Where some could not be
 * told the activity fails with their number and reasons, to be retried by the workflow's policy, and the next attempt
 * tells those alone.
 */
export function announce(announcement) {
    const { info, client } = Context.current();
    const told = toldBefore(info.heartbeatDetails);
    return withHeartbeats({ told }, async () => {
        const run = () => readRunFacts(client, announcement);
        const page = pageOf(announcement.workflowId, info.namespace);
        const announced = openAnnounced(announcement, openStorage(announcement.store), page, run);
        const problems = await tellAll(await listenersOf(announced), told);
        if (problems.length === 0)
            return;
        for (const problem of problems)
            log.warn(`${announcement.dataset} ${announcement.kind}: ${problem}`);
        heartbeat({ told });
        throw ApplicationFailure.retryable(`not told: ${problems.join('; ')}`, 'not-told');
    });
}
async function listenersOf(announced) {
    const meter = Runtime.instance().metricMeter;
    const recipe = await announced.recipe();
    const onProblem = (text) => log.warn(text);
    return [
        { key: 'metrics', tell: () => recordAnnouncement(meter, announced) },
        ...lineageListeners(announced, process.env, onProblem),
        ...webhookListeners(announced, recipe?.alerts ?? [], process.env, onProblem),
    ];
}
/** A worker knows the address of the UI only where a person named it: the server's own may be on another machine. */
function pageOf(workflowId, namespace) {
    const uiUrl = namedUiUrl(process.env);
    return uiUrl === undefined ? null : workflowPage(uiUrl, namespace, workflowId);
}
function toldBefore(details) {
    const { told } = (details ?? {});
    return Array.isArray(told) ? told.filter((key) => typeof key === 'string') : [];
}
//# sourceMappingURL=announce.js.map