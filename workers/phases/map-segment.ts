import type { Json } from '../../core/canonical-json.ts';
import { type Evidence, evidenceFromText, evidenceToText, withEvidence } from '../../core/evidence.ts';
import { dropped, type FateRow, quarantined } from '../../core/fate.ts';
import { exactKey } from '../../pipelines/dedup/exact.ts';
import { type KeyEntry, writeKeyFile } from '../../pipelines/dedup/key-file.ts';
import { findStage } from '../../pipelines/registry.ts';
import type { RecipeSource } from '../../recipes/recipe.ts';
import type { BuildItem, BuildRecord } from '../../shards/build-record.ts';
import { openRecordFateWriter, type RecordFate } from '../../shards/record-fates.ts';
import { readPartition, readPartitions } from '../planning/partition-file.ts';
import { type BuildPlan, outputName, workKeys } from '../planning/plan.ts';
import type { Segment } from '../planning/segments.ts';
import { digestOf } from './job-names.ts';
import { keysKind, type MapReport, mapPhaseName } from './map-outputs.ts';
import type { OpenBuild } from './open-build.ts';
import { partitionStates } from './partition-states.ts';
import type { JobReport, Phase, Probe } from './phase.ts';
import { readPoison } from './poison.ts';
import { type ComparisonFile, type RecordKind, withKind } from './record-kind.ts';
import { idsStep } from './removals.ts';
import { type RemovedRecord, readSegmentOutput } from './segment-output.ts';
import type { Admit, SourceRecord, UnreadRecord } from './source-record.ts';
import { addToRuns, type SourceRun } from './source-runs.ts';

/**
 * Runs one segment's local stages over each partition, and computes what its dedup stages will compare.
 * Writes `records` (those that go on), `fates` (of those that end here) and one file for each comparison.
 *
 * Memory: one chunk of records, one group of the files being written, and the comparison data of the partition.
 */
export function mapPhase(segment: number): Phase {
  return {
    name: mapPhaseName(segment),
    probes: true,
    count: async ({ plan }) => plan.partitions,
    decisive: (build) => (segment === 0 ? inputsOf(build) : outputsBefore(build, segment)),
    run: (build, index, onRecord, probe) =>
      withKind(build.plan, (kind) => {
        const job = { build, segment, index, onRecord };
        return probe === undefined ? write(kind, job) : tryOut(kind, job, probe);
      }),
  };
}

/** Sources by their settings and place, inputs by their content and name, stages with the files that they read. */
async function inputsOf(build: OpenBuild): Promise<readonly Json[]> {
  const { plan, storage, folder } = build;
  const { quarantine: _, partitionBytes: __, ...limits } = plan.recipe.limits;
  const settings = digestOf({ limits, ids: plan.namedIds, ...stagesOf(plan, 0) });
  return (await readPartitions(storage, folder)).map(({ inputs }) => {
    const read = inputs.map(({ path: _, ...input }) => {
      const { format, options } = plan.recipe.sources[input.source] as RecipeSource;
      return { ...input, format, options };
    });
    return digestOf({ settings, read });
  });
}

async function outputsBefore(build: OpenBuild, segment: number): Promise<readonly Json[]> {
  // Files of what is compared are named by their steps.
  const steps = build.plan.segments[segment]?.dedups.map(({ name }) => name) ?? [];
  const settings = digestOf({ ...stagesOf(build.plan, segment), steps });
  return (await partitionStates(build, segment - 1)).map((before) => ({ settings, before }));
}

/**
 * A segment's stages as lineage has them, but for what its jobs do not see: the earlier versions that texts are compared
 * with, and all of a stage that compares vectors. Those of images hold for all: limits of decoding are taken from any of
 * them.
 */
function stagesOf({ recipe, segments, lineageRecipe }: BuildPlan, segment: number): { kind: Json; stages: Json } {
  const sizes = segments.map(({ local, dedups }) => local.length + dedups.length);
  const from = sizes.slice(0, segment).reduce((sum, size) => sum + size, 0);
  const all = (lineageRecipe as { stages: readonly Json[] }).stages;
  if (recipe.kind === 'image') return { kind: recipe.kind, stages: all };
  const own = all.slice(from, from + (sizes[segment] ?? 0)) as readonly { readonly [key: string]: Json }[];
  return { kind: recipe.kind, stages: own.flatMap(seenByMap) };
}

