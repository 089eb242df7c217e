import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, type WorkflowHandle, WorkflowNotFoundError } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import type { Decision } from '../../shards/decision.ts';
import type { reviewVersion } from '../../workflows/index.ts';
import { type ReviewRequest, reviewId } from '../../workflows/review.ts';
import { hasWorker } from '../has-worker.ts';
import { resumeSchedule } from '../schedules/resume-schedule.ts';

/** How long a worker that serves the store has to end a review. */
const workerTimeMs = 5000;

/**
 * What a decision met in Temporal.
 *
 * - `review`: `none` waits; it `ended`; or it has the decision and `waits` for a worker.
 * - `schedule`: id of the schedule that was paused for the version; null for none, or where no review is known.
 */
export interface ToldReview {
  readonly review: 'none' | 'ended' | 'waits';
  readonly schedule: string | null;
  readonly resumed: boolean;
}

/**
 * Hands a decision that the store holds to the review that waits for it, and resumes the schedule that was paused for an
 * approved version. Waits for the review's end, up to 5 s, where workers serve the task queue.
 */
export async function tellReview(
  client: Client,
  taskQueue: string,
  dataset: string,
  { version, decision, note }: Decision,
): Promise<ToldReview> {
  const handle = client.workflow.getHandle<typeof reviewVersion>(reviewId(taskQueue, dataset, version));
  const found = await findReview(handle);
  if (found === undefined) return { review: 'none', schedule: null, resumed: false };
  const { schedule } = found.request;
  const resumes = decision === 'approved' && schedule !== null;
  const resumed = resumes && (await resumeSchedule(client, schedule, { dataset, version, note }));
  if (!found.running) return { review: 'none', schedule, resumed };
  try {
    await handle.signal(decision === 'approved' ? 'approve' : 'reject', note);
  } catch (error) {
    // It ended since it was looked at.
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
  const ended = (await hasWorker(client, taskQueue, 'workflow')) && (await endsInTime(handle));
  return { review: ended ? 'ended' : 'waits', schedule, resumed };
}

async function findReview(
  handle: WorkflowHandle<typeof reviewVersion>,
): Promise<{ readonly running: boolean; readonly request: ReviewRequest } | undefined> {
  try {
    const { status } = await handle.describe();
    const { events } = await handle.fetchHistory();
    const input = events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads?.[0];
    if (input === undefined) return undefined;
    return { running: status.name === 'RUNNING', request: defaultPayloadConverter.fromPayload<ReviewRequest>(input) };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}

async function endsInTime(handle: WorkflowHandle<typeof reviewVersion>): Promise<boolean> {
  const ended = handle.result().then(
    () => true,
    // However it ended, it no longer waits.
    () => true,
  );
  return Promise.race([ended, sleep(workerTimeMs, false, { ref: false })]);
}
