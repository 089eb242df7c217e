import { mkdirSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DefaultLogger, Runtime } from '@temporalio/worker';
let installed = false;
/**
 * Sends the Temporal SDK's warnings to `temporal/worker.log` in a folder instead of the terminal, and leaves signals to
 * the command line. `metrics` says where those of the process go. Must come before the first connection of a worker;
 * only the first call that succeeds counts.
 */
export function openWorkerLog(folder, metrics) {
    if (installed)
        return;
    mkdirSync(join(folder, 'temporal'), { recursive: true });
    const log = join(folder, 'temporal', 'worker.log');
    Runtime.install({
        logger: new DefaultLogger('WARN', ({ level, timestampNanos, message, meta }) => {
            const time = new Date(Number(timestampNanos / 1000000n)).toISOString();
            const line = `${time} ${level} ${message} ${meta === undefined ? '' : JSON.stringify(meta)}\n`;
            // Unlike a synchronous write, a failed one does not end the build: on a full disk the log is the least of it.
            appendFile(log, line).catch(() => undefined);
        }),
        shutdownSignals: [],
        telemetryOptions: {
            logging: { forward: {}, filter: 'WARN' },
            ...(metrics === undefined ? {} : { metrics }),
        },
    });
    installed = true;
}
//# sourceMappingURL=worker-log.js.map