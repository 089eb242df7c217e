/** Opens the store's Temporal, which needs no worker, lets `use` have the schedules, and ends what it started. */
export async function withSchedules(store, output, use) {
    const { openStorage } = await import('../../storage/open-storage.js');
    const { taskQueueOf } = await import('../../workers/task-queue.js');
    const { openTemporalSession } = await import('../../workers/temporal-session.js');
    const { requireWritable } = await import('../writable-store.js');
    const storage = openStorage(store);
    await requireWritable(storage);
    const session = await openTemporalSession(storage.location, process.env, output.line);
    try {
        return await use({ session, client: session.client, storage, taskQueue: taskQueueOf(storage, process.env) });
    }
    finally {
        await session.close();
    }
}
/** What a person does so that scheduled builds run; nothing where a worker and a server that stays are there. */
export async function neededLines({ session, ...place }) {
    const { hasWorker } = await import('../../workers/has-worker.js');
    if (session.target.local && session.started)
        return ['', 'Builds run while a server and a worker do:', '  npx millrace up --worker'];
    if (await hasWorker(place.client, place.taskQueue, 'activity'))
        return [];
    return ['', 'No worker serves this store now, so builds wait for one:', '  npx millrace worker'];
}
/** Pages of the Temporal UI; null where its address is not known. */
export async function pagesOf({ session: { uiUrl, target } }) {
    const { schedulePage, workflowPage } = await import('../../workers/temporal/ui.js');
    const page = (of, id) => uiUrl === null ? null : of(uiUrl, target.namespace, id);
    return {
        schedule: (id) => page(schedulePage, id),
        workflow: (id) => page(workflowPage, id),
    };
}
//# sourceMappingURL=open-schedules.js.map