function seenByMap(stage: { readonly [key: string]: Json }): readonly Json[] {
  const known = findStage(String(stage['stage']));
  if (known?.kind !== 'dedup') return [stage];
  if (known.compares === 'embeddings') return [];
  const { against: _, ...parameters } = stage['parameters'] as { readonly [key: string]: Json };
  return [{ ...stage, parameters }];
}

interface MapJob {
  readonly build: OpenBuild;
  readonly segment: number;
  readonly index: number;
  readonly onRecord: (ordinal: number) => void;
}

async function write<Item extends BuildItem>(kind: RecordKind<Item>, job: MapJob): Promise<MapReport> {
  const { build, segment, index } = job;
  const name = mapPhaseName(segment);
  const folder = `${build.folder}/${name}`;
  const poison = await readPoison(build, name, index);
  const admit: Admit = (ordinal) => {
    const reason = poison.get(ordinal);
    return reason === undefined ? 'parse' : { reason };
  };
  const records = await kind.openWriter(build.storage, folder, outputName(index, 'records.arrow'));
  const fates = await openRecordFateWriter(build.storage, folder, outputName(index, 'fates.arrow'));
  const work = await openChunkWork(kind, job);
  let total = 0;
  let survivors = 0;
  let contentBytes = 0;
  const endedHere = { dropped: 0, quarantined: 0 };
  const sources: SourceRun[] = [];
  try {
    for await (const chunk of recordsOf(kind, job, admit)) {
      for (const record of chunk) if ('entry' in record) addToRuns(sources, record.entry);
      const { live, ended } = await work.run(chunk);
      total += chunk.length;
      survivors += live.length;
      for (const { item, utf8 } of live) contentBytes += kind.bytesOf(item, utf8);
      for (const each of ended) if (beginsHere(each)) endedHere[each.fate.fate]++;
      await records.add(live);
      await fates.add(ended);
    }
    for (const { kind: file, bytes } of work.finish()) {
      await build.storage.put(workKeys.output(build.folder, name, index, file), bytes);
    }
    const { sha256: recordsSha256 } = await records.finish();
    const { sha256: fatesSha256 } = await fates.finish();
    return { records: total, ended: endedHere, survivors, contentBytes, recordsSha256, fatesSha256, sources };
  } catch (error) {
    await records.abort();
    await fates.abort();
    throw error;
  }
}

type EndedHere = RecordFate & { readonly fate: { readonly fate: 'dropped' | 'quarantined' } };

/** False for what a dedup step before this segment ended: that step has told of it. */
function beginsHere(ended: RecordFate): ended is EndedHere {
  return !('was' in ended) && (ended.fate.fate === 'dropped' || ended.fate.fate === 'quarantined');
}

/** Works on the probe's records without writing; reports how many records the partition has. */
async function tryOut<Item extends BuildItem>(
  kind: RecordKind<Item>,
  job: MapJob,
  { from, to }: Probe,
): Promise<JobReport> {
  const poison = await readPoison(job.build, mapPhaseName(job.segment), job.index);
  let seen = 0;
  const admit: Admit = (ordinal) => {
    seen = Math.max(seen, ordinal + 1);
    return ordinal >= from && ordinal < to && !poison.has(ordinal) ? 'parse' : 'skip';
  };
  const work = await openChunkWork(kind, job);
  for await (const chunk of recordsOf(kind, job, admit)) await work.run(chunk);
  work.finish();
  return { records: seen };
}

/** A record as a segment meets it: from the source, as the segment before left it, or taken out by that one's dedup stages. */
type Incoming<Item extends BuildItem> = SourceRecord<Item> | UnreadRecord | BuildRecord<Item> | RemovedRecord<Item>;

