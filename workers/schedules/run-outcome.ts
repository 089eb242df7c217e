import { type Client, WorkflowFailedError, WorkflowNotFoundError } from '@temporalio/client';
import { attributes } from '../../workflows/attributes.ts';
import type { BuildResult } from '../../workflows/contract.ts';
import type { buildDataset } from '../../workflows/index.ts';
import { buildError, wasEnded } from '../build-outcome.ts';
import type { ScheduledStart } from './schedule-view.ts';

/** What came of a scheduled start. `forgotten`: it closed so long ago that the server keeps it no more. */
export type RunOutcome =
  | { readonly state: 'waiting' | 'called-off' | 'terminated' | 'forgotten' }
  | { readonly state: 'running'; readonly stage: string }
  | { readonly state: 'finished'; readonly result: BuildResult }
  | { readonly state: 'failed'; readonly reason: string };

/** Looks at a build that a schedule started. Waits for nothing. */
export async function runOutcome(client: Client, start: ScheduledStart): Promise<RunOutcome> {
  const { workflowId, runId } = start;
  try {
    const first = await client.workflow.getHandle(workflowId, runId).describe();
    const goesOn = first.status.name === 'CONTINUED_AS_NEW';
    const { status, typedSearchAttributes } = goesOn ? await client.workflow.getHandle(workflowId).describe() : first;
    switch (status.name) {
      case 'RUNNING': {
        const stage = typedSearchAttributes.get(attributes.stage);
        return stage === undefined ? { state: 'waiting' } : { state: 'running', stage };
      }
      case 'CANCELLED':
        return { state: 'called-off' };
      case 'TERMINATED':
        return { state: 'terminated' };
      default:
        return (await closedOutcome(client, start)) ?? { state: 'terminated' };
    }
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return { state: 'forgotten' };
    throw error;
  }
}

/** Waits for a build to end; undefined where it was cancelled or terminated, which {@link runOutcome} tells apart. */
export async function closedOutcome(
  client: Client,
  { workflowId, runId }: ScheduledStart,
): Promise<RunOutcome | undefined> {
  try {
    const handle = client.workflow.getHandle<typeof buildDataset>(workflowId, runId);
    return { state: 'finished', result: await handle.result() };
  } catch (error) {
    if (error instanceof WorkflowFailedError && wasEnded(error)) return undefined;
    const cause = buildError(error);
    if (cause === error || !(cause instanceof Error)) throw error;
    return { state: 'failed', reason: cause.message };
  }
}
