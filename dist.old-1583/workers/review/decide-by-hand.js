import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { errorToData } from '../../core/errors.js';
import { taskQueueOf } from '../task-queue.js';
import { temporalSettings } from '../temporal/settings.js';
import { openTemporalSession } from '../temporal-session.js';
import { decideInStore } from './decide-version.js';
import { tellReview } from './tell-review.js';
/**
 * Decides of a version in the store itself, which needs neither a server nor a worker; then tells the review and the
 * schedule that wait for it, starting the store's Temporal server where it has one. Where Temporal cannot be reached the
 * decision holds all the same. Throws what {@link decideInStore} throws.
 */
export async function decideByHand(storage, stored, word, env, onNote) {
    const { dataset, version } = stored.manifest;
    const decided = await decideInStore(storage, { dataset, version, manifestSha256: stored.sha256, ...word });
    try {
        const told = await tellTemporal(storage, dataset, decided.decision, env, onNote);
        return { ...decided, told, problem: undefined };
    }
    catch (error) {
        return { ...decided, told: undefined, problem: errorToData(error).message };
    }
}
async function tellTemporal(storage, dataset, decision, env, onNote) {
    const embedded = temporalSettings(env).kind === 'embedded';
    // A store that no server ever ran for has no reviews and no schedules.
    if (embedded && !existsSync(join(storage.location, 'temporal', 'temporal.db'))) {
        return { review: 'none', schedule: null, resumed: false };
    }
    const session = await openTemporalSession(storage.location, env, onNote);
    try {
        return await tellReview(session.client, taskQueueOf(storage, env), dataset, decision);
    }
    finally {
        await session.close();
    }
}
//# sourceMappingURL=decide-by-hand.js.map