async function* recordsOf<Item extends BuildItem>(
  kind: RecordKind<Item>,
  { build, segment, index, onRecord }: MapJob,
  admit: Admit,
): AsyncGenerator<readonly Incoming<Item>[]> {
  if (segment === 0) {
    const partition = await readPartition(build.storage, build.folder, index);
    yield* kind.read(build.plan, partition, admit, onRecord);
    return;
  }
  for await (const { live, removed } of readSegmentOutput(kind, build, segment - 1, index)) {
    const admitted = live.flatMap((record): Incoming<Item>[] => {
      const decision = admit(record.ordinal);
      if (decision === 'skip') return [];
      if (decision === 'parse') return [record];
      const { id, source } = record.item;
      return [
        { ordinal: record.ordinal, id, source, format: 'host', problem: decision.reason, value: null, limit: null },
      ];
    });
    yield [...admitted, ...removed].sort((a, b) => a.ordinal - b.ordinal);
  }
}

interface ChunkWork<Item extends BuildItem> {
  readonly run: (
    chunk: readonly Incoming<Item>[],
  ) => Promise<{ readonly live: readonly BuildRecord<Item>[]; readonly ended: readonly RecordFate[] }>;
  readonly finish: () => readonly ComparisonFile[];
}

/** The part that writes nothing: stages and comparisons over a chunk. */
async function openChunkWork<Item extends BuildItem>(
  kind: RecordKind<Item>,
  { build, segment, onRecord }: MapJob,
): Promise<ChunkWork<Item>> {
  const { plan } = build;
  const work = await kind.openWork(plan, plan.segments[segment] as Segment);
  const ids: KeyEntry[] = [];
  const comparesIds = segment === 0 && plan.namedIds;
  return {
    run: async (chunk) => {
      const live: BuildRecord<Item>[] = [];
      const ended: RecordFate[] = [];
      for (const record of chunk) {
        const { ordinal } = record;
        onRecord(ordinal);
        if (!('item' in record)) {
          if ('was' in record && record.fate.fate === 'merged') await work.lost?.(record.was, record.fate);
          ended.push('fate' in record ? record : { ordinal, fate: unreadFate(record) });
          continue;
        }
        const { item } = record;
        const utf8 = 'utf8' in record ? record.utf8 : undefined;
        const textHash = 'textHash' in record ? record.textHash : kind.hashOf(item, utf8);
        if (comparesIds) ids.push({ key: exactKey(item.id, { normalize: 'none' }), ordinal });
        const running = work.run(ordinal, item);
        // Texts are worked on at once, and a turn of the event loop for each of them would cost more than some do.
        const outcome = running instanceof Promise ? await running : running;
        const before = 'evidence' in record ? record.evidence : null;
        const evidence = allEvidence(before, outcome.evidence);
        if ('item' in outcome) {
          const next = { ordinal, item: outcome.item, evidence, textHash };
          // No stage rewrote it.
          live.push(utf8 !== undefined && outcome.item === item ? { ...next, utf8 } : next);
          continue;
        }
        const { stage, reason, value, limit } = outcome;
        const ends = outcome.fate === 'dropped' ? dropped : quarantined;
        ended.push({
          ordinal,
          fate: ends({ id: item.id, source: item.source, evidence, textHash }, stage, reason, value, limit),
        });
      }
      return { live, ended };
    },
    finish: () => [...(comparesIds ? [{ kind: keysKind(idsStep), bytes: writeKeyFile(ids) }] : []), ...work.finish()],
  };
}

/** What a record's stages noted in this segment and those before. */
function allEvidence(before: string | null, noted: Evidence | undefined): string | null {
  if (noted === undefined) return before;
  let evidence = evidenceFromText(before);
  for (const [stage, each] of Object.entries(noted)) evidence = withEvidence(evidence, stage, each);
  return evidenceToText(evidence);
}

function unreadFate(record: UnreadRecord): FateRow {
  const { id, source, format, problem, value, limit, column } = record;
  const stage = problem.startsWith('host-') ? 'host' : format;
  const ends = record.dropped === true ? dropped : quarantined;
  const evidence = column === undefined ? null : evidenceToText({ [stage]: { column } });
  return ends({ id, source, textHash: null, evidence }, stage, problem, value, limit);
}
