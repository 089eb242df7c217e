import { WorkflowFailedError, WorkflowNotFoundError, } from '@temporalio/client';
import { MillraceError } from '../core/errors.js';
import { untilAborted } from './abort.js';
import { buildError, buildErrorText, wasEnded } from './build-outcome.js';
import { watchDiskSpace } from './disk-space.js';
import { interrupted } from './hosts/hosts.js';
import { workflowPage } from './temporal/ui.js';
/**
 * Starts or joins a workflow and follows it to its result. A joined one that fails by itself is begun anew once, since
 * what ended the earlier command may reach its workflow only now. Rejects when the workflow fails, when the worker
 * does, when the disk is full, or with `interrupted` when `signal` aborts; the workflow then waits to be joined.
 */
export async function followWorkflow(options) {
    const { opened, onEvent, signal } = options;
    const { session, worker } = opened;
    if (signal.aborted)
        throw interrupted();
    const { handle, resumed } = await startOrJoin(options);
    const { workflowId } = handle;
    const url = session.uiUrl === null ? null : workflowPage(session.uiUrl, session.target.namespace, workflowId);
    onEvent({ type: 'started', workflowId, url, resumed, hostPids: worker.hostPids() });
    const result = await resultOf(handle, options)
        .catch(async (error) => {
        if (!resumed || !(error instanceof WorkflowFailedError) || wasEnded(error))
            throw error;
        const text = `the resumed run failed (${buildErrorText(error)}); a new run goes on from the same work`;
        onEvent({ type: 'note', text });
        return resultOf((await startOrJoin(options)).handle, options);
    })
        .catch((error) => {
        throw buildError(error);
    });
    return { result, workflowId, url };
}
async function startOrJoin({ opened, workflowId, start, }) {
    const { client } = opened.session;
    const resumed = await isRunning(client, workflowId);
    const handle = await start(client, {
        workflowId,
        taskQueue: opened.taskQueue,
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    });
    return { handle, resumed };
}
async function isRunning(client, workflowId) {
    try {
        return (await client.workflow.getHandle(workflowId).describe()).status.name === 'RUNNING';
    }
    catch (error) {
        if (error instanceof WorkflowNotFoundError)
            return false;
        throw error;
    }
}
async function resultOf(handle, { storage, opened, signal, watch }) {
    const over = new AbortController();
    const stopped = untilAborted(signal).then(() => {
        throw interrupted();
    });
    const workerEnded = opened.worker.ended.then(() => {
        throw new MillraceError('worker-ended', 'The worker ended before the work did', {
            hint: `See temporal/worker.log in the store; the same command goes on from here.`,
        });
    });
    // It only ever rejects here: resolving, when all is over, must not win the race.
    const diskFull = watchDiskSpace(storage.location, over.signal).then(() => new Promise(() => undefined));
    const watching = watch(handle, over.signal);
    try {
        return await Promise.race([handle.result(), stopped, workerEnded, diskFull]);
    }
    finally {
        over.abort();
        for (const loser of [stopped, workerEnded, diskFull])
            loser.catch(() => undefined);
        await watching;
    }
}
//# sourceMappingURL=follow-workflow.js.map