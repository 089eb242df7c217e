import { type NativeConnection, Worker } from '@temporalio/worker';
import { trainingQueueOf } from '../workflows/training-contract.ts';
import { createActivities } from './activities.ts';
import { workflowBundlePath } from './bundle-workflows.ts';
import type { Hosts } from './hosts/hosts.ts';
import { openWorkerMarker } from './worker-marker.ts';

/** What a worker takes part in: builds and workflows, training, or both. */
export type Work = 'build' | 'train' | 'all';

export interface WorkerOptions {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly address: string;
  readonly taskQueue: string;
  readonly work: Work;
  /** Its child processes, which end with it. */
  readonly hosts: Hosts;
  /** How many these are; with none the worker takes no part in builds. */
  readonly hostCount: number;
  /** Threads of each host, and of a training process. */
  readonly threads: number;
  /** Folder on this machine for the log and the marker: the store, where it is local. */
  readonly folder: string;
}

/** A Temporal worker with its hosts. */
export interface RunningWorker {
  readonly hostPids: () => readonly number[];
  /** Rejects when the worker fails; resolves after `stop`. */
  readonly ended: Promise<void>;
  /** Ends without waiting for batches in work: their jobs are kept or run again, whole. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts a worker that serves a store's task queue until `stop`.
 * Settings: heartbeats get through every second, and a workflow moves to another worker within a second of this one's end.
 */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const marker = openWorkerMarker(options.folder);
  let trainingPid: number | null = null;
  const mark = (hostPids: readonly number[]): void =>
    marker.write({ pid: process.pid, hostPids, trainingPid, taskQueue: options.taskQueue, address: options.address });
  const { hosts } = options;
  hosts.tellPids(mark);
  const onTrainingPid = (pid: number): void => {
    trainingPid = pid;
    mark(hosts.pids());
  };
  const workers = [
    ...(options.work === 'train' ? [] : [await createBuildWorker(options, hosts)]),
    ...(options.work === 'build' ? [] : [await createTrainingWorker(options, onTrainingPid)]),
  ];
  const ended = Promise.all(workers.map((worker) => worker.run())).then(() => undefined);
  let stopping: Promise<void> | undefined;
  return {
    hostPids: hosts.pids,
    ended,
    stop: () => {
      stopping ??= stop(workers, ended, hosts).finally(marker.remove);
      return stopping;
    },
  };
}

async function stop(workers: readonly Worker[], ended: Promise<void>, hosts: Hosts): Promise<void> {
  for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  await ended.catch(() => undefined);
  await hosts.close();
}

function createBuildWorker(options: WorkerOptions, hosts: Hosts): Promise<Worker> {
  return Worker.create({
    ...servingOptions(options),
    taskQueue: options.taskQueue,
    workflowBundle: { codePath: workflowBundlePath },
    // Without hosts it moves workflows on and leaves builds to other workers.
    ...(options.hostCount === 0 ? {} : { activities: createActivities(hosts) }),
    // One batch more than threads, so that a thread that ends its job finds the next one waiting.
    maxConcurrentActivityTaskExecutions: options.hostCount * options.threads + 1,
    maxConcurrentWorkflowTaskExecutions: 10,
    maxCachedWorkflows: 50,
    // Calls that wait for a workflow's task; the SDK's own number is ten, for what few builds have.
    workflowTaskPollerBehavior: { type: 'simple-maximum', maximum: 2 },
    // Workflows run in this thread. One of their own would load the SDK again, for 60 MB, and a step takes milliseconds.
    debugMode: true,
    stickyQueueScheduleToStartTimeout: '1s',
    shutdownForceTime: '10s',
  });
}

async function createTrainingWorker(options: WorkerOptions, onPid: (pid: number) => void): Promise<Worker> {
  const { createTrainingActivities } = await import('./training/training-activities.ts');
  return Worker.create({
    ...servingOptions(options),
    taskQueue: trainingQueueOf(options.taskQueue),
    activities: createTrainingActivities(options.threads, onPid),
    maxConcurrentActivityTaskExecutions: 1,
    // A process that is stopped writes a checkpoint first.
    shutdownForceTime: '70s',
  });
}

function servingOptions({ connection, namespace }: WorkerOptions) {
  return {
    connection,
    namespace,
    maxHeartbeatThrottleInterval: '1s',
    defaultHeartbeatThrottleInterval: '1s',
    shutdownGraceTime: 0,
  } as const;
}
