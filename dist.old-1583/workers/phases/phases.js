import { MillraceError } from '../../core/errors.js';
import { findImageStage } from '../../pipelines/image-registry.js';
import { dedupOf } from './comparison.js';
import { countWordsPhase } from './count-words.js';
import { exactPhases } from './exact-phases.js';
import { hammingPhases } from './hamming-phases.js';
import { knownVersionPhase } from './known-version.js';
import { mapPhase } from './map-segment.js';
import { minHashPhases } from './minhash-phases.js';
import { idsStep } from './removals.js';
import { spanPhases } from './span-phases.js';
import { trainTokenizerPhase } from './train-tokenizer.js';
import { writePhase } from './write-shards.js';
/** The phases of a build, in order: a function of its plan. */
export function phasesOf(plan) {
    const phases = [];
    for (const [segment, { dedups }] of plan.segments.entries()) {
        phases.push(mapPhase(segment));
        if (segment === 0 && plan.namedIds)
            phases.push(...exactPhases(segment, idsStep));
        const dedupPhases = plan.recipe.kind === 'text' ? textDedupPhases : imageDedupPhases;
        for (const dedup of dedups)
            phases.push(...dedupPhases(segment, dedup));
    }
    const { tokenizer } = plan.recipe;
    if (tokenizer !== null && 'train' in tokenizer)
        phases.push(countWordsPhase, trainTokenizerPhase);
    return [...phases, writePhase];
}
export function phaseNamed(plan, name) {
    const phase = phasesOf(plan).find((each) => each.name === name);
    if (phase === undefined)
        throw new MillraceError('unknown-phase', `Expected a phase of ${plan.dataset}, found ${name}`);
    return phase;
}
function textDedupPhases(segment, step) {
    const { name } = step;
    const stage = dedupOf(step);
    if (stage.compares === 'spans') {
        return spanPhases(segment, name, stage, stage.parameters.parse(step.stage.parameters));
    }
    const parameters = stage.parameters.parse(step.stage.parameters);
    const known = parameters.against.length === 0 ? [] : [knownVersionPhase(step, parameters.against)];
    return stage.compares === 'signatures'
        ? [...known, ...minHashPhases(segment, name, stage.parameters.parse(step.stage.parameters))]
        : [...known, ...exactPhases(segment, name, parameters)];
}
function imageDedupPhases(segment, { name, stage }) {
    const known = findImageStage(stage.stage);
    if (known?.kind !== 'image-dedup')
        throw new MillraceError('unknown-stage', `Expected a dedup stage that has phases, found ${stage.stage}`);
    return known.compares === 'keys'
        ? exactPhases(segment, name)
        : hammingPhases(segment, name, Number(stage.parameters['maxDistance']));
}
//# sourceMappingURL=phases.js.map