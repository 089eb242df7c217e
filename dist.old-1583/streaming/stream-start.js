import { MillraceError } from '../core/errors.js';
/**
 * The place where a stream of `samples` samples begins: `from`, or the beginning of the epoch. A cursor at the end of an
 * epoch is also the beginning of the next.
 *
 * @throws MillraceError `cursor-mismatch` (usage) where `from` is of another stream or epoch than asked for
 */
export function startOfStream(view, samples, epoch, from) {
    const start = { format: 'millrace-cursor/1', ...view, epoch: epoch ?? from?.epoch ?? 0, position: 0 };
    if (from === undefined)
        return start;
    const wrong = ['manifestSha256', 'content', 'split', 'seed'].find((key) => from[key] !== start[key]);
    if (wrong !== undefined)
        throw mismatch(wrong, start[wrong], from[wrong]);
    if (from.position > samples)
        throw mismatch('position', `at most ${samples}`, from.position);
    if (from.epoch === start.epoch)
        return from;
    if (from.epoch + 1 === start.epoch && from.position === samples)
        return start;
    throw mismatch('epoch', start.epoch, from.epoch);
}
function mismatch(field, expected, found) {
    return new MillraceError('cursor-mismatch', `the cursor is of another stream: expected ${field} ${expected}, found ${found}`, {
        kind: 'usage',
        hint: 'go on with the version, content, split, seed and epoch of the cursor, or begin without one',
    });
}
//# sourceMappingURL=stream-start.js.map