import { MillraceError } from '../../core/errors.js';
import { keyCollector } from '../../pipelines/dedup/key-file.js';
import { signaturePartition } from '../../pipelines/dedup/signature-partition.js';
import { eachSpanKey } from '../../pipelines/dedup/span-keys.js';
import { weightOf } from '../../pipelines/dedup/walk-order.js';
import { stageNamed } from '../planning/segments.js';
import { keysKind, signaturesKind } from './map-outputs.js';
/** The dedup stage that a step names. Throws MillraceError `unknown-stage` for another kind of stage. */
export function dedupOf({ stage }) {
    const known = stageNamed(stage.stage);
    if (known.kind === 'dedup')
        return known;
    throw new MillraceError('unknown-stage', `Expected a dedup stage, found ${stage.stage}`);
}
/** Memory: 24 bytes a key, or what `signaturePartition` takes. */
export function openComparison(step) {
    const { name } = step;
    const stage = dedupOf(step);
    if (stage.compares === 'signatures') {
        const partition = signaturePartition(stage.parameters.parse(step.stage.parameters));
        return {
            keep: (ordinal, { text }) => partition.add(ordinal, text),
            finish: () => ({ kind: signaturesKind(name), bytes: partition.finish() }),
        };
    }
    const keys = keyCollector();
    const finish = () => ({ kind: keysKind(name), bytes: keys.finish() });
    if (stage.compares === 'spans') {
        const parameters = stage.parameters.parse(step.stage.parameters);
        return {
            keep: (ordinal, { text }) => eachSpanKey(text, stage.unit, parameters, (key, place) => keys.add(key, ordinal, place)),
            finish,
        };
    }
    const parameters = stage.parameters.parse(step.stage.parameters);
    return {
        keep: (ordinal, document) => {
            const key = stage.keyOf(document, parameters);
            if (key !== undefined)
                keys.add(key, ordinal, weightOf(parameters.keep, document.text));
        },
        finish,
    };
}
//# sourceMappingURL=comparison.js.map