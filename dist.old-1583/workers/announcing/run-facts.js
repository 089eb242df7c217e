/** Asks the server about the run of an announcement. Costs one call. */
export async function readRunFacts(client, { workflowId, runId }) {
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
//# sourceMappingURL=run-facts.js.map