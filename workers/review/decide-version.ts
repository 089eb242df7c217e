import type { Client } from '@temporalio/client';
import { MillraceError } from '../../core/errors.ts';
import { readVersion } from '../../shards/catalogue.ts';
import { type Decision, recordDecision } from '../../shards/decision.ts';
import { readLatest } from '../../shards/latest.ts';
import { moveLatest } from '../../shards/move-latest.ts';
import type { Storage } from '../../storage/storage.ts';
import type { DecisionRequest, DecisionResult } from '../../workflows/contract.ts';
import { resumeSchedule } from '../schedules/resume-schedule.ts';

/** A decision as the store has it, and where `latest` stands after it. */
export interface StoredDecision {
  readonly decision: Decision;
  /** True where `latest` now names the version. */
  readonly moved: boolean;
  /** The version that `latest` names; null for none. */
  readonly latest: number | null;
}

/**
 * Carries out what a person decided of a version whose gates failed: keeps the decision; where it is approved, moves
 * `latest` and resumes the schedule that was paused for it. A decision that was made before stands, and is carried out
 * instead. Repeating it changes nothing, and goes on after a crash. Without a client, schedules are left as they are.
 * Throws what {@link decideInStore} throws, `already-decided` excepted.
 */
export async function decideVersion(
  storage: Storage,
  client: Client | null,
  request: DecisionRequest,
): Promise<DecisionResult> {
  const { dataset, version, schedule } = request;
  const { decision: standing, moved, latest } = await decideOnce(storage, request);
  const { decision, note } = standing;
  const resumes = decision === 'approved' && client !== null && schedule !== null;
  const resumed = resumes && (await resumeSchedule(client, schedule, { dataset, version, note }));
  return { decision, note, moved, latest, resumed };
}

async function decideOnce(storage: Storage, request: DecisionRequest): Promise<StoredDecision> {
  try {
    return await decideInStore(storage, request);
  } catch (error) {
    if (!(error instanceof MillraceError) || error.code !== 'already-decided') throw error;
    return decideInStore(storage, {
      ...request,
      decision: request.decision === 'approved' ? 'rejected' : 'approved',
    });
  }
}

/**
 * The part of {@link decideVersion} that needs no Temporal. Throws MillraceError `version-changed` where the manifest is
 * not the one that was looked at; and what {@link recordDecision} throws.
 */
export async function decideInStore(
  storage: Storage,
  { dataset, version, manifestSha256, decision: word, note }: Omit<DecisionRequest, 'store' | 'schedule'>,
): Promise<StoredDecision> {
  const stored = await readVersion(storage, dataset, version);
  if (stored.sha256 !== manifestSha256) {
    throw new MillraceError('version-changed', 'the manifest is not the one that was looked at', {
      at: stored.key,
      hint: `npx millrace verify ${dataset}@${version}`,
    });
  }
  const decision = await recordDecision(storage, stored, word, note);
  const moved = word === 'approved' && (await moveLatest(storage, dataset, version, manifestSha256));
  return { decision, moved, latest: (await readLatest(storage, dataset))?.version ?? null };
}
