import { MillraceError } from '../../core/errors.ts';
import { findImageStage } from '../../pipelines/image-registry.ts';
import type { BuildPlan } from '../planning/plan.ts';
import type { DedupStep } from '../planning/segments.ts';
import { dedupOf } from './comparison.ts';
import { countWordsPhase } from './count-words.ts';
import { exactPhases } from './exact-phases.ts';
import { hammingPhases } from './hamming-phases.ts';
import { knownVersionPhase } from './known-version.ts';
import { mapPhase } from './map-segment.ts';
import { measurePhase } from './measure-texts.ts';
import { minHashPhases } from './minhash-phases.ts';
import type { Phase } from './phase.ts';
import { idsStep } from './removals.ts';
import { semanticPhases } from './semantic-phases.ts';
import { spanPhases } from './span-phases.ts';
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
  if (plan.recipe.kind === 'text') phases.push(measurePhase);
  return [...phases, writePhase];
}

export function phaseNamed(plan: BuildPlan, name: string): Phase {
  const phase = phasesOf(plan).find((each) => each.name === name);
  if (phase === undefined)
    throw new MillraceError('unknown-phase', `Expected a phase of ${plan.dataset}, found ${name}`);
  return phase;
}

function textDedupPhases(segment: number, step: DedupStep): readonly Phase[] {
  const { name } = step;
  const stage = dedupOf(step);
  if (stage.compares === 'spans') {
    return spanPhases(segment, name, stage, stage.parameters.parse(step.stage.parameters));
  }
  const parameters = stage.parameters.parse(step.stage.parameters);
  const known = parameters.against.length === 0 ? [] : [knownVersionPhase(step, parameters.against)];
  if (stage.compares === 'embeddings') {
    return [...known, ...semanticPhases(segment, name, stage.parameters.parse(step.stage.parameters))];
  }
  return stage.compares === 'signatures'
    ? [...known, ...minHashPhases(segment, name, stage.parameters.parse(step.stage.parameters))]
    : [...known, ...exactPhases(segment, name, parameters)];
}

function imageDedupPhases(segment: number, { name, stage }: DedupStep): readonly Phase[] {
  const known = findImageStage(stage.stage);
  if (known?.kind !== 'image-dedup')
    throw new MillraceError('unknown-stage', `Expected a dedup stage that has phases, found ${stage.stage}`);
  return known.compares === 'keys'
    ? exactPhases(segment, name)
    : hammingPhases(segment, name, Number(stage.parameters['maxDistance']));
}
