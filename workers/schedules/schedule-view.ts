import type { ScheduleDescription, ScheduleExecutionResult } from '@temporalio/client';
import type { ScheduleSettings } from '../../recipes/recipe.ts';
import type { Storage } from '../../storage/storage.ts';
import { attributes } from '../../workflows/attributes.ts';
import type { BuildState } from '../../workflows/build-dataset.ts';
import { scheduleName } from './schedule-place.ts';
import { whenTexts } from './when-text.ts';

/** A schedule as the Temporal server has it. */
export interface ScheduleView {
  readonly name: string;
  readonly id: string;
  readonly dataset: string;
  /** Key of its recipe in the store. */
  readonly recipe: string;
  /** Its times, each as a cron expression or as `every 6h offset 30m`. */
  readonly when: readonly string[];
  readonly timezone: string;
  readonly jitterMs: number;
  readonly catchupMs: number;
  readonly overlap: ScheduleSettings['overlap'];
  readonly onGateFailure: ScheduleSettings['onGateFailure'];
  readonly onFailure: ScheduleSettings['onFailure'];
  readonly startAt: string | null;
  readonly endAt: string | null;
  readonly paused: boolean;
  readonly note: string | null;
  /** The next starts, at most 10, ISO 8601; of a paused schedule those that it would make. */
  readonly next: readonly string[];
  /** Its last starts, at most 10, oldest first. */
  readonly starts: readonly ScheduledStart[];
  /** Starts so far, and those that did not happen: too late after the server was down, or since a build still ran. */
  readonly counts: { readonly started: number; readonly missed: number; readonly skipped: number };
}

/** One start of a build by a schedule. */
export interface ScheduledStart {
  readonly workflowId: string;
  readonly runId: string;
  /** The time that the build stands for, without jitter, ISO 8601. */
  readonly scheduledAt: string;
  readonly startedAt: string;
}

export function scheduleView(storage: Storage, description: ScheduleDescription): ScheduleView {
  const { scheduleId: id, spec, policies, state, info, action, typedSearchAttributes } = description;
  const [build] = (action.args ?? []) as readonly (Partial<BuildState> | undefined)[];
  return {
    name: scheduleName(storage, id),
    id,
    dataset: typedSearchAttributes.get(attributes.dataset) ?? build?.reference?.dataset ?? '',
    recipe: build?.reference?.recipe ?? '',
    when: whenTexts(spec),
    timezone: spec.timezone || 'UTC',
    jitterMs: spec.jitter ?? 0,
    catchupMs: policies.catchupWindow,
    overlap: (policies.overlap ?? 'SKIP').toLowerCase().replaceAll('_', '-') as ScheduleSettings['overlap'],
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

function startOf({ scheduledAt, takenAt, action: { workflow } }: ScheduleExecutionResult): ScheduledStart {
  return {
    workflowId: workflow.workflowId,
    runId: workflow.firstExecutionRunId,
    scheduledAt: dueTime(workflow.workflowId) ?? scheduledAt.toISOString(),
    startedAt: takenAt.toISOString(),
  };
}

/** The server ends the id of a scheduled workflow with the time that the schedule meant, to the second. */
function dueTime(workflowId: string): string | undefined {
  const text = /-(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)$/.exec(workflowId)?.[1];
  return text === undefined ? undefined : new Date(text).toISOString();
}
