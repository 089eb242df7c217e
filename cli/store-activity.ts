import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readVersion } from '../shards/catalogue.ts';
import { isDatasetName, parseReference } from '../shards/dataset-name.ts';
import { type Decision, readDecision } from '../shards/decision.ts';
import { processStart } from '../storage/process-identity.ts';
import type { Storage } from '../storage/storage.ts';
import { machineFolder } from '../workers/machine-folder.ts';
import { taskQueueOf } from '../workers/task-queue.ts';
import { connectClient } from '../workers/temporal/connection.ts';
import { holderOf, readLock } from '../workers/temporal/lock.ts';
import { localTarget, localUiUrl } from '../workers/temporal/ready.ts';
import { type TemporalTarget, temporalSettings } from '../workers/temporal/settings.ts';
import { externalUiUrl } from '../workers/temporal/ui.ts';
import { type UnfinishedBuild, unfinishedBuilds } from '../workers/unfinished-builds.ts';
import type { WorkerMarker } from '../workers/worker-marker.ts';
import { attributes } from '../workflows/attributes.ts';

/** What runs for a store now. */
export interface StoreActivity {
  /** The Temporal that its builds use; null where none runs. */
  readonly server: { readonly address: string; readonly uiUrl: string | null; readonly pid: number | null } | null;
  /** Workers of this machine that live, with their hosts' process ids. */
  readonly workers: readonly Omit<WorkerMarker, 'taskQueue' | 'trainingPid'>[];
  /** Workflows that run or wait for a worker; none are known without a server. */
  readonly builds: readonly OpenBuild[];
  /** Versions whose gates failed and whose review waits; none are known without a server. */
  readonly reviews: readonly OpenReview[];
  /** Builds that the same command would go on from. */
  readonly unfinished: readonly UnfinishedBuild[];
}

export interface OpenBuild {
  readonly workflowId: string;
  /** Name of the workflow: `buildDataset`, `endToEnd`, `trainModel`. */
  readonly workflow: string;
  readonly dataset: string | null;
  readonly phase: string | null;
  readonly startedAt: string;
}

/** A review that waits for a person, or has the decision and waits for a worker. */
export interface OpenReview {
  readonly workflowId: string;
  readonly dataset: string;
  readonly version: number;
  /** What the store has been told since; null while it waits for a person. */
  readonly decision: Decision['decision'] | null;
  readonly startedAt: string;
}

/**
 * Looks at what runs for a store, and at what is left to do; starts nothing. Throws what connecting to a Temporal that the environment names throws.
 */
export async function readActivity(storage: Storage, env: NodeJS.ProcessEnv): Promise<StoreActivity> {
  const folder = join(machineFolder(storage), 'temporal');
  const found = await serverWithWorkflows(folder, storage, env);
  const { target, uiUrl, pid } = found?.server ?? {};
  return {
    server: target === undefined ? null : { address: target.address, uiUrl: uiUrl ?? null, pid: pid ?? null },
    workers: await liveWorkers(folder, taskQueueOf(storage, env)),
    builds: found?.open.flatMap((each) => (each.workflow === 'reviewVersion' ? [] : [openBuild(each)])) ?? [],
    reviews: await openReviews(storage, found?.open ?? []),
    unfinished: await allUnfinished(storage),
  };
}

async function serverWithWorkflows(
  folder: string,
  storage: Storage,
  env: NodeJS.ProcessEnv,
): Promise<{ readonly server: FoundServer; readonly open: readonly OpenWorkflow[] } | undefined> {
  const server = await findServer(folder, env);
  if (server === undefined) return undefined;
  try {
    return { server, open: await openWorkflows(server.target, taskQueueOf(storage, env)) };
  } catch (error) {
    // The server of a command that was killed ends soon after it, perhaps since the look at its lock.
    if (server.pid === null || (await findServer(folder, env)) !== undefined) throw error;
    return undefined;
  }
}

interface FoundServer {
  readonly target: TemporalTarget;
  readonly uiUrl: string | null;
  readonly pid: number | null;
}

async function findServer(folder: string, env: NodeJS.ProcessEnv): Promise<FoundServer | undefined> {
  const settings = temporalSettings(env);
  if (settings.kind === 'external') {
    const { target } = settings;
    return { target, uiUrl: externalUiUrl(target) ?? null, pid: null };
  }
  const record = existsSync(folder) ? await readLock(folder) : undefined;
  if (record === undefined || holderOf(folder, record) !== 'running') return undefined;
  return { target: localTarget(record.port), uiUrl: localUiUrl(record.uiPort), pid: record.pid };
}

async function allUnfinished(storage: Storage): Promise<UnfinishedBuild[]> {
  const found: UnfinishedBuild[] = [];
  for (const name of (await storage.folders('')).filter(isDatasetName))
    found.push(...(await unfinishedBuilds(storage, name)));
  return found;
}

/** Those that serve this store: the folder may be that of several. */
async function liveWorkers(folder: string, ofTaskQueue: string): Promise<StoreActivity['workers']> {
  const names = await readdir(folder).catch(() => []);
  const workers: Omit<WorkerMarker, 'taskQueue' | 'trainingPid'>[] = [];
  for (const name of names.filter((each) => /^worker-\d+\.json$/.test(each)).sort()) {
    const text = await readFile(join(folder, name), 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    const { pid, hostPids, address, taskQueue } = JSON.parse(text) as WorkerMarker;
    if (taskQueue === ofTaskQueue && processStart(pid) !== undefined) workers.push({ pid, hostPids, address });
  }
  return workers;
}

interface OpenWorkflow extends OpenBuild {
  /** `name@version`, where the workflow is about one. */
  readonly datasetVersion: string | null;
}

async function openWorkflows(target: TemporalTarget, taskQueue: string): Promise<OpenWorkflow[]> {
  const client = await connectClient(target);
  try {
    const open: OpenWorkflow[] = [];
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
  } finally {
    await client.connection.close();
  }
}

function openBuild({ datasetVersion: _, ...build }: OpenWorkflow): OpenBuild {
  return build;
}

async function openReviews(storage: Storage, open: readonly OpenWorkflow[]): Promise<OpenReview[]> {
  const reviews: OpenReview[] = [];
  for (const { workflow, workflowId, datasetVersion, startedAt } of open) {
    if (workflow !== 'reviewVersion' || datasetVersion === null) continue;
    const { dataset, version } = parseReference(datasetVersion);
    if (typeof version !== 'number') continue;
    const decision = await readDecision(storage, await readVersion(storage, dataset, version));
    reviews.push({ workflowId, dataset, version, decision: decision?.decision ?? null, startedAt });
  }
  return reviews;
}
