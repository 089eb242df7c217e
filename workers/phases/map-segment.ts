import { dropped, type FateRow, quarantined } from '../../core/fate.ts';
import { runStages } from '../../pipelines/run-stages.ts';
import { openRecordFateWriter, type RecordFate } from '../../shards/record-fates.ts';
import { type BuildRecord, openRecordWriter } from '../../shards/records.ts';
import { outputName, readPartition, workKeys } from '../planning/plan.ts';
import { bindStages } from './bind-stages.ts';
import { type Comparison, openComparisons } from './comparisons.ts';
import type { OpenBuild } from './open-build.ts';
import type { JobReport, Phase, Probe } from './phase.ts';
import { readPoison } from './poison.ts';
import { type Admit, readPartitionRecords, type SourceRecord } from './read-partition.ts';
import { idsStep } from './removals.ts';
import { readSegmentOutput } from './segment-output.ts';
import { addToRuns, type SourceRun } from './source-runs.ts';
import { textHash } from './text-hash.ts';

/**
 * What a map job reports. `textBytes`: UTF-8 bytes of the texts that went on. `sources`: of the first segment, the entry
 * of the recipe's sources that each record is of; empty for others.
 */
export interface MapReport extends JobReport {
  readonly survivors: number;
  readonly textBytes: number;
  readonly sources: readonly SourceRun[];
}

export function mapPhaseName(segment: number): string {
  return `map-${segment}`;
}

/**
 * Runs one segment's local stages over each partition, and computes what its dedup stages will compare.
 * Writes `records` (those that go on), `fates` (of those that end here) and one file for each comparison.
 *
 * Memory: one chunk of records, one group of the files being written, and the comparison data of the partition.
 */
export function mapPhase(segment: number): Phase {
  const name = mapPhaseName(segment);
  return {
    name,
    probes: true,
    count: async ({ plan }) => plan.partitions,
    run: (build, index, onRecord, probe) =>
      probe === undefined ? write(build, segment, index, onRecord) : tryOut(build, segment, index, onRecord, probe),
  };
}

async function write(
  build: OpenBuild,
  segment: number,
  index: number,
  onRecord: (ordinal: number) => void,
): Promise<MapReport> {
  const name = mapPhaseName(segment);
  const folder = `${build.folder}/${name}`;
  const poison = await readPoison(build, name, index);
  const admit: Admit = (ordinal) => {
    const reason = poison.get(ordinal);
    return reason === undefined ? 'parse' : { reason };
  };
  const records = await openRecordWriter(build.storage, folder, outputName(index, 'records.arrow'));
  const fates = await openRecordFateWriter(build.storage, folder, outputName(index, 'fates.arrow'));
  const comparisons = await openComparisons(build.plan, segment);
  const work = openSegmentWork(build, segment, comparisons, onRecord);
  let total = 0;
  let survivors = 0;
  let textBytes = 0;
  const endedHere = { dropped: 0, quarantined: 0 };
  const sources: SourceRun[] = [];
  try {
    for await (const chunk of recordsOf(build, segment, index, admit)) {
      for (const record of chunk) if ('entry' in record) addToRuns(sources, record.entry);
      const { live, ended } = work(chunk);
      total += chunk.length;
      survivors += live.length;
      for (const { document } of live) textBytes += Buffer.byteLength(document.text);
      for (const { fate } of ended) if (beginsHere(fate)) endedHere[fate.fate]++;
      await records.add(live);
      await fates.add(ended);
    }
    for (const comparison of comparisons) {
      const bytes = comparison.finish();
      await build.storage.put(workKeys.output(build.folder, name, index, comparison.kind), bytes);
    }
    await records.finish();
    await fates.finish();
  } catch (error) {
    await records.abort();
    await fates.abort();
    throw error;
  }
  return { records: total, ended: endedHere, survivors, textBytes, sources };
}

