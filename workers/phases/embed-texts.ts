import type { Json } from '../../core/canonical-json.ts';
import { type EmbeddingFile, readEmbeddingFile, writeEmbeddingFile } from '../../pipelines/dedup/embedding-file.ts';
import type { SemanticParameters } from '../../pipelines/dedup/semantic.ts';
import { joinVectors, type UnitVectors } from '../../pipelines/dedup/unit-vectors.ts';
import { weightOf } from '../../pipelines/dedup/walk-order.ts';
import { openRecordReader } from '../../shards/records.ts';
import { groupsOf } from '../../shards/row-file.ts';
import { embedTexts } from '../embedding/text-embedding.ts';
import { workKeys } from '../planning/plan.ts';
import { digestOf, readJobNames } from './job-names.ts';
import { mapPhaseName } from './map-outputs.ts';
import type { OpenBuild } from './open-build.ts';
import type { JobReport, Phase } from './phase.ts';
import { readRemovals, removalSteps } from './removals.ts';
import { openRemovedBefore } from './removed-before.ts';

/** `documents`: texts that no step before took out. */
export interface EmbedReport extends JobReport {
  readonly documents: number;
}

export function embedPhaseName(step: string): string {
  return `${step}-embed`;
}

/**
 * Computes the vectors of each partition's texts, as the segment's local stages left them, without those that an earlier
 * step of the segment took out. What takes long, so a job is named by its partition alone.
 */
export function embedPhase(segment: number, step: string, { model, keep }: SemanticParameters): Phase {
  const name = embedPhaseName(step);
  return {
    name,
    probes: false,
    count: async ({ plan }) => plan.partitions,
    decisive: async (build) => {
      const names = await readJobNames(build, mapPhaseName(segment));
      const steps = removalSteps(build.plan, segment);
      const before = await Promise.all(steps.slice(0, steps.indexOf(step)).map((each) => readRemovals(build, each)));
      const by = embeddingOf(build, step);
      return names.map((map, partition): Json => {
        return { map, by, keep, removed: digestOf(before.map((removals) => [...removals.of(partition).keys()])) };
      });
    },
    run: async (build, partition, onRecord): Promise<EmbedReport> => {
      const isRemoved = await openRemovedBefore(build, segment, step);
      const key = workKeys.output(build.folder, mapPhaseName(segment), partition, 'records.arrow');
      const ordinals: number[] = [];
      const weights: number[] = [];
      const parts: UnitVectors[] = [];
      for await (const group of groupsOf(await openRecordReader(build.storage, key))) {
        const live = group.filter(({ ordinal }) => !isRemoved(partition, ordinal));
        onRecord(live[0]?.ordinal ?? 0);
        const texts = live.map(({ item }) => item.text);
        parts.push(await embedTexts(model, texts));
        ordinals.push(...live.map(({ ordinal }) => ordinal));
        weights.push(...texts.map((text) => weightOf(keep, text)));
      }
      const file = {
        ordinals: Uint32Array.from(ordinals),
        weights: Uint32Array.from(weights),
        vectors: joinVectors(parts),
      };
      await build.storage.put(workKeys.output(build.folder, name, partition, 'vectors'), writeEmbeddingFile(file));
      return { records: ordinals.length, documents: ordinals.length };
    },
  };
}

/** The vectors of a partition's documents, as {@link embedPhase} left them. */
export async function readEmbeddings(build: OpenBuild, step: string, partition: number): Promise<EmbeddingFile> {
  const key = workKeys.output(build.folder, embedPhaseName(step), partition, 'vectors');
  return readEmbeddingFile(await build.storage.get(key));
}

/** Model and code that a step's vectors come from, as the build's key has them. */
function embeddingOf({ plan }: OpenBuild, step: string): Json {
  const { stages } = plan.lineageRecipe as { readonly stages: readonly { readonly [key: string]: Json }[] };
  const stage = stages[Number(step.slice(step.lastIndexOf('-') + 1))];
  const { model = null } = (stage?.['parameters'] ?? {}) as { readonly model?: Json };
  return { model, embedding: stage?.['embedding'] ?? null };
}
