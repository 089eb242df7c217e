import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a worker leaves in `<store>/temporal/` while it lives, for `status` to find. */
export interface WorkerMarker {
  readonly pid: number;
  readonly hostPids: readonly number[];
  /** The last training process; null where there was none. */
  readonly trainingPid: number | null;
  readonly taskQueue: string;
  readonly address: string;
}

/** Writes `worker-<pid>.json` anew at each change; `remove` takes it away. A worker that was killed leaves it behind. */
export function openWorkerMarker(folder: string): { write: (marker: WorkerMarker) => void; remove: () => void } {
  const path = join(folder, 'temporal', `worker-${process.pid}.json`);
  return {
    write: (marker) => {
      try {
        mkdirSync(join(folder, 'temporal'), { recursive: true });
        writeFileSync(`${path}.part`, JSON.stringify(marker));
        renameSync(`${path}.part`, path);
      } catch (error) {
        // A full disk ends the build by itself, with its own error; before that hosts may still be replaced.
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
    },
    remove: () => rmSync(path, { force: true }),
  };
}
