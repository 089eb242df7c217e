import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/**
 * When a process began, in the system's own words: with the id it names one process, since ids are used again.
 * Undefined where no such process is to be seen.
 */
export function processStart(pid: number): string | undefined {
  if (process.platform === 'linux') return procStat(pid)?.start;
  try {
    const env = { PATH: '/usr/bin:/bin', LC_ALL: 'C' };
    const text = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', env, timeout: 5000 });
    return text.trim() === '' ? undefined : text.trim();
  } catch {
    return undefined;
  }
}

/**
 * True while the process lives; one that has ended but was not yet waited for counts as ended. A killed process may have
 * lost its first thread while others still hold its files and ports: it lives.
 */
export function isRunning(pid: number, start: string): boolean {
  if (process.platform === 'linux') {
    const stat = procStat(pid);
    if (stat === undefined || stat.start !== start) return false;
    return stat.threads > 1 || (stat.state !== 'Z' && stat.state !== 'X');
  }
  return processStart(pid) === start;
}

/** The running kernel: process ids and FIFOs can be judged only where it is the same. Empty where it cannot be told. */
export function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}

/** This machine's name. */
export function machineName(): string {
  return hostname();
}

function procStat(pid: number): { state: string; threads: number; start: string } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The program's name stands in parentheses and may hold spaces and parentheses; field 3 follows the last one.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', threads: Number(fields[17]), start: fields[19] ?? '' };
  } catch {
    return undefined;
  }
}

/** A process as records name it, for processes that may be on other machines. */
export interface ProcessRecord {
  readonly machine: string;
  /** The running kernel, and the processes that can be seen from this one: containers share the first alone. */
  readonly sight: string;
  readonly pid: number;
  readonly start: string;
}

export function ownProcess(): ProcessRecord {
  return { machine: machineName(), sight: sight(), pid: process.pid, start: processStart(process.pid) ?? '' };
}

/** Whether a process lives; undefined where it cannot be seen from here: on another machine, in another container. */
export function livesHere(record: ProcessRecord): boolean | undefined {
  const seen = record.machine === machineName() && record.sight === sight();
  return seen ? isRunning(record.pid, record.start) : undefined;
}

function sight(): string {
  try {
    return `${bootId()} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return bootId();
  }
}
