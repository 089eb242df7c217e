import { availableParallelism } from 'node:os';
import { InvalidArgumentError } from 'commander';
/** Adds `--threads`, `--hosts` and `--host-memory`. The result of a build does not depend on them. */
export function withParallelism(command) {
    return command
        .option('--threads <n>', 'threads per host', positiveInteger, availableParallelism())
        .option('--hosts <n>', 'child processes on this machine', positiveInteger, 1)
        .option('--host-memory <size>', 'memory of a host, such as 2GiB; a record that needs more is quarantined');
}
/** A whole number of at least 1, or commander's refusal. */
export function positiveInteger(text) {
    const value = Number(text);
    if (/^\d{1,9}$/.test(text) && value >= 1)
        return value;
    throw new InvalidArgumentError('Expected a whole number of at least 1.');
}
//# sourceMappingURL=parallelism.js.map