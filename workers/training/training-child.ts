import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { errorFromData, MillraceError } from '../../core/errors.ts';
import type { MeasuredComparison } from '../../training/compression/compress-run.ts';
import type { EvaluationResult, TrainingProgress, TrainingResult } from '../../workflows/training-contract.ts';
import type { FromTraining, ToTraining, TrainingJob } from './protocol.ts';

export interface TrainingListener {
  readonly onProgress: (progress: TrainingProgress) => void;
  readonly onPage: (page: string) => void;
  readonly onPid?: (pid: number) => void;
}

interface JobResults {
  readonly train: TrainingResult;
  readonly evaluate: EvaluationResult;
  readonly compress: MeasuredComparison;
  readonly 'measure-memory': number;
}

type JobResult<Job extends TrainingJob> = JobResults[Job['type']];

/** How long a process may take to write its checkpoint when it is stopped. */
const stopLimitMs = 60_000;

/**
 * Does a job in a process of its own, whose native library cannot take the worker down. When `signal` aborts the process
 * writes a checkpoint and the call rejects with `interrupted`. Rejects with the job's own MillraceError; with a plain
 * Error, which is worth another try, when the process died.
 */
export async function runTrainingJob<Job extends TrainingJob>(
  job: Job,
  signal: AbortSignal,
  listener: TrainingListener,
): Promise<JobResult<Job>> {
  const entry = fileURLToPath(new URL('./training-process.js', import.meta.url));
  const child = fork(entry, [], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  if (child.pid !== undefined) listener.onPid?.(child.pid);
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (piece: string) => {
    errors = (errors + piece).slice(-2000);
  });
  const send = (message: ToTraining): void => {
    // A process that is gone already is told of by its exit.
    if (child.connected) child.send(message, () => undefined);
  };
  let killing: NodeJS.Timeout | undefined;
  const stop = (): void => {
    send({ type: 'stop' });
    killing = setTimeout(() => child.kill('SIGKILL'), stopLimitMs);
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    const answer = await new Promise<Exclude<FromTraining, { type: 'progress' | 'page' }>>((resolve, reject) => {
      child.on('message', (message: FromTraining) => {
        if (message.type === 'progress') listener.onProgress(message.progress);
        else if (message.type === 'page') listener.onPage(message.page);
        else resolve(message);
      });
      child.once('error', reject);
      child.once('exit', (code, name) => {
        if (signal.aborted) reject(new MillraceError('interrupted', 'Interrupted'));
        else reject(new Error(`the training process ended (${name ?? `exit ${code}`})${reasonIn(errors)}`));
      });
      send({ type: 'job', job });
      if (signal.aborted) stop();
    });
    if (answer.type === 'failed') throw errorFromData(answer.error);
    return answer.result as JobResult<Job>;
  } finally {
    clearTimeout(killing);
    signal.removeEventListener('abort', stop);
    child.kill('SIGKILL');
  }
}

/** The line of a process's standard error that names its error, or the last one. */
function reasonIn(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const line = lines.findLast((each) => /^\w*Error\b/.test(each)) ?? lines.at(-1);
  return line === undefined ? '' : `: ${line.trim()}`;
}
