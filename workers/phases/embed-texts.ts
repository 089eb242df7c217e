import type { Json } from '../../core/canonical-json.ts';
import { writeEmbeddingFile } from '../../pipelines/dedup/embedding-file.ts';
import type { SemanticParameters } from '../../pipelines/dedup/semantic.ts';
import { uint32Column } from '../../pipelines/dedup/uint32-column.ts';
import { joinVectors, type UnitVectors } from '../../pipelines/dedup/unit-vectors.ts';
import { weightOf } from '../../pipelines/dedup/walk-order.ts';
import { openRecordReader } from '../../shards/records.ts';
import { groupsOf } from '../../shards/row-file.ts';
import { embedTexts } from '../embedding/text-embedding.ts';
import { workKeys } from '../planning/plan.ts';
import { digestOf, readJobNames } from './job-names.ts';
import { mapPhaseName } from './map-outputs.ts';
import type { OpenBuild } from './open-build.ts';
import type { Phase } from './phase.ts';
import type { ComparisonFile } from './record-kind.ts';
import { readRemovals, removalSteps } from './removals.ts';
import { openRemovedBefore } from './removed-before.ts';

/** File kind of the vectors of some documents. */
export const vectorsKind = 'vectors';

export function embedPhaseName(step: string): string {
  return `${step}-embed`;
}

/**
 * Computes the vectors of each partition's texts, as the segment's local stages left them, without those that an earlier
 * step of the segment took out. What takes long, so a job is named by its partition alone.
 */
export function embedPhase(segment: number, step: string, parameters: SemanticParameters): Phase {
  const name = embedPhaseName(step);
  return {
    name,
    probes: false,
    count: async ({ plan }) => plan.partitions,
    decisive: async (build) => {
      const names = await readJobNames(build, mapPhaseName(segment));
      const steps = removalSteps(build.plan, segment);
      const before = await Promise.all(steps.slice(0, steps.indexOf(step)).map((each) => readRemovals(build, each)));
      const by = vectorsBy(build, step, parameters);
      return names.map((map, partition): Json => {
        return { map, by, removed: digestOf(before.map((removals) => [...removals.of(partition).keys()])) };
      });
    },
    run: async (build, partition, onRecord) => {
      const isRemoved = await openRemovedBefore(build, segment, step);
      const key = workKeys.output(build.folder, mapPhaseName(segment), partition, 'records.arrow');
      const vectors = vectorCollector(parameters);
      for await (const group of groupsOf(await openRecordReader(build.storage, key))) {
        const live = group.filter(({ ordinal }) => !isRemoved(partition, ordinal));
        onRecord(live[0]?.ordinal ?? 0);
        await vectors.add(
          live.map(({ ordinal }) => ordinal),
          live.map(({ item }) => item.text),
        );
      }
      const { kind, bytes } = vectors.finish();
      await build.storage.put(workKeys.output(build.folder, name, partition, kind), bytes);
      return { records: vectors.count() };
    },
  };
}

/** Collects the vectors of documents, by rising ordinal. Memory: 8 bytes a document and its vector, twice at the end. */
export function vectorCollector({ model, keep }: Pick<SemanticParameters, 'model' | 'keep'>) {
  const ordinals = uint32Column();
  const weights = uint32Column();
  const parts: UnitVectors[] = [];
  return {
    add: async (added: readonly number[], texts: readonly string[]): Promise<void> => {
      parts.push(await embedTexts(model, texts));
      ordinals.append(Uint32Array.from(added));
      weights.append(Uint32Array.from(texts, (text) => weightOf(keep, text)));
    },
    count: () => ordinals.length,
    finish: (): ComparisonFile => {
      const file = { ordinals: ordinals.view(), weights: weights.view(), vectors: joinVectors(parts) };
      return { kind: vectorsKind, bytes: writeEmbeddingFile(file) };
    },
  };
}

/** What decides a text's vector and weight. */
export function vectorsBy({ plan }: OpenBuild, step: string, { keep }: Pick<SemanticParameters, 'keep'>): Json {
  const { stages } = plan.lineageRecipe as { readonly stages: readonly { readonly [key: string]: Json }[] };
  const stage = stages[Number(step.slice(step.lastIndexOf('-') + 1))];
  const { model = null } = (stage?.['parameters'] ?? {}) as { readonly model?: Json };
  return { model, embedding: stage?.['embedding'] ?? null, keep };
}
