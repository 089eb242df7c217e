import { openView } from '../../../pipelines/text/text-view.js';
/** A document of a text, for stages that look at the text alone. */
export function documentOf(text, more = {}) {
    return { id: 'a', text, format: 'text', source: 'a', label: null, metadata: {}, ...more };
}
/** The verdict of a filter on a text, or on a document, with parameters as a recipe would give them. */
export function judge(filter, record, given = {}) {
    return judgeBy(filter, filter.parameters.parse(given), record);
}
/** The same with parsed parameters, of which a stage that opens lists opens them once. */
export function judgeBy(filter, parameters, record) {
    const document = typeof record === 'string' ? documentOf(record) : record;
    const view = openView(document.text, filter.words(parameters));
    return filter.decide(filter.measure(view, parameters, document), parameters);
}
//# sourceMappingURL=judge.js.map