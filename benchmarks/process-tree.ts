import { readdirSync, readFileSync } from 'node:fs';

/** What the processes of one role took, all together. */
export interface RoleUse {
  readonly cpuSeconds: number;
  /** Most memory at one moment, in bytes; pages that processes share are counted once over them (Linux's PSS). */
  readonly peakBytes: number;
  /** The most at one moment of what each process has (RSS), added up: what they share is counted for each. */
  readonly residentBytes: number;
}

export interface TreeUse extends RoleUse {
  readonly roles: ReadonlyMap<string, RoleUse>;
}

const everyMs = 50;
const ticksPerSecond = 100;

/**
 * Watches a process and all that descends from it, every 50 ms, until `stop`, which tells what they took: the last moments of
 * each process are missing. `roleOf` gives a process its role by its command line. Linux.
 */
export function watchTree(root: number, roleOf: (command: string) => string): { readonly stop: () => TreeUse } {
  const seconds = new Map<number, { role: string; seconds: number }>();
  const peaks = new Map<string, Memory>();
  let peak = noMemory;
  const look = (): void => {
    const now = new Map<string, Memory>();
    let all = noMemory;
    for (const pid of descendants(root)) {
      try {
        const role = seconds.get(pid)?.role ?? roleOf(commandOf(pid));
        seconds.set(pid, { role, seconds: cpuOf(pid) });
        const memory = memoryOf(pid);
        now.set(role, added(now.get(role) ?? noMemory, memory));
        all = added(all, memory);
      } catch {
        // It has ended meanwhile.
      }
    }
    for (const [role, memory] of now) peaks.set(role, highest(peaks.get(role) ?? noMemory, memory));
    peak = highest(peak, all);
  };
  const timer = setInterval(look, everyMs);
  return {
    stop: () => {
      clearInterval(timer);
      const roles = new Map<string, RoleUse>();
      for (const { role, seconds: used } of seconds.values()) {
        const cpuSeconds = (roles.get(role)?.cpuSeconds ?? 0) + used;
        roles.set(role, { cpuSeconds, ...(peaks.get(role) ?? noMemory) });
      }
      const cpuSeconds = [...roles.values()].reduce((sum, role) => sum + role.cpuSeconds, 0);
      return { cpuSeconds, ...peak, roles };
    },
  };
}

function descendants(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    try {
      const parent = Number(statOf(pid)[1]);
      children.set(parent, [...(children.get(parent) ?? []), pid]);
    } catch {
      // It has ended meanwhile.
    }
  }
  const found = [root];
  for (let at = 0; at < found.length; at++) found.push(...(children.get(found[at] ?? 0) ?? []));
  return found;
}

/** Fields of `/proc/<pid>/stat` from the third on, the state. */
function statOf(pid: number): string[] {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function cpuOf(pid: number): number {
  const fields = statOf(pid);
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

function commandOf(pid: number): string {
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
}

type Memory = Pick<RoleUse, 'peakBytes' | 'residentBytes'>;
const noMemory: Memory = { peakBytes: 0, residentBytes: 0 };

function added(a: Memory, b: Memory): Memory {
  return { peakBytes: a.peakBytes + b.peakBytes, residentBytes: a.residentBytes + b.residentBytes };
}

function highest(a: Memory, b: Memory): Memory {
  return {
    peakBytes: Math.max(a.peakBytes, b.peakBytes),
    residentBytes: Math.max(a.residentBytes, b.residentBytes),
  };
}

function memoryOf(pid: number): Memory {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const bytesOf = (line: RegExp): number => Number(line.exec(text)?.[1] ?? 0) * 1024;
  return { peakBytes: bytesOf(/^Pss:\s+(\d+) kB$/m), residentBytes: bytesOf(/^Rss:\s+(\d+) kB$/m) };
}
