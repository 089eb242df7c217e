import { attributes } from '../../workflows/attributes.js';
import { scheduleName } from './schedule-place.js';
import { whenTexts } from './when-text.js';
export function scheduleView(storage, description) {
    const { scheduleId: id, spec, policies, state, info, action, typedSearchAttributes } = description;
    const [build] = (action.args ?? []);
    return {
        name: scheduleName(storage, id),
        id,
        dataset: typedSearchAttributes.get(attributes.dataset) ?? build?.reference?.dataset ?? '',
        recipe: build?.reference?.recipe ?? '',
        when: whenTexts(spec),
        timezone: spec.timezone || 'UTC',
        jitterMs: spec.jitter ?? 0,
        catchupMs: policies.catchupWindow,
        overlap: (policies.overlap ?? 'SKIP').toLowerCase().replaceAll('_', '-'),
        onGateFailure: build?.schedule?.onGateFailure ?? 'continue',
        onFailure: build?.schedule?.onFailure ?? 'continue',
        startAt: spec.startAt?.toISOString() ?? null,
        endAt: spec.endAt?.toISOString() ?? null,
        paused: state.paused,
        note: state.note || null,
        next: info.nextActionTimes.map((time) => time.toISOString()),
        starts: info.recentActions.map(startOf),
        counts: {
            started: info.numActionsTaken,
            missed: info.numActionsMissedCatchupWindow,
            skipped: info.numActionsSkippedOverlap,
        },
    };
}
function startOf({ scheduledAt, takenAt, action: { workflow } }) {
    return {
        workflowId: workflow.workflowId,
        runId: workflow.firstExecutionRunId,
        scheduledAt: dueTime(workflow.workflowId) ?? scheduledAt.toISOString(),
        startedAt: takenAt.toISOString(),
    };
}
/** The server ends the id of a scheduled workflow with the time that the schedule meant, to the second. */
function dueTime(workflowId) {
    const text = /-(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)$/.exec(workflowId)?.[1];
    return text === undefined ? undefined : new Date(text).toISOString();
}
//# sourceMappingURL=schedule-view.js.map