import { formatDuration } from '../../core/duration.ts';
import { zonedText } from '../../core/zoned-time.ts';
import type { RunOutcome } from '../../workers/schedules/run-outcome.ts';
import type { ScheduledStart, ScheduleView } from '../../workers/schedules/schedule-view.ts';

/** A start of a schedule and what came of it. */
export interface Outcome {
  readonly start: ScheduledStart;
  readonly outcome: RunOutcome;
}

const shownStarts = 3;

/** Lines for a schedule among others: its times, its next starts, its last run, its state. */
export function listLines(view: ScheduleView, last: Outcome | undefined): string[] {
  return [`${view.name}  builds ${view.dataset}  ${whenText(view)}`, ...stateLines(view), ...lastLines(view, last)];
}

/** Lines that tell all of a schedule. */
export function showLines(view: ScheduleView, outcomes: readonly Outcome[], page: string | null): string[] {
  const { counts } = view;
  const policy = [
    `overlap ${view.overlap}`,
    `catch-up ${formatDuration(view.catchupMs)}`,
    ...(view.jitterMs === 0 ? [] : [`jitter ${formatDuration(view.jitterMs)}`]),
  ];
  return [
    `${view.name}  builds ${view.dataset}  ${whenText(view)}`,
    ...stateLines(view),
    row('rules', policy.join(', ')),
    row('gates', `a version that fails its gates: ${pauseText(view.onGateFailure)}`),
    row('', `a build that fails: ${pauseText(view.onFailure)}`),
    ...(view.startAt === null ? [] : [row('from', zonedText(new Date(view.startAt), view.timezone))]),
    ...(view.endAt === null ? [] : [row('until', zonedText(new Date(view.endAt), view.timezone))]),
    row('recipe', view.recipe),
    row('so far', `${counts.started} started, ${counts.missed} missed, ${counts.skipped} skipped`),
    ...outcomes.map((outcome, i) => row(i === 0 ? 'runs' : '', outcomeLine(view, outcome))),
    ...(page === null ? [] : [row('page', page)]),
  ];
}

/** The times of a schedule with their zone, on one line. */
export function whenText({ when, timezone }: ScheduleView): string {
  return `${when.join('; ')} ${timezone}`;
}

/** What came of a build, in a few words. */
export function outcomeText(outcome: RunOutcome): string {
  switch (outcome.state) {
    case 'waiting':
      return 'waits for a worker';
    case 'running':
      return outcome.stage === 'done' ? 'is built, and its page is being written' : `runs: ${outcome.stage}`;
    case 'called-off':
      return 'called off';
    case 'terminated':
      return 'terminated';
    case 'forgotten':
      return 'too long ago for the server to know';
    case 'failed':
      return `failed: ${outcome.reason}`;
    case 'finished': {
      const { dataset, version, identical, gatesPassed, gateReason, failedGates } = outcome.result;
      const name = `${dataset}@${version}`;
      if (!gatesPassed) return `${name}, gates failed: ${gateReason ?? failedGates[0] ?? ''}`;
      return identical ? `${name} again, nothing changed` : name;
    }
  }
}

function stateLines({ paused, note, next, timezone }: ScheduleView): string[] {
  const starts = next.slice(0, shownStarts).map((time) => zonedText(new Date(time), timezone));
  const state = paused ? 'paused' : 'active';
  return [
    row('state', note === null ? state : `${state}: ${note}`),
    row(paused ? 'if resumed' : 'next', starts.length === 0 ? 'never' : starts.join(', ')),
  ];
}

function lastLines(view: ScheduleView, last: Outcome | undefined): string[] {
  return [row('last', last === undefined ? 'none yet' : outcomeLine(view, last))];
}

function outcomeLine({ timezone }: ScheduleView, { start, outcome }: Outcome): string {
  return `${zonedText(new Date(start.scheduledAt), timezone)}  ${outcomeText(outcome)}`;
}

function pauseText(what: 'pause' | 'continue'): string {
  return what === 'pause' ? 'pauses the schedule' : 'the schedule goes on';
}

function row(heading: string, text: string): string {
  return `  ${heading.padEnd(10)}  ${text}`;
}
