import { readVersion } from '../shards/catalogue.ts';
import { readLatest } from '../shards/latest.ts';
import type { Manifest, ManifestDraft } from '../shards/manifest.ts';
import type { Storage } from '../storage/storage.ts';
import { type ColumnFinding, checkColumns } from './column-checks.ts';
import { distributionOf, type Measured } from './distributions.ts';
import { driftOf, hasValues, measuredOf } from './drift.ts';
import { largestClusters, needsClusters } from './fate-suspects.ts';
import type { ColumnGate, Gate } from './gate.ts';
import { type GateResult, gatesPassed, type LastGood, metricResult } from './gates.ts';
import { guiltyRecords, type Suspects } from './guilty-records.ts';
import { metricValue } from './metric-value.ts';
import { suspectsOf } from './suspects.ts';

/** A draft whose gates have not been looked at. Its files are in the store. */
export type Unjudged = Omit<ManifestDraft, 'gates' | 'gatesPassed' | 'drift'>;

/** What judging adds to a draft. */
export type Judgement = Pick<Manifest, 'gates' | 'gatesPassed' | 'drift'>;

interface Judged {
  readonly result: GateResult;
  readonly finding: ColumnFinding | undefined;
}

/**
 * Holds a version that is about to be committed to its recipe's gates, against fixed limits and against the dataset's
 * last good version. Names up to 20 guilty records of each gate that fails.
 *
 * Cost: the metrics tables of both versions; for a column gate, that column of all document shards, and 8 bytes of
 * memory for each document where it is `unique`; where a gate failed, one read of fates, of documents, or of both.
 */
export async function judge(storage: Storage, draft: Unjudged, gates: readonly Gate[]): Promise<Judgement> {
  const now = await measuredOf(storage, draft);
  const good = await lastGoodVersion(storage, draft.dataset);
  const before = good === null ? null : await measuredOf(storage, good.manifest);
  const drift = before === null ? {} : driftOf(before, now);
  const last: LastGood | null =
    good === null || before === null
      ? null
      : {
          version: good.manifest.version,
          numberOf: (metric) => metricValue(metric, { ...good.manifest, metrics: before.metrics }),
          drift,
          had: (name) => {
            const distribution = distributionOf(name);
            return distribution !== undefined && hasValues(distribution, before);
          },
        };
  const numberOf = (metric: string) => metricValue(metric, { ...draft, metrics: now.metrics });
  const columns = await checkColumns(storage, draft, gates.filter(isColumnGate));
  const judged = gates.map((gate): Judged => {
    if (!isColumnGate(gate)) return { result: metricResult(gate, numberOf, last), finding: undefined };
    const finding = columns.get(gate);
    if (finding === undefined) throw new TypeError('a column gate was not looked at');
    return { result: finding.result, finding };
  });
  const results = await withRecords(storage, draft, judged, { now, before });
  return {
    drift: good === null ? null : { against: { version: good.manifest.version, sha256: good.sha256 }, metrics: drift },
    gates: results,
    gatesPassed: gatesPassed(results),
  };
}

async function withRecords(
  storage: Storage,
  draft: Unjudged,
  judged: readonly Judged[],
  { now, before }: { readonly now: Measured; readonly before: Measured | null },
): Promise<GateResult[]> {
  const failed = judged.filter(({ result }) => !result.passed);
  if (failed.length === 0) return judged.map(({ result }) => result);
  const wantsClusters = failed.some(({ result }) => needsClusters(result.metric));
  const clusters = wantsClusters
    ? await largestClusters(storage, draft, draft.records.merged)
    : new Map<bigint, number>();
  const evidence = { now, before, reasons: draft.reasons, clusters };
  const suspected = failed.flatMap(({ result, finding }): { result: GateResult; suspects: Suspects }[] => {
    const suspects = suspectsOf(result, evidence, finding);
    return suspects === null ? [] : [{ result, suspects }];
  });
  const records = await guiltyRecords(
    storage,
    draft,
    suspected.map(({ suspects }) => suspects),
  );
  return judged.map(({ result }) => {
    const found = records[suspected.findIndex((each) => each.result === result)];
    return found === undefined ? result : { ...result, records: found };
  });
}

async function lastGoodVersion(storage: Storage, dataset: string) {
  const latest = await readLatest(storage, dataset);
  return latest === undefined ? null : await readVersion(storage, dataset, latest.version);
}

function isColumnGate(gate: Gate): gate is ColumnGate {
  return 'column' in gate;
}
