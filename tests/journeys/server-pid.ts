import { join } from 'node:path';
import { readLock } from '../../workers/temporal/lock.ts';

/** Process id of the embedded Temporal server that a store's lock names. */
export async function serverPid(store: string): Promise<number> {
  const record = await readLock(join(store, 'temporal'));
  if (typeof record?.pid !== 'number') throw new Error('Expected a running server');
  return record.pid;
}
