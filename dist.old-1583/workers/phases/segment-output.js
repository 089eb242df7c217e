import { evidenceFromText, evidenceToText, withEvidence } from '../../core/evidence.js';
import { dropped, merged } from '../../core/fate.js';
import { applyCuts } from '../../pipelines/dedup/cut-spans.js';
import { groupsOf } from '../../shards/row-file.js';
import { workKeys } from '../planning/plan.js';
import { spanStage } from '../planning/segments.js';
import { mapPhaseName } from './map-outputs.js';
import { idsStep, readRemovals, removalSteps } from './removals.js';
import { readEdits } from './text-edits.js';
/**
 * The records of a partition that a segment's local stages left, in order, parted by its dedup stages' removals. Texts are
 * without the spans that its last dedup stage took out.
 */
export async function* readSegmentOutput(kind, build, segment, index) {
    const steps = [];
    for (const step of removalSteps(build.plan, segment))
        steps.push([step, (await readRemovals(build, step)).of(index)]);
    const dedups = build.plan.segments[segment]?.dedups ?? [];
    const edit = await openEdits(build, dedups.at(-1), index);
    const stageOf = (step) => dedups.find(({ name }) => name === step)?.stage.stage ?? step;
    const key = workKeys.output(build.folder, mapPhaseName(segment), index, 'records.arrow');
    for await (const chunk of groupsOf(await kind.openReader(build.storage, key))) {
        const live = [];
        const removed = [];
        for (const record of chunk) {
            const step = steps.find(([, removals]) => removals.has(record.ordinal));
            const removal = step?.[1].get(record.ordinal);
            if (step === undefined || removal === undefined) {
                const edited = edit(record);
                if ('fate' in edited)
                    removed.push(edited);
                else
                    live.push(edited);
            }
            else {
                const fate = removalFate(stageOf(step[0]), record, removal);
                removed.push({ ordinal: record.ordinal, fate, was: record.item });
            }
        }
        yield { live, removed };
    }
}
/** What a step that takes out spans makes of records. Memory: the edits of the partition. */
async function openEdits(build, step, index) {
    const spans = step === undefined ? undefined : spanStage(step.stage.stage);
    if (step === undefined || spans === undefined)
        return (record) => record;
    const stage = spans.name;
    const edits = await readEdits(build, step.name, index);
    return (record) => {
        const edit = edits.get(record.ordinal);
        if (edit === undefined || !('text' in record.item) || typeof record.item.text !== 'string')
            return record;
        const { item, textHash, ordinal } = record;
        const noted = { [`${spans.unit}s`]: edit.units, characters: edit.characters };
        const evidence = evidenceToText(withEvidence(evidenceFromText(record.evidence), stage, noted));
        if (edit.reason !== null) {
            const name = { id: item.id, source: item.source, evidence, textHash };
            return { ordinal, was: item, fate: dropped(name, stage, edit.reason, edit.value, edit.limit) };
        }
        return { ordinal, item: { ...item, text: applyCuts(record.item.text, edit.cuts) }, evidence, textHash };
    };
}
export const duplicateIdReason = 'duplicate-id';
function removalFate(stage, { item, evidence, textHash }, removal) {
    const name = { id: item.id, source: item.source, evidence, textHash };
    if (stage === idsStep)
        return dropped(name, idsStep, duplicateIdReason, null, null);
    return merged(name, stage, removal.into, removal.similarity, removal.known === 0 ? 'duplicate' : 'in-version');
}
//# sourceMappingURL=segment-output.js.map