import { readdirSync, readFileSync } from 'node:fs';
/** Command lines of living processes that name a store, apart from this one: servers, keepers, commands. Linux only. */
export function processesOf(store) {
    const found = [];
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)) {
        try {
            const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
            if (command.includes(store) && !/^\S*mount/.test(command))
                found.push(`${pid}: ${command.slice(0, 200)}`);
        }
        catch {
            // It ended between the listing and the look.
        }
    }
    return found;
}
//# sourceMappingURL=processes.js.map