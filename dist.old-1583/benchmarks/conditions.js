import { arch, cpus, platform, totalmem } from 'node:os';
import { formatByteSize } from '../core/byte-size.js';
/** What a figure means nothing without: date, machine, versions and the command that gives it again. */
export function conditions(command, versions) {
    const processors = cpus();
    const all = Object.entries({ node: process.version, ...versions }).map(([name, version]) => `${name} ${version}`);
    return [
        `date      ${new Date().toISOString().slice(0, 10)}`,
        `machine   ${processors.length} × ${processors[0]?.model.trim() ?? 'unknown'}, ${formatByteSize(totalmem())}, ${platform()} ${arch()}`,
        `versions  ${all.join(', ')}`,
        `command   ${command}`,
    ].join('\n');
}
//# sourceMappingURL=conditions.js.map