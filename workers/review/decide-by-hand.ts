import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { errorToData } from '../../core/errors.ts';
import type { StoredManifest } from '../../shards/catalogue.ts';
import type { Decision } from '../../shards/decision.ts';
import type { Storage } from '../../storage/storage.ts';
import { machineFolder } from '../machine-folder.ts';
import { taskQueueOf } from '../task-queue.ts';
import { temporalSettings } from '../temporal/settings.ts';
import { openTemporalSession } from '../temporal-session.ts';
import { decideInStore, type StoredDecision } from './decide-version.ts';
import { type ToldReview, tellReview } from './tell-review.ts';

/** What came of a decision that was made without the Temporal UI. */
export interface DecidedByHand extends StoredDecision {
  /** What Temporal was told; undefined where it could not be reached, as `problem` says. */
  readonly told: ToldReview | undefined;
  readonly problem: string | undefined;
}

/**
 * Decides of a version in the store itself, which needs neither a server nor a worker; then tells the review and the
 * schedule that wait for it, starting the store's Temporal server where it has one. Where Temporal cannot be reached the
 * decision holds all the same. Throws what {@link decideInStore} throws.
 */
export async function decideByHand(
  storage: Storage,
  stored: StoredManifest,
  word: Pick<Decision, 'decision' | 'note'>,
  env: NodeJS.ProcessEnv,
  onNote: (text: string) => void,
): Promise<DecidedByHand> {
  const { dataset, version } = stored.manifest;
  const decided = await decideInStore(storage, { dataset, version, manifestSha256: stored.sha256, ...word });
  try {
    const told = await tellTemporal(storage, dataset, decided.decision, env, onNote);
    return { ...decided, told, problem: undefined };
  } catch (error) {
    return { ...decided, told: undefined, problem: errorToData(error).message };
  }
}

async function tellTemporal(
  storage: Storage,
  dataset: string,
  decision: Decision,
  env: NodeJS.ProcessEnv,
  onNote: (text: string) => void,
): Promise<ToldReview> {
  const embedded = temporalSettings(env).kind === 'embedded';
  // A store that no server ever ran for has no reviews and no schedules.
  if (embedded && !existsSync(join(machineFolder(storage), 'temporal', 'temporal.db'))) {
    return { review: 'none', schedule: null, resumed: false };
  }
  const session = await openTemporalSession(machineFolder(storage), env, onNote);
  try {
    return await tellReview(session.client, taskQueueOf(storage, env), dataset, decision);
  } finally {
    await session.close();
  }
}