/** False for what a dedup step before this segment took out: that step has told of it. */
function beginsHere(fate: FateRow): fate is FateRow & { readonly fate: 'dropped' | 'quarantined' } {
  return (fate.fate === 'dropped' || fate.fate === 'quarantined') && fate.stage !== idsStep;
}

/** Works on the probe's records without writing; reports how many records the partition has. */
async function tryOut(
  build: OpenBuild,
  segment: number,
  index: number,
  onRecord: (ordinal: number) => void,
  { from, to }: Probe,
): Promise<JobReport> {
  let seen = 0;
  const poison = await readPoison(build, mapPhaseName(segment), index);
  const admit: Admit = (ordinal) => {
    seen = Math.max(seen, ordinal + 1);
    return ordinal >= from && ordinal < to && !poison.has(ordinal) ? 'parse' : 'skip';
  };
  const comparisons = await openComparisons(build.plan, segment);
  const work = openSegmentWork(build, segment, comparisons, onRecord);
  for await (const chunk of recordsOf(build, segment, index, admit)) work(chunk);
  for (const comparison of comparisons) comparison.finish();
  return { records: seen };
}

/** A record that no host survived in a segment after the first. */
type Poisoned = Omit<Extract<SourceRecord, { problem: string }>, 'entry'>;

/** A record as a segment meets it: from the source, as the segment before left it, or taken out by that one's dedup stages. */
type Incoming = SourceRecord | Poisoned | BuildRecord | RecordFate;

async function* recordsOf(
  build: OpenBuild,
  segment: number,
  index: number,
  admit: Admit,
): AsyncGenerator<readonly Incoming[]> {
  if (segment === 0) {
    yield* readPartitionRecords(build.plan, await readPartition(build.storage, build.folder, index), admit);
    return;
  }
  for await (const { live, removed } of readSegmentOutput(build, segment - 1, index)) {
    const admitted = live.flatMap((record): Incoming[] => {
      const decision = admit(record.ordinal);
      if (decision === 'skip') return [];
      if (decision === 'parse') return [record];
      const { id, source } = record.document;
      return [
        { ordinal: record.ordinal, id, source, format: 'host', problem: decision.reason, value: null, limit: null },
      ];
    });
    yield [...admitted, ...removed].sort((a, b) => a.ordinal - b.ordinal);
  }
}

/** The pure part: stages and comparisons over a chunk. */
function openSegmentWork(
  build: OpenBuild,
  segment: number,
  comparisons: readonly Comparison[],
  onRecord: (ordinal: number) => void,
): (chunk: readonly Incoming[]) => { live: BuildRecord[]; ended: RecordFate[] } {
  const stages = bindStages(build.plan.segments[segment]?.local ?? []);
  return (chunk) => {
    const live: BuildRecord[] = [];
    const ended: RecordFate[] = [];
    for (const record of chunk) {
      const { ordinal } = record;
      onRecord(ordinal);
      if (!('document' in record)) {
        ended.push('fate' in record ? record : { ordinal, fate: quarantineFate(record) });
        continue;
      }
      const { document } = record;
      const hash = 'textHash' in record ? record.textHash : textHash(document.text);
      for (const comparison of comparisons) comparison.see?.(ordinal, document);
      const outcome = runStages(stages, document);
      if ('document' in outcome) {
        for (const comparison of comparisons) comparison.keep?.(ordinal, outcome.document);
        live.push({ ordinal, document: outcome.document, textHash: hash });
      } else {
        const name = { id: document.id, source: document.source, textHash: hash };
        ended.push({ ordinal, fate: dropped(name, outcome.stage, outcome.reason, outcome.value, outcome.limit) });
      }
    }
    return { live, ended };
  };
}

function quarantineFate(record: Poisoned): FateRow {
  const { id, source, format, problem, value, limit } = record;
  const stage = problem.startsWith('host-') ? 'host' : format;
  return quarantined({ id, source, textHash: null }, stage, problem, value, limit);
}
