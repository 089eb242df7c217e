import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DefaultLogger, Runtime } from '@temporalio/worker';

let installed = false;

/**
 * Sends the Temporal SDK's warnings to `temporal/worker.log` in a folder instead of the terminal, and leaves signals to
 * the command line. Must come before the first connection of a worker; only the first call counts.
 */
export function openWorkerLog(folder: string): void {
  if (installed) return;
  installed = true;
  mkdirSync(join(folder, 'temporal'), { recursive: true });
  const log = join(folder, 'temporal', 'worker.log');
  Runtime.install({
    logger: new DefaultLogger('WARN', ({ level, timestampNanos, message, meta }) => {
      const time = new Date(Number(timestampNanos / 1_000_000n)).toISOString();
      appendFileSync(log, `${time} ${level} ${message} ${meta === undefined ? '' : JSON.stringify(meta)}\n`);
    }),
    shutdownSignals: [],
    telemetryOptions: { logging: { forward: {}, filter: 'WARN' } },
  });
}
