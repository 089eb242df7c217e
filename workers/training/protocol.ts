import type { ErrorData } from '../../core/errors.ts';
import type {
  EvaluationRequest,
  EvaluationResult,
  RunReference,
  TrainingProgress,
  TrainingResult,
} from '../../workflows/training-contract.ts';

/** What a training process does: one thing, then it ends. `threads` are those of the backend. */
export type TrainingJob =
  | { readonly type: 'train'; readonly threads: number; readonly reference: RunReference }
  | { readonly type: 'evaluate'; readonly threads: number; readonly request: EvaluationRequest };

/** To a training process. `stop` lets it write a checkpoint first. */
export type ToTraining = { readonly type: 'job'; readonly job: TrainingJob } | { readonly type: 'stop' };

/** From a training process. `page` is the run's page for the Temporal UI. */
export type FromTraining =
  | { readonly type: 'progress'; readonly progress: TrainingProgress }
  | { readonly type: 'page'; readonly page: string }
  | { readonly type: 'trained'; readonly result: TrainingResult }
  | { readonly type: 'evaluated'; readonly result: EvaluationResult }
  | { readonly type: 'failed'; readonly error: ErrorData };
