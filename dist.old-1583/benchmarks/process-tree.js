import { readdirSync, readFileSync } from 'node:fs';
const everyMs = 50;
const ticksPerSecond = 100;
/**
 * Watches a process and all that descends from it, every 50 ms, until `stop`, which tells what they took: the last moments of
 * each process are missing. `roleOf` gives a process its role by its command line. Linux.
 */
export function watchTree(root, roleOf) {
    const seconds = new Map();
    const peaks = new Map();
    let peak = 0;
    const look = () => {
        const now = new Map();
        let all = 0;
        for (const pid of descendants(root)) {
            try {
                const role = seconds.get(pid)?.role ?? roleOf(commandOf(pid));
                seconds.set(pid, { role, seconds: cpuOf(pid) });
                const bytes = proportionalBytes(pid);
                now.set(role, (now.get(role) ?? 0) + bytes);
                all += bytes;
            }
            catch {
                // It has ended meanwhile.
            }
        }
        for (const [role, bytes] of now)
            peaks.set(role, Math.max(peaks.get(role) ?? 0, bytes));
        peak = Math.max(peak, all);
    };
    const timer = setInterval(look, everyMs);
    return {
        stop: () => {
            clearInterval(timer);
            const roles = new Map();
            for (const { role, seconds: used } of seconds.values()) {
                const cpuSeconds = (roles.get(role)?.cpuSeconds ?? 0) + used;
                roles.set(role, { cpuSeconds, peakBytes: peaks.get(role) ?? 0 });
            }
            const cpuSeconds = [...roles.values()].reduce((sum, role) => sum + role.cpuSeconds, 0);
            return { cpuSeconds, peakBytes: peak, roles };
        },
    };
}
function descendants(root) {
    const children = new Map();
    for (const name of readdirSync('/proc')) {
        const pid = Number(name);
        if (!Number.isInteger(pid))
            continue;
        try {
            const parent = Number(statOf(pid)[1]);
            children.set(parent, [...(children.get(parent) ?? []), pid]);
        }
        catch {
            // It has ended meanwhile.
        }
    }
    const found = [root];
    for (let at = 0; at < found.length; at++)
        found.push(...(children.get(found[at] ?? 0) ?? []));
    return found;
}
/** Fields of `/proc/<pid>/stat` from the third on, the state. */
function statOf(pid) {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
}
function cpuOf(pid) {
    const fields = statOf(pid);
    return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}
function commandOf(pid) {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
}
function proportionalBytes(pid) {
    const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
    return Number(kilobytes ?? 0) * 1024;
}
//# sourceMappingURL=process-tree.js.map