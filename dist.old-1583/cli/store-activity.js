import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readVersion } from '../shards/catalogue.js';
import { isDatasetName, parseReference } from '../shards/dataset-name.js';
import { readDecision } from '../shards/decision.js';
import { taskQueueOf } from '../workers/task-queue.js';
import { connectClient } from '../workers/temporal/connection.js';
import { holderOf, readLock } from '../workers/temporal/lock.js';
import { processStart } from '../workers/temporal/process-identity.js';
import { localTarget, localUiUrl } from '../workers/temporal/ready.js';
import { temporalSettings } from '../workers/temporal/settings.js';
import { externalUiUrl } from '../workers/temporal/ui.js';
import { unfinishedBuilds } from '../workers/unfinished-builds.js';
import { attributes } from '../workflows/attributes.js';
/**
 * Looks at what runs for a store, and at what is left to do; starts nothing. Throws what connecting to a Temporal that the environment names throws.
 */
export async function readActivity(storage, env) {
    const folder = join(storage.location, 'temporal');
    const found = await serverWithWorkflows(folder, storage, env);
    const { target, uiUrl, pid } = found?.server ?? {};
    return {
        server: target === undefined ? null : { address: target.address, uiUrl: uiUrl ?? null, pid: pid ?? null },
        workers: await liveWorkers(folder),
        builds: found?.open.flatMap((each) => (each.workflow === 'reviewVersion' ? [] : [openBuild(each)])) ?? [],
        reviews: await openReviews(storage, found?.open ?? []),
        unfinished: await allUnfinished(storage),
    };
}
async function serverWithWorkflows(folder, storage, env) {
    const server = await findServer(folder, env);
    if (server === undefined)
        return undefined;
    try {
        return { server, open: await openWorkflows(server.target, taskQueueOf(storage, env)) };
    }
    catch (error) {
        // The server of a command that was killed ends soon after it, perhaps since the look at its lock.
        if (server.pid === null || (await findServer(folder, env)) !== undefined)
            throw error;
        return undefined;
    }
}
async function findServer(folder, env) {
    const settings = temporalSettings(env);
    if (settings.kind === 'external') {
        const { target } = settings;
        return { target, uiUrl: externalUiUrl(target) ?? null, pid: null };
    }
    const record = existsSync(folder) ? await readLock(folder) : undefined;
    if (record === undefined || holderOf(folder, record) !== 'running')
        return undefined;
    return { target: localTarget(record.port), uiUrl: localUiUrl(record.uiPort), pid: record.pid };
}
async function allUnfinished(storage) {
    const found = [];
    for (const name of (await storage.folders('')).filter(isDatasetName))
        found.push(...(await unfinishedBuilds(storage, name)));
    return found;
}
async function liveWorkers(folder) {
    const names = await readdir(folder).catch(() => []);
    const workers = [];
    for (const name of names.filter((each) => /^worker-\d+\.json$/.test(each)).sort()) {
        const text = await readFile(join(folder, name), 'utf8').catch(() => undefined);
        if (text === undefined)
            continue;
        const { pid, hostPids, address } = JSON.parse(text);
        if (processStart(pid) !== undefined)
            workers.push({ pid, hostPids, address });
    }
    return workers;
}
async function openWorkflows(target, taskQueue) {
    const client = await connectClient(target);
    try {
        const open = [];
        const query = `TaskQueue = '${taskQueue.replaceAll("'", '')}' AND ExecutionStatus = 'Running'`;
        for await (const { workflowId, type, startTime, typedSearchAttributes } of client.workflow.list({ query }))
            open.push({
                workflowId,
                workflow: type,
                dataset: typedSearchAttributes.get(attributes.dataset) ?? null,
                datasetVersion: typedSearchAttributes.get(attributes.datasetVersion) ?? null,
                phase: typedSearchAttributes.get(attributes.stage) ?? null,
                startedAt: startTime.toISOString(),
            });
        return open;
    }
    finally {
        await client.connection.close();
    }
}
function openBuild({ datasetVersion: _, ...build }) {
    return build;
}
async function openReviews(storage, open) {
    const reviews = [];
    for (const { workflow, workflowId, datasetVersion, startedAt } of open) {
        if (workflow !== 'reviewVersion' || datasetVersion === null)
            continue;
        const { dataset, version } = parseReference(datasetVersion);
        if (typeof version !== 'number')
            continue;
        const decision = await readDecision(storage, await readVersion(storage, dataset, version));
        reviews.push({ workflowId, dataset, version, decision: decision?.decision ?? null, startedAt });
    }
    return reviews;
}
//# sourceMappingURL=store-activity.js.map