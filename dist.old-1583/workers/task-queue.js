import { sha256Hex } from '../storage/digest.js';
/**
 * Task queue of a store's builds. It names the store, so that only workers that see the same files take its jobs.
 * `MILLRACE_TASK_QUEUE` overrides it where machines mount one store under several paths.
 */
export function taskQueueOf(storage, env) {
    return env['MILLRACE_TASK_QUEUE'] || `millrace-${storeDigest(storage)}`;
}
/** Eight hexadecimal digits that tell stores apart in workflow ids and task queues. */
export function storeDigest(storage) {
    return sha256Hex(storage.location).slice(0, 8);
}
//# sourceMappingURL=task-queue.js.map