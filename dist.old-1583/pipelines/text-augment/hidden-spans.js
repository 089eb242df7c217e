import { drawParts } from './draw-many.js';
/**
 * Spans to hide of a sequence of `length`, as T5's `random_spans_noise_mask` draws them: `share` of the places, in spans
 * of `meanLength` on average, each after something that is seen; unlike there, something may be seen after the last. None
 * of a sequence of fewer than two.
 */
export function spansToHide(length, { share, meanLength }, draws) {
    if (length < 2)
        return [];
    const hidden = Math.min(length - 1, Math.max(1, Math.round(length * share)));
    const count = Math.max(1, Math.min(hidden, length - hidden, Math.round(hidden / meanLength)));
    const hiddenLengths = drawParts(hidden, count, draws);
    const seenLengths = drawParts(length - hidden + 1, count + 1, draws);
    let at = 0;
    return Array.from({ length: count }, (_, index) => {
        const start = at + (seenLengths[index] ?? 0);
        const end = start + (hiddenLengths[index] ?? 0);
        at = end;
        return { start, end };
    });
}
//# sourceMappingURL=hidden-spans.js.map