import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../../storage/package-root.ts';

const millrace = fileURLToPath(new URL('dist/cli/main.js', packageRoot));

/** What a finished command left: its exit code (null after a signal) and its output. */
export interface CommandEnd {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A `millrace` command that runs. */
export interface RunningCommand {
  readonly child: ChildProcess;
  readonly ended: Promise<CommandEnd>;
}

export function startMillrace(
  words: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
  cwd = process.cwd(),
): RunningCommand {
  const child = spawn(process.execPath, [millrace, ...words], { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    stdout += piece;
  });
  child.stderr.setEncoding('utf8').on('data', (piece: string) => {
    stderr += piece;
  });
  const ended = new Promise<CommandEnd>((resolve) => {
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
  return { child, ended };
}

export function millraceOutput(words: readonly string[], env?: NodeJS.ProcessEnv): Promise<CommandEnd> {
  return startMillrace(words, env).ended;
}

/** SHA-256 of every file of a dataset that a version names, and of the versions themselves, by path. */
export function fileDigests(store: string, dataset: string): Record<string, string> {
  const digests: Record<string, string> = {};
  for (const folder of ['data', 'fates', 'metrics', 'versions']) {
    for (const name of readdirSync(join(store, dataset, folder)).sort()) {
      const bytes = readFileSync(join(store, dataset, folder, name));
      digests[`${folder}/${name}`] = createHash('sha256').update(bytes).digest('hex');
    }
  }
  return digests;
}

/** Waits until `jobs` jobs of a phase have left their reports, or the command is over; true where it still runs. */
export async function untilJobsDone(
  store: string,
  dataset: string,
  phase: string,
  jobs: number,
  { child }: RunningCommand,
): Promise<boolean> {
  while (child.exitCode === null && child.signalCode === null) {
    if (finishedJobs(store, dataset, phase) >= jobs) return true;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return false;
}

export function finishedJobs(store: string, dataset: string, phase: string): number {
  return namesIn(join(store, dataset, 'work'))
    .flatMap((build) => namesIn(join(store, dataset, 'work', build, phase)))
    .filter((name) => /^\d+\.json$/.test(name)).length;
}

/** Process ids of a worker's hosts, from the marker that it leaves in its store. */
export function hostPids(store: string, worker: number | undefined): readonly number[] {
  const marker = readFileSync(join(store, 'temporal', `worker-${worker}.json`), 'utf8');
  return (JSON.parse(marker) as { hostPids: number[] }).hostPids;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
