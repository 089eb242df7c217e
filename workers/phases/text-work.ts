import type { Document } from '../../core/document.ts';
import { MillraceError } from '../../core/errors.ts';
import { dedupExact, exactKey } from '../../pipelines/dedup/exact.ts';
import { type KeyEntry, writeKeyFile } from '../../pipelines/dedup/key-file.ts';
import { dedupMinHash } from '../../pipelines/dedup/minhash.ts';
import { signaturePartition } from '../../pipelines/dedup/signature-partition.ts';
import { prepareStages, runStages } from '../../pipelines/run-stages.ts';
import type { BuildPlan } from '../planning/plan.ts';
import type { DedupStep, Segment } from '../planning/segments.ts';
import { bindStages } from './bind-stages.ts';
import { keysKind, signaturesKind } from './map-outputs.ts';
import type { ComparisonFile, SegmentWork } from './record-kind.ts';

/** Memory: the comparison data of the partition. */
export async function openTextWork(
  { recipeFolder }: Pick<BuildPlan, 'recipeFolder'>,
  { local, dedups }: Segment,
): Promise<SegmentWork<Document>> {
  const stages = bindStages(local, recipeFolder);
  await prepareStages(stages);
  const comparisons = dedups.map(openComparison);
  return {
    run: (ordinal, document) => {
      const outcome = runStages(stages, document);
      if (!('document' in outcome)) return { fate: 'dropped', ...outcome };
      for (const comparison of comparisons) comparison.keep(ordinal, outcome.document);
      const { document: item, evidence } = outcome;
      return evidence === undefined ? { item } : { item, evidence };
    },
    finish: () => comparisons.map((comparison) => comparison.finish()),
  };
}

interface Comparison {
  /** Hears of each document that the segment's stages left. */
  readonly keep: (ordinal: number, document: Document) => void;
  readonly finish: () => ComparisonFile;
}

function openComparison({ name, stage }: DedupStep): Comparison {
  if (stage.stage === dedupExact.name) {
    const parameters = dedupExact.parameters.parse(stage.parameters);
    const entries: KeyEntry[] = [];
    return {
      keep: (ordinal, { text }) => entries.push({ key: exactKey(text, parameters), ordinal }),
      finish: () => ({ kind: keysKind(name), bytes: writeKeyFile(entries) }),
    };
  }
  if (stage.stage === dedupMinHash.name) {
    const partition = signaturePartition(dedupMinHash.parameters.parse(stage.parameters));
    return {
      keep: (ordinal, { text }) => partition.add(ordinal, text),
      finish: () => ({ kind: signaturesKind(name), bytes: partition.finish() }),
    };
  }
  throw new MillraceError('unknown-stage', `Expected a dedup stage that has phases, found ${stage.stage}`);
}
