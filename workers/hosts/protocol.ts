import type { ErrorData } from '../../core/errors.ts';
import type { JobReport, Probe } from '../phases/phase.ts';

/** A job by reference: where its build lies and which part of it to do. */
export interface JobSpec {
  readonly store: string;
  readonly dataset: string;
  readonly build: string;
  readonly phase: string;
  readonly index: number;
  readonly probe?: Probe;
}

/** What a thread answers. Errors travel as data: class and fields do not survive the way. */
export type ThreadAnswer =
  | { readonly type: 'done'; readonly report: JobReport }
  | { readonly type: 'failed'; readonly error: ErrorData };

/** From the worker to one of its hosts. */
export type ToHost =
  | { readonly type: 'run'; readonly id: number; readonly job: JobSpec }
  | { readonly type: 'cancel'; readonly id: number };

/** From a host to its worker. `died` is a thread that ran out of memory while the host lives on. */
export type FromHost =
  | { readonly type: 'ready' }
  | { readonly type: 'answer'; readonly id: number; readonly answer: ThreadAnswer }
  | { readonly type: 'died'; readonly id: number; readonly cause: DeathCause }
  | { readonly type: 'records'; readonly records: readonly { readonly id: number; readonly ordinal: number }[] };

/** Why a thread or host ended while it had work: memory over its limit, a crash, or no progress. */
export type DeathCause = 'out-of-memory' | 'crashed' | 'stalled';

/** Exit status of a host whose own watchdog found its memory above the limit. */
export const memoryExitCode = 86;
