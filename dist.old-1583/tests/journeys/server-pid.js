import { join } from 'node:path';
import { readLock } from '../../workers/temporal/lock.js';
/** Process id of the embedded Temporal server that a store's lock names. */
export async function serverPid(store) {
    const record = await readLock(join(store, 'temporal'));
    if (typeof record?.pid !== 'number')
        throw new Error('Expected a running server');
    return record.pid;
}
//# sourceMappingURL=server-pid.js.map