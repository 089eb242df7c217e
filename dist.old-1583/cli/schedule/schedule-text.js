import { formatDuration } from '../../core/duration.js';
import { zonedText } from '../../core/zoned-time.js';
const shownStarts = 3;
/** Lines for a schedule among others: its times, its next starts, its last run, its state. */
export function listLines(view, last) {
    return [`${view.name}  builds ${view.dataset}  ${whenText(view)}`, ...stateLines(view), ...lastLines(view, last)];
}
/** Lines that tell all of a schedule. */
export function showLines(view, outcomes, page) {
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
export function whenText({ when, timezone }) {
    return `${when.join('; ')} ${timezone}`;
}
/** What came of a build, in a few words. */
export function outcomeText(outcome) {
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
            if (!gatesPassed)
                return `${name}, gates failed: ${gateReason ?? failedGates[0] ?? ''}`;
            return identical ? `${name} again, nothing changed` : name;
        }
    }
}
function stateLines({ paused, note, next, timezone }) {
    const starts = next.slice(0, shownStarts).map((time) => zonedText(new Date(time), timezone));
    const state = paused ? 'paused' : 'active';
    return [
        row('state', note === null ? state : `${state}: ${note}`),
        row(paused ? 'if resumed' : 'next', starts.length === 0 ? 'never' : starts.join(', ')),
    ];
}
function lastLines(view, last) {
    return [row('last', last === undefined ? 'none yet' : outcomeLine(view, last))];
}
function outcomeLine({ timezone }, { start, outcome }) {
    return `${zonedText(new Date(start.scheduledAt), timezone)}  ${outcomeText(outcome)}`;
}
function pauseText(what) {
    return what === 'pause' ? 'pauses the schedule' : 'the schedule goes on';
}
function row(heading, text) {
    return `  ${heading.padEnd(10)}  ${text}`;
}
//# sourceMappingURL=schedule-text.js.map