import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

/** What `millrace build --json` answers, as far as the demo reads it. */
export interface BuildAnswer {
  readonly dataset: string;
  readonly version: number;
  readonly manifestSha256: string;
  readonly partitions: number;
  readonly reusedPartitions: number;
  readonly seconds: number;
}

const millrace = fileURLToPath(new URL('../../cli/main.js', import.meta.url));

/** Runs `millrace build` as a person would; what it tells people goes to the terminal. */
export function runBuild(recipe: string, store: string): Promise<BuildAnswer> {
  return answerOf(spawn(process.execPath, wordsOf(recipe, store), { stdio: ['ignore', 'pipe', 'inherit'] }));
}

/** Runs `millrace build` and lets `disturb` have the process; shows its progress, not its final tables. */
export async function runDisturbedBuild(
  recipe: string,
  store: string,
  disturb: (build: ChildProcess) => Promise<void>,
): Promise<BuildAnswer> {
  const build = spawn(process.execPath, wordsOf(recipe, store), { stdio: ['ignore', 'pipe', 'pipe'] });
  let over = false;
  createInterface({ input: build.stderr }).on('line', (line) => {
    over ||= line.startsWith('Built ');
    if (!over) console.log(line);
  });
  const [answer] = await Promise.all([answerOf(build), disturb(build)]);
  return answer;
}

function wordsOf(recipe: string, store: string): string[] {
  return [millrace, 'build', recipe, '--store', store, '--json'];
}

async function answerOf(build: ChildProcess & { readonly stdout: Readable }): Promise<BuildAnswer> {
  let answer = '';
  build.stdout.setEncoding('utf8').on('data', (piece: string) => {
    answer += piece;
  });
  const code = await new Promise<number | null>((resolve) => build.once('close', resolve));
  if (code !== 0) throw new Error(`Expected the build to end with exit code 0, found ${code}`);
  return JSON.parse(answer) as BuildAnswer;
}

/**
 * Kills one of a build's hosts with SIGKILL once a third of its first phase's jobs are done.
 * Gives the host's process id; undefined where the build was over before.
 */
export async function killHostMidway(
  store: string,
  build: ChildProcess,
  partitions: number,
): Promise<number | undefined> {
  while (build.exitCode === null) {
    const done = finishedJobs(store);
    const host = hostPids(store)[0];
    if (host !== undefined && done >= partitions / 3 && done < partitions) {
      process.kill(host, 'SIGKILL');
      return host;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return undefined;
}

function hostPids(store: string): readonly number[] {
  const folder = join(store, 'temporal');
  const markers = namesIn(folder).filter((name) => /^worker-\d+\.json$/.test(name));
  return markers.flatMap(
    (name) => (JSON.parse(readFileSync(join(folder, name), 'utf8')) as { hostPids: number[] }).hostPids,
  );
}

/** Reports of the first phase's jobs in the only build of a store. */
function finishedJobs(store: string): number {
  for (const dataset of namesIn(store)) {
    for (const build of namesIn(join(store, dataset, 'work'))) {
      const reports = namesIn(join(store, dataset, 'work', build, 'map-0'));
      if (reports.length > 0) return reports.filter((name) => /^\d+\.json$/.test(name)).length;
    }
  }
  return 0;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
