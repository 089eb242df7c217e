import { WorkflowFailedError, WorkflowNotFoundError } from '@temporalio/client';
import { attributes } from '../../workflows/attributes.js';
import { buildError, wasEnded } from '../build-outcome.js';
/** Looks at a build that a schedule started. Waits for nothing. */
export async function runOutcome(client, start) {
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
    }
    catch (error) {
        if (error instanceof WorkflowNotFoundError)
            return { state: 'forgotten' };
        throw error;
    }
}
/** Waits for a build to end; undefined where it was cancelled or terminated, which {@link runOutcome} tells apart. */
export async function closedOutcome(client, { workflowId, runId }) {
    try {
        const handle = client.workflow.getHandle(workflowId, runId);
        return { state: 'finished', result: await handle.result() };
    }
    catch (error) {
        if (error instanceof WorkflowFailedError && wasEnded(error))
            return undefined;
        const cause = buildError(error);
        if (cause === error || !(cause instanceof Error))
            throw error;
        return { state: 'failed', reason: cause.message };
    }
}
//# sourceMappingURL=run-outcome.js.map