import { MillraceError } from '../../core/errors.ts';
import { type Evidence, evidenceFromText } from '../../core/evidence.ts';
import type { FateRow } from '../../core/fate.ts';
import { fatesOfRecords } from '../../quality/fates-of-records.ts';
import { countText } from '../../quality/number-text.ts';
import { readManifest } from '../../shards/catalogue.ts';
import type { Storage } from '../../storage/storage.ts';
import { copiedId } from '../../training/record-ids.ts';
import { type RunConfig, versionsLearned } from '../../training/run-config.ts';
import { findRun } from '../../training/runs/find-run.ts';
import { runFolder } from '../../training/runs/run-folder.ts';
import { readRunRecord } from '../../training/runs/run-record.ts';
import { openRunPlaces, type SeenStep, type StepSample } from '../../training/step-samples.ts';

/** What an update was computed from. */
export interface StepReport {
  readonly run: string;
  readonly step: number;
  readonly content: 'tokens' | 'documents' | 'images';
  readonly samples: readonly ReportedSample[];
}

export interface ReportedSample extends Omit<StepSample, 'records'> {
  readonly records: readonly ReportedRecord[];
}

/** A record in a sample: where it was read, and what stages noted of it; null where the version has no fate of it. */
export interface ReportedRecord {
  readonly id: string;
  /** The record of which this is an augmented copy; absent for none. */
  readonly copyOf?: string;
  readonly source: string | null;
  readonly evidence: Evidence | null;
}

/** The samples, records and sources of a run's step. Throws MillraceError `run-not-found`, `no-such-step` (usage). */
export async function stepReport(storage: Storage, runName: string, step: number): Promise<StepReport> {
  const config = await configOf(storage, runName);
  const places = await openRunPlaces(storage, config);
  const samples = await places.samplesOf(step);
  const fates = new Map<string, ReadonlyMap<string, FateRow>>();
  for (const version of new Set(samples.map((sample) => sample.version))) {
    const { manifest } = await readManifest(storage, version);
    const ids = samples.filter((sample) => sample.version === version).flatMap(({ records }) => records);
    fates.set(version, await fatesOfRecords(storage, manifest, new Set(ids.flatMap((id) => [id, copiedId(id)]))));
  }
  const { run } = config;
  return {
    ...{ run, step, content: places.content },
    samples: samples.map(({ records, ...sample }) => {
      const of = fates.get(sample.version) ?? new Map<string, FateRow>();
      return { ...sample, records: records.map((id) => reported(id, of)) };
    }),
  };
}

function reported(id: string, fates: ReadonlyMap<string, FateRow>): ReportedRecord {
  const fate = fates.get(id) ?? fates.get(copiedId(id));
  if (fate === undefined) return { id, source: null, evidence: null };
  const copy = fate.id === id ? {} : { copyOf: fate.id };
  return { id, ...copy, source: fate.source, evidence: evidenceFromText(fate.evidence) };
}

const shownSamples = 20;
const shownRecords = 10;

/** For people: the first samples, and of each the first records. */
export function stepLines({ run, step, samples }: StepReport): string[] {
  const lines = [`Step ${step} of ${run} learned from ${counted(samples.length, 'sample')}:`];
  for (const { version, shard, row, epoch, position, microBatch, records } of samples.slice(0, shownSamples)) {
    const batches = samples.some((sample) => sample.microBatch > 0) ? `micro-batch ${microBatch}, ` : '';
    lines.push(`${version}  ${batches}epoch ${epoch}, position ${position}: row ${row} of ${shard}`);
    for (const { id, source, copyOf } of records.slice(0, shownRecords))
      lines.push(`  ${id}  ${source ?? 'no fate'}${copyOf === undefined ? '' : `, a copy of ${copyOf}`}`);
    if (records.length > shownRecords) lines.push(`  and ${counted(records.length - shownRecords, 'more record')}`);
  }
  if (samples.length > shownSamples)
    lines.push(`and ${counted(samples.length - shownSamples, 'more sample')}: --json tells all`);
  return lines;
}

/** In which steps a run saw a record that a version kept. */
export interface SeenReport {
  readonly run: string;
  /** Steps that the run has in all. */
  readonly steps: number;
  readonly seen: readonly SeenStep[];
}

/** The steps of a run that saw a record of `dataset@version`. Throws MillraceError `run-not-found`, `run-data` (usage). */
export async function seenReport(storage: Storage, runName: string, version: string, id: string): Promise<SeenReport> {
  const config = await configOf(storage, runName);
  const { run, settings } = config;
  const read = versionsLearned(config).map(nameOf);
  if (!read.includes(version)) {
    throw new MillraceError('run-data', `run ${run} did not learn from ${version}`, {
      kind: 'usage',
      hint: `it learned from ${read.join(', ')}`,
    });
  }
  const places = await openRunPlaces(storage, config);
  return { run, steps: settings.steps, seen: await places.stepsOf(version, id) };
}

/** For people. */
export function seenLines({ run, steps, seen }: SeenReport): string[] {
  if (seen.length === 0) return [`  no step of ${run} saw it`];
  const shown = seen.slice(0, shownSamples).map(({ step, epoch }) => `${step} (epoch ${epoch})`);
  const more = seen.length > shown.length ? ', …' : '';
  return [`  ${countText(seen.length)} of ${counted(steps, 'step')} of ${run} saw it: ${shown.join(', ')}${more}`];
}

async function configOf(storage: Storage, runName: string): Promise<RunConfig> {
  return readRunRecord(storage, runFolder(await findRun(storage, runName)));
}

function nameOf({ dataset, version }: RunConfig['data']): string {
  return `${dataset}@${version}`;
}

function counted(count: number, noun: string): string {
  return `${countText(count)} ${noun}${count === 1 ? '' : 's'}`;
}
