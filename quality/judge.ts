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
import { guiltyRecords } from './guilty-records.ts';
import { metricValue } from './metric-value.ts';
import { suspectsOf } from './suspects.ts';
import { needsProbes, type TextProbes } from './text-probes.ts';

/** A draft whose gates have not been looked at. Its files are in the store. */
export type Unjudged = Omit<ManifestDraft, 'gates' | 'gatesPassed' | 'drift'>;

/** What judging adds to a draft. */
export type Judgement = Pick<Manifest, 'gates' | 'gatesPassed' | 'drift'>;

/** Opens what tells languages, personal data and tokens of texts; null where no record is to be named for these. */
export type OpenProbes = (() => Promise<TextProbes>) | null;

interface Compared {
  readonly last: LastGood;
  readonly before: Measured;
  readonly drift: NonNullable<Judgement['drift']>;
}

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
export async function judge(
  storage: Storage,
  draft: Unjudged,
  gates: readonly Gate[],
  openProbes: OpenProbes,
): Promise<Judgement> {
  const now = await measuredOf(storage, draft);
  const compared = await compareWithLatest(storage, draft.dataset, now);
  const numberOf = (metric: string) => metricValue(metric, { ...draft, metrics: now.metrics });
  const columns = await checkColumns(storage, draft, gates.filter(isColumnGate));
  const judged = gates.map((gate): Judged => {
    const finding = isColumnGate(gate) ? columns.get(gate) : undefined;
    if (finding !== undefined) return { result: finding.result, finding };
    if (isColumnGate(gate)) throw new TypeError('a column gate was not looked at');
    return { result: metricResult(gate, numberOf, compared?.last ?? null), finding };
  });
  const results = await withRecords(storage, draft, judged, { now, before: compared?.before ?? null, openProbes });
  return { drift: compared?.drift ?? null, gates: results, gatesPassed: gatesPassed(results) };
}

/** How far a version is from the one that `latest` names; null where it names none. */
async function compareWithLatest(storage: Storage, dataset: string, now: Measured): Promise<Compared | null> {
  const latest = await readLatest(storage, dataset);
  if (latest === undefined) return null;
  const { manifest, sha256 } = await readVersion(storage, dataset, latest.version);
  const before = await measuredOf(storage, manifest);
  const metrics = driftOf(before, now);
  const last: LastGood = {
    version: manifest.version,
    numberOf: (metric) => metricValue(metric, { ...manifest, metrics: before.metrics }),
    drift: metrics,
    had: (name) => {
      const distribution = distributionOf(name);
      return distribution !== undefined && hasValues(distribution, before);
    },
  };
  return { last, before, drift: { against: { version: manifest.version, sha256 }, metrics } };
}

/** Results with the records to blame for those that failed. */
async function withRecords(
  storage: Storage,
  draft: Unjudged,
  judged: readonly Judged[],
  known: { readonly now: Measured; readonly before: Measured | null; readonly openProbes: OpenProbes },
): Promise<GateResult[]> {
  const failed = judged.filter(({ result }) => !result.passed);
  const metrics = failed.map(({ result }) => result.metric);
  const clusters = metrics.some(needsClusters)
    ? await largestClusters(storage, draft, draft.records.merged)
    : new Map<bigint, number>();
  const probes = metrics.some(needsProbes) ? ((await known.openProbes?.()) ?? null) : null;
  const evidence = { now: known.now, before: known.before, reasons: draft.reasons, clusters, probes };
  const suspected = failed.flatMap(({ result, finding }) => {
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

function isColumnGate(gate: Gate): gate is ColumnGate {
  return 'column' in gate;
}
