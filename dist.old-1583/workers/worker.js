import { Worker } from '@temporalio/worker';
import { trainingQueueOf } from '../workflows/training-contract.js';
import { createActivities } from './activities.js';
import { workflowBundlePath } from './bundle-workflows.js';
import { createTrainingActivities } from './training/training-activities.js';
import { openWorkerMarker } from './worker-marker.js';
/**
 * Starts a worker that serves a store's task queue until `stop`.
 * Settings: heartbeats get through every second, and a workflow moves to another worker within a second of this one's end.
 */
export async function startWorker(options) {
    const marker = openWorkerMarker(options.folder);
    let trainingPid = null;
    const mark = (hostPids) => marker.write({ pid: process.pid, hostPids, trainingPid, taskQueue: options.taskQueue, address: options.address });
    const { hosts } = options;
    hosts.tellPids(mark);
    const onTrainingPid = (pid) => {
        trainingPid = pid;
        mark(hosts.pids());
    };
    const workers = [
        ...(options.work === 'train' ? [] : [await createBuildWorker(options, hosts)]),
        ...(options.work === 'build' ? [] : [await createTrainingWorker(options, onTrainingPid)]),
    ];
    const ended = Promise.all(workers.map((worker) => worker.run())).then(() => undefined);
    let stopping;
    return {
        hostPids: hosts.pids,
        ended,
        stop: () => {
            stopping ??= stop(workers, ended, hosts).finally(marker.remove);
            return stopping;
        },
    };
}
async function stop(workers, ended, hosts) {
    for (const worker of workers)
        if (worker.getState() === 'RUNNING')
            worker.shutdown();
    await ended.catch(() => undefined);
    await hosts.close();
}
function createBuildWorker(options, hosts) {
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
        stickyQueueScheduleToStartTimeout: '1s',
        shutdownForceTime: '10s',
    });
}
function createTrainingWorker(options, onPid) {
    return Worker.create({
        ...servingOptions(options),
        taskQueue: trainingQueueOf(options.taskQueue),
        activities: createTrainingActivities(options.threads, onPid),
        maxConcurrentActivityTaskExecutions: 1,
        // A process that is stopped writes a checkpoint first.
        shutdownForceTime: '70s',
    });
}
function servingOptions({ connection, namespace }) {
    return {
        connection,
        namespace,
        maxHeartbeatThrottleInterval: '1s',
        defaultHeartbeatThrottleInterval: '1s',
        shutdownGraceTime: 0,
    };
}
//# sourceMappingURL=worker.js.map