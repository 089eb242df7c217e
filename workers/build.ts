import {
  type Client,
  WorkflowFailedError,
  type WorkflowHandleWithFirstExecutionRunId,
  WorkflowNotFoundError,
} from '@temporalio/client';
import { canonicalJson } from '../core/canonical-json.ts';
import { MillraceError } from '../core/errors.ts';
import type { Recipe } from '../recipes/recipe.ts';
import { sha256Hex } from '../storage/digest.ts';
import type { BuildProgress, BuildResult } from '../workflows/contract.ts';
import type { buildDataset } from '../workflows/index.ts';
import { untilAborted } from './abort.ts';
import type { StoredRecipe } from './activities.ts';
import { buildError, buildErrorText, wasEnded } from './build-outcome.ts';
import { requireDiskSpace, watchDiskSpace } from './disk-space.ts';
import { interrupted } from './hosts/hosts.ts';
import { countReused } from './phases/reused.ts';
import { codeDigest } from './planning/code-digest.ts';
import { writeJson } from './planning/plan.ts';
import { storeDigest } from './task-queue.ts';
import { workflowPage } from './temporal/ui.ts';
import { watchProgress } from './watch-progress.ts';
import { type WorkerSession, type WorkerSessionOptions, withWorkerSession } from './worker-session.ts';

/** What `runBuild` tells while it works; the command line renders it. */
export type BuildEvent =
  | { readonly type: 'note'; readonly text: string }
  | { readonly type: 'server'; readonly address: string; readonly uiUrl: string | null; readonly started: boolean }
  | {
      readonly type: 'started';
      readonly workflowId: string;
      /** Page of this build in the Temporal UI, once that UI answers. */
      readonly url: string | null;
      /** True where a build begun by an earlier command goes on. */
      readonly resumed: boolean;
      readonly hostPids: readonly number[];
    }
  | { readonly type: 'progress'; readonly progress: BuildProgress; readonly liveRecords: number };

/** When `signal` aborts the build stays resumable, and `runBuild` rejects with `interrupted`. */
export interface BuildOptions extends WorkerSessionOptions {
  readonly recipe: Recipe;
  readonly recipeFolder: string;
}

export interface BuildOutcome extends BuildResult {
  readonly partitions: number;
  readonly reusedPartitions: number;
  readonly workflowId: string;
  readonly uiUrl: string | null;
  readonly seconds: number;
}

/**
 * Builds a dataset version, or goes on with the build of the same recipe that an earlier command left unfinished.
 * Starts what is missing (Temporal server, worker, hosts), and ends what it started.
 */
export async function runBuild(options: BuildOptions): Promise<BuildOutcome> {
  const startedAtMs = performance.timeOrigin + performance.now();
  await requireDiskSpace(options.storage.location);
  return withWorkerSession(options, (opened) => build(options, opened, startedAtMs));
}

async function build(options: BuildOptions, opened: WorkerSession, startedAtMs: number): Promise<BuildOutcome> {
  const { storage, onEvent, signal } = options;
  const { session, worker, taskQueue } = opened;
  if (signal.aborted) throw interrupted();
  const begin = () => startWorkflow(options, session.client, taskQueue);
  const { handle, resumed } = await begin();
  const url = session.uiUrl === null ? null : workflowPage(session.uiUrl, session.target.namespace, handle.workflowId);
  onEvent({ type: 'started', workflowId: handle.workflowId, url, resumed, hostPids: worker.hostPids() });
  const outcome = (of: BuildHandle) => outcomeOf(of, opened, options);
  const result = await outcome(handle)
    .catch(async (error: unknown) => {
      // What ended the earlier command, such as a full disk, may reach its workflow only now.
      if (!resumed || !(error instanceof WorkflowFailedError) || wasEnded(error)) throw error;
      const text = `the resumed run failed (${buildErrorText(error)}); a new run goes on from the same work`;
      onEvent({ type: 'note', text });
      return outcome((await begin()).handle);
    })
    .catch((error: unknown) => {
      throw buildError(error);
    });
  return {
    ...result,
    ...(await countReused(storage, result.dataset, result.build, startedAtMs)),
    workflowId: handle.workflowId,
    uiUrl: url,
    seconds: (performance.timeOrigin + performance.now() - startedAtMs) / 1000,
  };
}

type BuildHandle = WorkflowHandleWithFirstExecutionRunId<typeof buildDataset>;

async function startWorkflow(
  { recipe, recipeFolder, storage }: BuildOptions,
  client: Client,
  taskQueue: string,
): Promise<{ handle: BuildHandle; resumed: boolean }> {
  const stored: StoredRecipe = { recipe, recipeFolder };
  const digest = sha256Hex(canonicalJson(stored)).slice(0, 12);
  const key = `${recipe.dataset}/work/recipes/${digest}.json`;
  await writeJson(storage, key, stored);
  // Another code digest is another workflow: a run begun by other code must not be replayed by this.
  const workflowId = `build-${recipe.dataset}-${storeDigest(storage)}-${digest}-${codeDigest().slice(0, 8)}`;
  const resumed = await isRunning(client, workflowId);
  const handle = await client.workflow.start<typeof buildDataset>('buildDataset', {
    workflowId,
    taskQueue,
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    staticSummary: `Build ${recipe.dataset}`,
    args: [{ reference: { store: storage.location, dataset: recipe.dataset, recipe: key } }],
  });
  return { handle, resumed };
}

async function isRunning(client: Client, workflowId: string): Promise<boolean> {
  try {
    return (await client.workflow.getHandle(workflowId).describe()).status.name === 'RUNNING';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

/** The workflow's result; rejects when it fails, when the worker does, when the disk is full, or when `signal` aborts. */
async function outcomeOf(
  handle: BuildHandle,
  { session, worker }: WorkerSession,
  { storage, onEvent, signal }: BuildOptions,
): Promise<BuildResult> {
  const over = new AbortController();
  const stopped = untilAborted(signal).then(() => {
    throw interrupted();
  });
  const workerEnded = worker.ended.then(() => {
    throw new MillraceError('worker-ended', 'The worker ended before the build did', {
      hint: `See temporal/worker.log in the store; the same command goes on from here.`,
    });
  });
  // It only ever rejects here: resolving, when all is over, must not win the race.
  const diskFull = watchDiskSpace(storage.location, over.signal).then(() => new Promise<never>(() => undefined));
  const watching = watchProgress(session.client, handle, over.signal, (progress, liveRecords) =>
    onEvent({ type: 'progress', progress, liveRecords }),
  );
  try {
    return await Promise.race([handle.result(), stopped, workerEnded, diskFull]);
  } finally {
    over.abort();
    for (const loser of [stopped, workerEnded, diskFull]) loser.catch(() => undefined);
    await watching;
  }
}
