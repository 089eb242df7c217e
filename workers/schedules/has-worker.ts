import proto from '@temporalio/proto';
import type { SchedulePlace } from './schedule-place.ts';

/** A worker asks for work at least so often; one that has not since is gone. */
const asksWithinMs = 75_000;

/** True where a worker has asked for builds of the store within the last minute. */
export async function hasWorker({ client, taskQueue }: SchedulePlace): Promise<boolean> {
  const { pollers } = await client.workflowService.describeTaskQueue({
    namespace: client.options.namespace,
    taskQueue: { name: taskQueue },
    taskQueueType: proto.temporal.api.enums.v1.TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY,
  });
  return pollers.some(({ lastAccessTime }) => Date.now() - Number(lastAccessTime?.seconds ?? 0) * 1000 < asksWithinMs);
}
