import { type NativeConnection, Worker } from '@temporalio/worker';
import { createActivities } from './activities.ts';
import { workflowBundlePath } from './bundle-workflows.ts';
import { type Hosts, openHosts } from './hosts/hosts.ts';
import { openWorkerMarker } from './worker-marker.ts';

export interface WorkerOptions {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly address: string;
  readonly taskQueue: string;
  readonly hosts: number;
  readonly threads: number;
  readonly hostMemoryBytes: number;
  /** Folder on this machine for the log and the marker: the store, where it is local. */
  readonly folder: string;
  readonly onNote: (text: string) => void;
}

/** A Temporal worker with its hosts. */
export interface RunningWorker {
  readonly hostPids: () => readonly number[];
  /** Rejects when the worker fails; resolves after `stop`. */
  readonly ended: Promise<void>;
  /** Ends without waiting for batches in work: their jobs are kept or run again, whole. */
  readonly stop: () => Promise<void>;
}

const stallMs = 120_000;

/**
 * Starts hosts and a worker that serves a store's task queue until `stop`.
 * Settings: heartbeats get through every second, and a workflow moves to another worker within a second of this one's end.
 */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const marker = openWorkerMarker(options.folder);
  const mark = (hostPids: readonly number[]): void =>
    marker.write({ pid: process.pid, hostPids, taskQueue: options.taskQueue, address: options.address });
  const hosts = await openHosts({
    hosts: options.hosts,
    threads: options.threads,
    memoryBytes: options.hostMemoryBytes,
    stallMs,
    onNote: options.onNote,
    onPids: mark,
  });
  mark(hosts.pids());
  const worker = await createTemporalWorker(options, hosts);
  const ended = worker.run();
  let stopping: Promise<void> | undefined;
  return {
    hostPids: hosts.pids,
    ended,
    stop: () => {
      stopping ??= stop(worker, ended, hosts).finally(marker.remove);
      return stopping;
    },
  };
}

async function stop(worker: Worker, ended: Promise<void>, hosts: Hosts): Promise<void> {
  if (worker.getState() === 'RUNNING') worker.shutdown();
  await ended.catch(() => undefined);
  await hosts.close();
}

function createTemporalWorker(options: WorkerOptions, hosts: Hosts): Promise<Worker> {
  return Worker.create({
    connection: options.connection,
    namespace: options.namespace,
    taskQueue: options.taskQueue,
    workflowBundle: { codePath: workflowBundlePath },
    activities: createActivities(hosts),
    // One batch more than threads, so that a thread that ends its job finds the next one waiting.
    maxConcurrentActivityTaskExecutions: options.hosts * options.threads + 1,
    maxConcurrentWorkflowTaskExecutions: 10,
    maxCachedWorkflows: 50,
    stickyQueueScheduleToStartTimeout: '1s',
    maxHeartbeatThrottleInterval: '1s',
    defaultHeartbeatThrottleInterval: '1s',
    shutdownGraceTime: 0,
    shutdownForceTime: '10s',
  });
}
