import { pushInt } from './int-list.js';
export function addSpan(list, start, end) {
    pushInt(list, start);
    pushInt(list, end);
}
/** The texts of spans. */
export function sliceSpans(text, spans) {
    const slices = [];
    for (let i = 0; i < spans.length; i += 2)
        slices.push(text.slice(spans[i], spans[i + 1]));
    return slices;
}
//# sourceMappingURL=span-list.js.map