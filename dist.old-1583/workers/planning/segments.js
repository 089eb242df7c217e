import { MillraceError } from '../../core/errors.js';
import { findImageStage } from '../../pipelines/image-registry.js';
import { stages as allStages, findStage } from '../../pipelines/registry.js';
/**
 * Cuts the stage list after each run of dedup stages, and after each one that takes spans out of texts, since what follows
 * compares what is left. The first segment may be without stages; no later one is empty.
 */
export function segmentsOf({ kind, stages }) {
    const segments = [{ local: [], dedups: [] }];
    for (const [index, stage] of stages.entries()) {
        const last = segments.at(-1);
        const before = last.dedups.at(-1);
        if (isDedup(kind, stage.stage)) {
            const step = { name: `${stage.stage}-${index}`, stage };
            if (before !== undefined && spanStage(before.stage.stage) !== undefined)
                segments.push({ local: [], dedups: [step] });
            else
                last.dedups.push(step);
        }
        else if (last.dedups.length === 0)
            last.local.push(stage);
        else
            segments.push({ local: [stage], dedups: [] });
    }
    return segments;
}
function isDedup(kind, name) {
    return kind === 'text' ? stageNamed(name).kind === 'dedup' : findImageStage(name)?.kind === 'image-dedup';
}
/** The stage of that name where it takes spans out of texts once they are compared; undefined for any other. */
export function spanStage(name) {
    const stage = findStage(name);
    return stage?.kind === 'dedup' && stage.compares === 'spans' ? stage : undefined;
}
export function stageNamed(name) {
    const stage = findStage(name);
    if (stage === undefined) {
        throw new MillraceError('unknown-stage', `Expected a stage, found ${name}`, {
            kind: 'usage',
            hint: `Stages: ${allStages.map((each) => each.name).join(', ')}.`,
        });
    }
    return stage;
}
//# sourceMappingURL=segments.js.map