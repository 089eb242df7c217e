import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
/** Resolves when a signal aborts. */
export async function untilAborted(signal) {
    if (!signal.aborted)
        await once(signal, 'abort');
}
/** Waits `ms` milliseconds, or until a signal aborts. */
export async function pause(ms, signal) {
    // Rejects with an AbortError only, and that is what was waited for.
    await setTimeout(ms, undefined, { signal }).catch(() => undefined);
}
//# sourceMappingURL=abort.js.map