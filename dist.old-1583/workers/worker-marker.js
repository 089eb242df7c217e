import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
/** Writes `worker-<pid>.json` anew at each change; `remove` takes it away. A worker that was killed leaves it behind. */
export function openWorkerMarker(folder) {
    const path = join(folder, 'temporal', `worker-${process.pid}.json`);
    return {
        write: (marker) => {
            try {
                mkdirSync(join(folder, 'temporal'), { recursive: true });
                writeFileSync(`${path}.part`, JSON.stringify(marker));
                renameSync(`${path}.part`, path);
            }
            catch (error) {
                // A full disk ends the build by itself, with its own error; before that hosts may still be replaced.
                if (error.code !== 'ENOSPC')
                    throw error;
            }
        },
        remove: () => rmSync(path, { force: true }),
    };
}
//# sourceMappingURL=worker-marker.js.map