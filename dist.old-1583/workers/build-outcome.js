import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure, CancelledFailure, TerminatedFailure } from '@temporalio/common';
import { MillraceError } from '../core/errors.js';
/** The error of a failed workflow as the command line tells it: the activity's own code, message and hint. */
export function buildError(error) {
    if (!(error instanceof WorkflowFailedError))
        return error;
    for (let cause = error.cause; cause instanceof Error; cause = cause.cause) {
        if (cause instanceof ApplicationFailure)
            return applicationError(cause);
        if (cause instanceof CancelledFailure) {
            return new MillraceError('cancelled', 'The workflow was cancelled', {
                hint: 'The same command goes on from here.',
            });
        }
        if (cause instanceof TerminatedFailure) {
            return new MillraceError('terminated', 'The workflow was terminated', {
                hint: 'The same command goes on from here.',
            });
        }
    }
    return error;
}
/** True where a person cancelled or terminated the workflow: it did not fail by itself. */
export function wasEnded(error) {
    return error.cause instanceof CancelledFailure || error.cause instanceof TerminatedFailure;
}
/** The code of a failed workflow's error, for a note. */
export function buildErrorText(error) {
    const cause = buildError(error);
    return cause instanceof MillraceError ? cause.code : error.message;
}
function applicationError(failure) {
    const details = (failure.details?.[0] ?? {});
    return new MillraceError(failure.type ?? 'failed', failure.message, {
        kind: details.kind ?? 'failed',
        ...(typeof details.at === 'string' ? { at: details.at } : {}),
        ...(typeof details.hint === 'string' ? { hint: details.hint } : {}),
        cause: failure,
    });
}
//# sourceMappingURL=build-outcome.js.map