import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import {
  type DeathCause,
  type FromHost,
  type JobSpec,
  memoryExitCode,
  type ThreadAnswer,
  type ToHost,
} from './protocol.ts';

/** How a job that was given to a host ended. */
export type HostOutcome = ThreadAnswer | { readonly type: 'died'; readonly cause: DeathCause };

/** A supervised child process with a pool of threads. */
export interface Host {
  readonly pid: number;
  /** Jobs in work. */
  readonly busy: () => number;
  readonly alive: () => boolean;
  /** Never rejects. `onOrdinal` hears, about twice a second, which record is in work. */
  readonly run: (job: JobSpec, signal: AbortSignal, onOrdinal: (ordinal: number) => void) => Promise<HostOutcome>;
  readonly exited: Promise<string>;
  readonly kill: () => void;
}

/**
 * For glibc: large blocks go back to the system when they are freed, and threads share two heaps. What it keeps by itself
 * is a seventh of a host's memory, and no time is gained by it.
 */
const sparingAllocator = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '262144',
  MALLOC_TRIM_THRESHOLD_: '262144',
} as const;

interface InWork {
  readonly settle: (outcome: HostOutcome) => void;
  readonly onOrdinal: (ordinal: number) => void;
  ordinal: number;
  movedAtMs: number;
}

/**
 * Starts a host with `threads` threads. It exits when its memory passes `memoryBytes`, and is killed when a job that
 * reports records shows none for `stallMs`: both end its jobs as `died`, so the caller can find the record at fault.
 */
export async function startHost(threads: number, memoryBytes: number, stallMs: number): Promise<Host> {
  const entry = fileURLToPath(new URL('./host-process.js', import.meta.url));
  const child = fork(entry, [String(threads), String(memoryBytes)], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
    // Half of V8's room for new objects: a fifteenth of a host's memory, for no time that can be measured.
    execArgv: ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=8'],
    // Images are decoded in libuv's pool, of which a process has four threads unless it is told otherwise.
    env: {
      ...sparingAllocator,
      ...process.env,
      UV_THREADPOOL_SIZE: String(Math.max(4, threads, Number(process.env['UV_THREADPOOL_SIZE']) || 0)),
    },
  });
  const work = new Map<number, InWork>();
  const errors = lastText(child);
  let stalled = false;
  let alive = true;
  let nextId = 0;
  const exited = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => {
      alive = false;
      clearInterval(watch);
      const cause: DeathCause = stalled ? 'stalled' : outOfMemory(code, signal) ? 'out-of-memory' : 'crashed';
      for (const { settle } of work.values()) settle({ type: 'died', cause });
      work.clear();
      resolve(`${signal ?? `exit ${code}`}${errors() === '' ? '' : `: ${errors()}`}`);
    });
  });
  const watch = setInterval(() => {
    const now = performance.now();
    stalled = [...work.values()].some((job) => job.ordinal >= 0 && now - job.movedAtMs > stallMs);
    if (stalled) child.kill('SIGKILL');
  }, 1000);
  await new Promise<void>((resolve) => {
    child.on('message', (message: FromHost) => {
      if (message.type === 'ready') resolve();
      else receive(message, work);
    });
    child.once('exit', () => resolve());
  });
  return {
    pid: child.pid ?? -1,
    busy: () => work.size,
    alive: () => alive,
    exited,
    kill: () => child.kill('SIGKILL'),
    run: (job, signal, onOrdinal) =>
      new Promise((resolve) => {
        const id = nextId++;
        const cancel = (): void => {
          if (alive) child.send({ type: 'cancel', id } satisfies ToHost);
        };
        const settle = (outcome: HostOutcome): void => {
          signal.removeEventListener('abort', cancel);
          work.delete(id);
          resolve(outcome);
        };
        if (!alive) return settle({ type: 'died', cause: 'crashed' });
        work.set(id, { settle, onOrdinal, ordinal: -1, movedAtMs: performance.now() });
        signal.addEventListener('abort', cancel);
        child.send({ type: 'run', id, job } satisfies ToHost, (error) => {
          if (error !== null) settle({ type: 'died', cause: 'crashed' });
        });
        if (signal.aborted) cancel();
      }),
  };
}

function receive(message: Exclude<FromHost, { type: 'ready' }>, work: ReadonlyMap<number, InWork>): void {
  if (message.type === 'answer') work.get(message.id)?.settle(message.answer);
  else if (message.type === 'died') work.get(message.id)?.settle({ type: 'died', cause: message.cause });
  else {
    for (const { id, ordinal } of message.records) {
      const job = work.get(id);
      if (job === undefined || job.ordinal === ordinal) continue;
      job.ordinal = ordinal;
      job.movedAtMs = performance.now();
      job.onOrdinal(ordinal);
    }
  }
}

function outOfMemory(code: number | null, signal: NodeJS.Signals | null): boolean {
  // V8 aborts the whole process (134, SIGABRT) when a heap limit is passed by one allocation that cannot fail.
  return code === memoryExitCode || code === 134 || signal === 'SIGABRT';
}

/** The end of what a child wrote to its standard error. */
function lastText(child: ChildProcess): () => string {
  let text = '';
  child.stderr?.setEncoding('utf8').on('data', (piece: string) => {
    text = (text + piece).slice(-2000);
  });
  return () => text.trim();
}
