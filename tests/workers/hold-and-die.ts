import { openStorage } from '../../storage/open-storage.ts';
import { holdStore } from '../../workers/store-hold.ts';

/** `hold-and-die STORE`: takes part in a store's builds, and is killed at it. */
await holdStore(openStorage(process.argv[2] ?? ''));
process.kill(process.pid, 'SIGKILL');
