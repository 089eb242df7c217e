import proto from '@temporalio/proto';
/** A worker asks for work at least so often; one that has not since is gone. */
const asksWithinMs = 75_000;
/** What a worker is asked for: one without hosts moves workflows on and takes no activities. */
const kinds = {
    workflow: proto.temporal.api.enums.v1.TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
    activity: proto.temporal.api.enums.v1.TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY,
};
/** True where a worker has asked for work of that kind from the store's queue within the last minute. */
export async function hasWorker(client, taskQueue, kind) {
    const { pollers } = await client.workflowService.describeTaskQueue({
        namespace: client.options.namespace,
        taskQueue: { name: taskQueue },
        taskQueueType: kinds[kind],
    });
    return pollers.some(({ lastAccessTime }) => Date.now() - Number(lastAccessTime?.seconds ?? 0) * 1000 < asksWithinMs);
}
//# sourceMappingURL=has-worker.js.map