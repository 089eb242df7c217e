import {
  type Client,
  type Workflow,
  WorkflowFailedError,
  type WorkflowHandleWithFirstExecutionRunId,
  WorkflowNotFoundError,
  type WorkflowResultType,
} from '@temporalio/client';
import { MillraceError } from '../core/errors.ts';
import type { Storage } from '../storage/storage.ts';
import { untilAborted } from './abort.ts';
import type { BuildEvent } from './build.ts';
import { buildError, buildErrorText, wasEnded } from './build-outcome.ts';
import { watchDiskSpace } from './disk-space.ts';
import { interrupted } from './hosts/hosts.ts';
import { machineFolder } from './machine-folder.ts';
import { workflowPage } from './temporal/ui.ts';
import type { WorkerSession } from './worker-session.ts';

/** A workflow to start, or to join where an earlier command left it running. */
export interface FollowOptions<T extends Workflow> {
  readonly storage: Storage;
  readonly opened: WorkerSession;
  readonly onEvent: (event: BuildEvent) => void;
  readonly signal: AbortSignal;
  readonly workflowId: string;
  /** Starts it with the options given here and arguments of its own. */
  readonly start: (client: Client, options: StartOptions) => Promise<WorkflowHandleWithFirstExecutionRunId<T>>;
  /** Shows its progress until the signal aborts. */
  readonly watch: (handle: WorkflowHandleWithFirstExecutionRunId<T>, signal: AbortSignal) => Promise<void>;
}

/** What all starts have in common: a running workflow of that id is joined. */
export interface StartOptions {
  readonly workflowId: string;
  readonly taskQueue: string;
  readonly workflowIdConflictPolicy: 'USE_EXISTING';
  readonly workflowIdReusePolicy: 'ALLOW_DUPLICATE';
}

export interface Followed<T extends Workflow> {
  readonly result: WorkflowResultType<T>;
  readonly workflowId: string;
  /** Page of the workflow in the Temporal UI, once that UI answers. */
  readonly url: string | null;
}

/**
 * Starts or joins a workflow and follows it to its result. A joined one that fails by itself is begun anew once, since
 * what ended the earlier command may reach its workflow only now. Rejects when the workflow fails, when the worker
 * does, when the disk is full, or with `interrupted` when `signal` aborts; the workflow then waits to be joined.
 */
export async function followWorkflow<T extends Workflow>(options: FollowOptions<T>): Promise<Followed<T>> {
  const { opened, onEvent, signal } = options;
  const { session, worker } = opened;
  if (signal.aborted) throw interrupted();
  const { handle, resumed } = await startOrJoin(options);
  const { workflowId } = handle;
  const url = session.uiUrl === null ? null : workflowPage(session.uiUrl, session.target.namespace, workflowId);
  onEvent({ type: 'started', workflowId, url, resumed, hostPids: worker.hostPids() });
  const result = await resultOf(handle, options)
    .catch(async (error: unknown) => {
      if (!resumed || !(error instanceof WorkflowFailedError) || wasEnded(error)) throw error;
      const text = `the resumed run failed (${buildErrorText(error)}); a new run goes on from the same work`;
      onEvent({ type: 'note', text });
      return resultOf((await startOrJoin(options)).handle, options);
    })
    .catch((error: unknown) => {
      throw buildError(error);
    });
  return { result, workflowId, url };
}

type Handle<T extends Workflow> = WorkflowHandleWithFirstExecutionRunId<T>;

async function startOrJoin<T extends Workflow>({
  opened,
  workflowId,
  start,
}: FollowOptions<T>): Promise<{ handle: Handle<T>; resumed: boolean }> {
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

async function isRunning(client: Client, workflowId: string): Promise<boolean> {
  try {
    return (await client.workflow.getHandle(workflowId).describe()).status.name === 'RUNNING';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

async function resultOf<T extends Workflow>(
  handle: Handle<T>,
  { storage, opened, signal, watch }: FollowOptions<T>,
): Promise<WorkflowResultType<T>> {
  const over = new AbortController();
  const stopped = untilAborted(signal).then(() => {
    throw interrupted();
  });
  const workerEnded = opened.worker.ended.then(() => {
    throw new MillraceError('worker-ended', 'The worker ended before the work did', {
      hint: `See ${machineFolder(storage)}/temporal/worker.log; the same command goes on from here.`,
    });
  });
  // It only ever rejects here: resolving, when all is over, must not win the race.
  const diskFull = watchDiskSpace(machineFolder(storage), over.signal).then(() => new Promise<never>(() => undefined));
  const watching = watch(handle, over.signal);
  try {
    return await Promise.race([handle.result(), stopped, workerEnded, diskFull]);
  } finally {
    over.abort();
    for (const loser of [stopped, workerEnded, diskFull]) loser.catch(() => undefined);
    await watching;
  }
}
