import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { packageRoot } from '../storage/package-root.ts';

const run = promisify(execFile);

/** Other programs' readers of our files, pinned. */
const packages = ['pyarrow==26.0.1', 'duckdb==2.0.0', 'polars==2.1.0'];

const folder = fileURLToPath(new URL('.venv/tests/', packageRoot));
const lock = fileURLToPath(new URL('.venv/tests.lock/', packageRoot));
const marker = `${folder}millrace-packages.json`;
const python = `${folder}bin/python`;

/**
 * Path of a Python with pyarrow, DuckDB and polars, in `.venv/tests/` of the package. The first call makes it, with
 * python3 and pip from the network (about 130 MB, half a minute); later calls and runs reuse it. Safe to call from
 * several processes at once. Rejects where it cannot be made: skip the test then, with the error's message.
 */
export async function testPython(): Promise<string> {
  if (await isReady()) return python;
  await takeLock();
  try {
    if (!(await isReady())) await make();
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
  return python;
}

async function make(): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await run('python3', ['-m', 'venv', folder]);
  const options = ['--quiet', '--disable-pip-version-check', '--only-binary=:all:'];
  await run(python, ['-m', 'pip', 'install', ...options, ...packages], { timeout: 300_000 });
  await writeFile(marker, JSON.stringify(packages));
}

async function isReady(): Promise<boolean> {
  return (await readFile(marker, 'utf8').catch(() => '')) === JSON.stringify(packages);
}

/** The lock is a folder with its owner's process id; one whose owner is gone is taken over. */
async function takeLock(): Promise<void> {
  const owner = `${lock}owner`;
  await mkdir(dirname(folder), { recursive: true });
  for (;;) {
    try {
      await mkdir(lock);
      await writeFile(owner, String(process.pid));
      return;
    } catch {
      const pid = Number(await readFile(owner, 'utf8').catch(() => '0'));
      if (pid > 0 && !isRunning(pid)) await rm(lock, { recursive: true, force: true });
      await setTimeout(200);
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
