import type { Document } from '../../core/document.ts';
import { MillraceError } from '../../core/errors.ts';
import { dedupExact, type ExactParameters, exactKey } from '../../pipelines/dedup/exact.ts';
import { type KeyEntry, writeKeyFile } from '../../pipelines/dedup/key-file.ts';
import { dedupMinHash } from '../../pipelines/dedup/minhash.ts';
import type { BuildPlan } from '../planning/plan.ts';
import type { DedupStep } from '../planning/segments.ts';
import { keysKind } from './exact-phases.ts';
import { openMinHashComparison } from './minhash-comparison.ts';
import { idsStep } from './removals.ts';

/** Data of one partition that a dedup step compares over all partitions; `kind` names its file. */
export interface Comparison {
  readonly kind: string;
  /** Hears of each document before the segment's stages. */
  readonly see?: (ordinal: number, document: Document) => void;
  /** Hears of each document that the segment's stages left. */
  readonly keep?: (ordinal: number, document: Document) => void;
  readonly finish: () => Uint8Array;
}

/** The comparisons of a segment, in the order of its dedup steps. */
export async function openComparisons(plan: BuildPlan, segment: number): Promise<readonly Comparison[]> {
  const steps = (plan.segments[segment]?.dedups ?? []).map(openComparison);
  return segment === 0 && plan.namedIds ? [openIds(), ...steps] : steps;
}

function openComparison({ name, stage }: DedupStep): Comparison {
  if (stage.stage === dedupExact.name) return openExact(name, dedupExact.parameters.parse(stage.parameters));
  if (stage.stage === dedupMinHash.name)
    return openMinHashComparison(name, dedupMinHash.parameters.parse(stage.parameters));
  throw new MillraceError('unknown-stage', `Expected a dedup stage that has phases, found ${stage.stage}`);
}

function openIds(): Comparison {
  const entries: KeyEntry[] = [];
  return {
    kind: keysKind(idsStep),
    see: (ordinal, { id }) => entries.push({ key: exactKey(id, { normalize: 'none' }), ordinal }),
    finish: () => writeKeyFile(entries),
  };
}

function openExact(name: string, parameters: ExactParameters): Comparison {
  const entries: KeyEntry[] = [];
  return {
    kind: keysKind(name),
    keep: (ordinal, { text }) => entries.push({ key: exactKey(text, parameters), ordinal }),
    finish: () => writeKeyFile(entries),
  };
}
