import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure, CancelledFailure, TerminatedFailure } from '@temporalio/common';
import { MillraceError } from '../core/errors.ts';

/** The error of a failed workflow as the command line tells it: the activity's own code, message and hint. */
export function buildError(error: unknown): unknown {
  if (!(error instanceof WorkflowFailedError)) return error;
  for (let cause: unknown = error.cause; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof ApplicationFailure) return applicationError(cause);
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
export function wasEnded(error: WorkflowFailedError): boolean {
  return error.cause instanceof CancelledFailure || error.cause instanceof TerminatedFailure;
}

/** The code of a failed workflow's error, for a note. */
export function buildErrorText(error: WorkflowFailedError): string {
  const cause = buildError(error);
  return cause instanceof MillraceError ? cause.code : error.message;
}

interface FailureDetails {
  readonly kind?: 'failed' | 'usage';
  readonly at?: string | null;
  readonly hint?: string | null;
}

function applicationError(failure: ApplicationFailure): MillraceError {
  const details = (failure.details?.[0] ?? {}) as FailureDetails;
  return new MillraceError(failure.type ?? 'failed', failure.message, {
    kind: details.kind ?? 'failed',
    ...(typeof details.at === 'string' ? { at: details.at } : {}),
    ...(typeof details.hint === 'string' ? { hint: details.hint } : {}),
    cause: failure,
  });
}
