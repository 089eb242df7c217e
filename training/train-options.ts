import type { Storage } from '../storage/storage.ts';
import type { RunProgress } from './run-result.ts';

/** How a planned run is trained. */
export interface TrainOptions {
  readonly storage: Storage;
  readonly run: string;
  readonly env: NodeJS.ProcessEnv;
  /** Threads of the backend. */
  readonly threads: number;
  readonly onProgress: (progress: RunProgress) => void;
  /** The run's page so far, as Markdown, every few seconds. */
  readonly onPage: (page: string) => void;
  /** When it aborts, a checkpoint is written and the call rejects with `interrupted`. */
  readonly signal: AbortSignal;
}
