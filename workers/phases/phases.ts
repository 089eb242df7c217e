import { MillraceError } from '../../core/errors.ts';
import { dedupExact } from '../../pipelines/dedup/exact.ts';
import { dedupMinHash } from '../../pipelines/dedup/minhash.ts';
import { findImageStage } from '../../pipelines/image-registry.ts';
import type { BuildPlan } from '../planning/plan.ts';
import type { DedupStep } from '../planning/segments.ts';
import { countWordsPhase } from './count-words.ts';
import { exactPhases } from './exact-phases.ts';
import { hammingPhases } from './hamming-phases.ts';
import { mapPhase } from './map-segment.ts';
import { minHashPhases } from './minhash-phases.ts';
import type { Phase } from './phase.ts';
import { idsStep } from './removals.ts';
import { trainTokenizerPhase } from './train-tokenizer.ts';
import { writePhase } from './write-shards.ts';

/** The phases of a build, in order: a function of its plan. */
export function phasesOf(plan: BuildPlan): readonly Phase[] {
  const phases: Phase[] = [];
  for (const [segment, { dedups }] of plan.segments.entries()) {
    phases.push(mapPhase(segment));
    if (segment === 0 && plan.namedIds) phases.push(...exactPhases(segment, idsStep));
    const dedupPhases = plan.recipe.kind === 'text' ? textDedupPhases : imageDedupPhases;
    for (const dedup of dedups) phases.push(...dedupPhases(segment, dedup));
  }
  const { tokenizer } = plan.recipe;
  if (tokenizer !== null && 'train' in tokenizer) phases.push(countWordsPhase, trainTokenizerPhase);
  return [...phases, writePhase];
}

export function phaseNamed(plan: BuildPlan, name: string): Phase {
  const phase = phasesOf(plan).find((each) => each.name === name);
  if (phase === undefined)
    throw new MillraceError('unknown-phase', `Expected a phase of ${plan.dataset}, found ${name}`);
  return phase;
}

function textDedupPhases(segment: number, { name, stage }: DedupStep): readonly Phase[] {
  if (stage.stage === dedupExact.name) return exactPhases(segment, name);
  if (stage.stage === dedupMinHash.name)
    return minHashPhases(segment, name, dedupMinHash.parameters.parse(stage.parameters));
  throw new MillraceError('unknown-stage', `Expected a dedup stage that has phases, found ${stage.stage}`);
}

function imageDedupPhases(segment: number, { name, stage }: DedupStep): readonly Phase[] {
  const known = findImageStage(stage.stage);
  if (known?.kind !== 'image-dedup')
    throw new MillraceError('unknown-stage', `Expected a dedup stage that has phases, found ${stage.stage}`);
  return known.compares === 'keys'
    ? exactPhases(segment, name)
    : hammingPhases(segment, name, Number(stage.parameters['maxDistance']));
}
