import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, type RunningCommand } from './build-command.ts';

/** Process id of a worker's training process, from the marker in its store; undefined before there is one. */
export function trainingPid(store: string, { child }: RunningCommand): number | undefined {
  try {
    const marker = readFileSync(join(store, 'temporal', `worker-${child.pid}.json`), 'utf8');
    return (JSON.parse(marker) as { trainingPid: number | null }).trainingPid ?? undefined;
  } catch {
    return undefined;
  }
}

/** What a run's folder holds of its checkpoints: steps of those with their record, and of those without one yet. */
export interface CheckpointSteps {
  readonly whole: readonly number[];
  readonly begun: readonly number[];
}

/** Those of the only run of a store. A pruned checkpoint, an empty folder, is in neither list. */
export function checkpointSteps(store: string): CheckpointSteps {
  const whole: number[] = [];
  const begun: number[] = [];
  const [run] = namesIn(join(store, 'runs'));
  const folder = join(store, 'runs', run ?? '', 'checkpoints');
  for (const name of run === undefined ? [] : namesIn(folder)) {
    const files = namesIn(join(folder, name));
    if (files.includes('checkpoint.json')) whole.push(Number(name));
    else if (files.includes('weights.safetensors')) begun.push(Number(name));
  }
  return { whole, begun };
}

/** A run's result to the last bit: digests of its last checkpoint's tensors and of its reports. */
export function runDigests(store: string, run: string, steps: number): Record<string, string> {
  const folder = join(store, 'runs', run);
  const last = join('checkpoints', String(steps).padStart(8, '0'));
  const files = [join(last, 'weights.safetensors'), join(last, 'optimizer.safetensors'), 'metrics.jsonl'];
  const digest = (file: string) =>
    createHash('sha256')
      .update(readFileSync(join(folder, file)))
      .digest('hex');
  return Object.fromEntries(files.map((file) => [file, digest(file)]));
}

/** A training process that stands still: what its run's folder holds meanwhile. */
export interface FrozenTraining {
  readonly pid: number;
  readonly steps: CheckpointSteps;
}

/**
 * Stops the training process of a command (SIGSTOP) where `ready` holds, and still holds once it stands still, so that
 * what is done to it then meets what it is meant for. Undefined where the command ended first. Linux only.
 */
export async function freezeTrainingWhen(
  store: string,
  running: RunningCommand,
  ready: (steps: CheckpointSteps) => boolean,
): Promise<FrozenTraining | undefined> {
  while (running.child.exitCode === null && running.child.signalCode === null) {
    const pid = ready(checkpointSteps(store)) ? trainingPid(store, running) : undefined;
    if (pid !== undefined && (await stopped(pid))) {
      const steps = checkpointSteps(store);
      if (ready(steps)) return { pid, steps };
      process.kill(pid, 'SIGCONT');
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return undefined;
}

/** Stops a process; false where it is not there. */
async function stopped(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 'SIGSTOP');
  } catch {
    return false;
  }
  while (isAlive(pid)) {
    if (stateOf(pid) === 'T') return true;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return false;
}

/** The letter by which the kernel names a process's state; '' where it has ended meanwhile. */
function stateOf(pid: number): string {
  try {
    return /\) (\w) /.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1] ?? '';
  } catch {
    return '';
  }
}

function namesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
