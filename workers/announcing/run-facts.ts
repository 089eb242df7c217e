import type { Client } from '@temporalio/client';
import type { Announcement } from '../../workflows/contract.ts';

/** What Temporal knows of a run. Run ids are UUIDs. */
export interface RunFacts {
  readonly startedAt: Date;
  /** The time that a schedule meant; null where none began the run. */
  readonly scheduledAt: Date | null;
  /** The workflow that ordered this one, such as an end-to-end run; null for none. */
  readonly parentRunId: string | null;
}

/** Asks the server about the run of an announcement. Costs one call. */
export async function readRunFacts(
  client: Client,
  { workflowId, runId }: Pick<Announcement, 'workflowId' | 'runId'>,
): Promise<RunFacts> {
  const { startTime, parentExecution, searchAttributes } = await client.workflow
    .getHandle(workflowId, runId)
    .describe();
  const scheduled = searchAttributes['TemporalScheduledStartTime']?.[0];
  return {
    startedAt: startTime,
    scheduledAt: scheduled instanceof Date ? scheduled : null,
    parentRunId: parentExecution?.runId ?? null,
  };
}
