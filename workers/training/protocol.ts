import type { ErrorData } from '../../core/errors.ts';
import type { CompressionRequest, MeasuredComparison } from '../../training/compression/compress-run.ts';
import type { MemoryRequest } from '../../training/compression/measure-memory.ts';
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
  | { readonly type: 'evaluate'; readonly threads: number; readonly request: EvaluationRequest }
  | { readonly type: 'compress'; readonly threads: number; readonly request: InStore<CompressionRequest> }
  | { readonly type: 'measure-memory'; readonly threads: number; readonly request: InStore<MemoryRequest> };

type InStore<Request> = Request & { readonly store: string };

/** To a training process. `stop` lets it write a checkpoint first. */
export type ToTraining = { readonly type: 'job'; readonly job: TrainingJob } | { readonly type: 'stop' };

/** From a training process. `page` is the run's page for the Temporal UI. */
export type FromTraining =
  | { readonly type: 'progress'; readonly progress: TrainingProgress }
  | { readonly type: 'page'; readonly page: string }
  | { readonly type: 'trained'; readonly result: TrainingResult }
  | { readonly type: 'evaluated'; readonly result: EvaluationResult }
  | { readonly type: 'compressed'; readonly result: MeasuredComparison }
  | { readonly type: 'measured'; readonly result: number }
  | { readonly type: 'failed'; readonly error: ErrorData };
