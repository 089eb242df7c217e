import { errorFromData, MillraceError } from '../../core/errors.ts';
import type { JobReport } from '../phases/phase.ts';
import { findPoison } from './find-poison.ts';
import { type Host, type HostOutcome, startHost } from './host.ts';
import type { JobSpec } from './protocol.ts';

export interface HostsOptions {
  readonly hosts: number;
  /** Threads of each host. */
  readonly threads: number;
  /** Resident memory of one host above which it is ended. */
  readonly memoryBytes: number;
  /** Longest time without a new record before a job counts as hung: a back-stop, since budgets are in input units. */
  readonly stallMs: number;
  readonly onNote: (text: string) => void;
}

/** The hosts of one worker: a queue of jobs over child processes that may die at any moment. */
export interface Hosts {
  /**
   * Runs a job to its end whatever dies on the way. A job that kills its host twice runs alone; if it kills that host
   * too, the record at fault is found, stored as poison and left out, and the job runs again.
   *
   * @throws {MillraceError} the job's own error; `interrupted` when the signal aborts
   */
  readonly run: (job: JobSpec, signal: AbortSignal, onOrdinal: (ordinal: number) => void) => Promise<JobReport>;
  readonly pids: () => readonly number[];
  /** `listener` hears the process ids now and whenever they change. */
  readonly tellPids: (listener: (pids: readonly number[]) => void) => void;
  readonly close: () => Promise<void>;
}

const deathsBeforeIsolation = 2;
const startsBeforeGivingUp = 5;

export async function openHosts(options: HostsOptions): Promise<Hosts> {
  const { threads, memoryBytes, stallMs, onNote } = options;
  const hosts: (Host | undefined)[] = new Array(options.hosts).fill(undefined);
  const waiting: (() => void)[] = [];
  let closed = false;
  let deadStarts = 0;
  let onPids: (pids: readonly number[]) => void = () => undefined;

  const pids = (): number[] => hosts.flatMap((host) => (host?.alive() ? [host.pid] : []));
  const wakeAll = (): void => {
    for (const wake of waiting.splice(0)) wake();
  };
  const revive = async (slot: number): Promise<void> => {
    const host = await startHost(threads, memoryBytes, stallMs);
    if (closed) return host.kill();
    hosts[slot] = host;
    onPids(pids());
    wakeAll();
    void host.exited.then((how) => {
      hosts[slot] = undefined;
      if (closed) return;
      deadStarts++;
      onNote(`host ${host.pid} ended (${how.split('\n')[0]}); its jobs run again`);
      if (deadStarts < startsBeforeGivingUp) void revive(slot);
      else wakeAll();
    });
  };

  const attempt = async (
    job: JobSpec,
    signal: AbortSignal,
    onOrdinal: (ordinal: number) => void,
  ): Promise<HostOutcome> => {
    for (;;) {
      if (signal.aborted) throw interrupted();
      const ready = hosts.filter((host): host is Host => host?.alive() === true && host.busy() < threads);
      const host = ready.sort((a, b) => a.busy() - b.busy())[0];
      if (host !== undefined) {
        const outcome = await host.run(job, signal, onOrdinal);
        if (outcome.type !== 'died') deadStarts = 0;
        waiting.shift()?.();
        return outcome;
      }
      if (deadStarts >= startsBeforeGivingUp) throw hostsDie(deadStarts);
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  };

  let isolation: Promise<unknown> = Promise.resolve();
  const isolate = (job: JobSpec, signal: AbortSignal): Promise<JobReport> => {
    const turn = isolation.then(() => findPoison(job, signal, () => startHost(1, memoryBytes, stallMs), onNote));
    isolation = turn.catch(() => undefined);
    return turn;
  };

  await Promise.all(hosts.map((_, slot) => revive(slot)));
  return {
    pids,
    tellPids: (listener) => {
      onPids = listener;
      listener(pids());
    },
    run: async (job, signal, onOrdinal) => {
      for (let deaths = 0; deaths < deathsBeforeIsolation; deaths++) {
        if (signal.aborted) throw interrupted();
        const outcome = await attempt(job, signal, onOrdinal);
        if (outcome.type === 'done') return outcome.report;
        if (signal.aborted) throw interrupted();
        if (outcome.type === 'failed') throw errorFromData(outcome.error);
      }
      onNote(`${job.phase} ${job.index}: ended its host ${deathsBeforeIsolation} times; it runs alone`);
      return isolate(job, signal);
    },
    close: async () => {
      closed = true;
      const ends = hosts.flatMap((host) => (host === undefined ? [] : [host.exited]));
      for (const host of hosts) host?.kill();
      await Promise.all(ends);
    },
  };
}

function hostsDie(deaths: number): MillraceError {
  return new MillraceError('hosts-die', `Expected a host that lives, found that ${deaths} ended one after another`, {
    hint: 'See the notes above for how they ended; --host-memory raises the limit of one host.',
  });
}

export function interrupted(): MillraceError {
  return new MillraceError('interrupted', 'Interrupted; the same command goes on from here');
}
