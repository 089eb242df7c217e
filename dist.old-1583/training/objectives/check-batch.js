import { MillraceError } from '../../core/errors.js';
/** Throws MillraceError `batch-shape` for a batch that a step of this size cannot take. */
export function checkBatch(batch, size) {
    if (batch.length === size.length && batch.samples <= size.samples)
        return;
    const expected = `at most ${size.samples} samples of ${size.length} tokens`;
    const found = `${batch.samples} samples of ${batch.length} tokens`;
    throw new MillraceError('batch-shape', `the step takes ${expected}, found ${found}`);
}
//# sourceMappingURL=check-batch.js.map