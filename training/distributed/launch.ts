import type { Distribution } from './distribution.ts';

/** A command that starts all processes of a run on this machine; its words after the interpreter. */
export interface Launch {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/**
 * How an engine's launcher starts `processes` processes of `python/millrace_train` on a job's folder. `threads` are for
 * all of them together.
 */
export function launchOf({ engine, processes }: Distribution, job: string, threads: number): Launch {
  const each = String(Math.max(1, Math.floor(threads / processes)));
  const env = { OMP_NUM_THREADS: each, PYTHONUNBUFFERED: '1' };
  if (engine === 'tf') return { args: ['-m', 'millrace_train.tensorflow_launcher', String(processes), job], env };
  // DeepSpeed and Accelerate are libraries inside the processes: their own launchers need MPI on a processor.
  return { args: ['-m', 'torch.distributed.run', ...torchrun(processes), '-m', 'millrace_train', job], env };
}

/** A rendezvous of its own on a free port; a rank that dies ends all: the run goes on from its checkpoint. */
function torchrun(processes: number): string[] {
  return ['--standalone', '--nnodes=1', `--nproc-per-node=${processes}`, '--max-restarts=0'];
}
