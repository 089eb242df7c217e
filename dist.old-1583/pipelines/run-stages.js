import { withEvidence } from '../core/evidence.js';
import { isMet } from './stage-condition.js';
import { openChineseWords } from './text/segmenter/chinese-words.js';
import { openView } from './text/text-view.js';
/** Loads what the stages need, dictionaries of words included; to be awaited before {@link runStages}. */
export async function prepareStages(stages) {
    for (const { stage, parameters } of stages) {
        await stage.prepare?.(parameters);
        if (stage.kind === 'filter' && stage.words(parameters) === 'segmenter')
            openChineseWords();
    }
}
/**
 * Runs stages that need one document at a time, in order, until one drops it. Dedup stages are passed over.
 * Filters that split words alike share one view of the text.
 */
export function runStages(stages, input) {
    let document = input;
    let evidence;
    const views = new Map();
    for (const { stage, parameters, when } of stages) {
        if (stage.kind === 'dedup' || (when !== undefined && !isMet(when, document)))
            continue;
        if (stage.kind === 'transform') {
            const result = stage.transform(document, parameters);
            if ('keep' in result)
                return droppedBy(stage.name, result, evidence);
            if ('evidence' in result)
                evidence = withEvidence(evidence ?? {}, stage.name, result.evidence);
            const next = 'evidence' in result ? result.document : result;
            if (next.text !== document.text)
                views.clear();
            document = next;
            continue;
        }
        const view = viewFor(stage, parameters, document, views);
        const signals = stage.measure(view, parameters, document);
        const verdict = stage.decide(signals, parameters);
        if (!verdict.keep)
            return droppedBy(stage.name, verdict, evidence);
        const noted = stage.annotate?.(signals, parameters);
        if (noted !== undefined)
            document = { ...document, metadata: { ...document.metadata, ...noted } };
    }
    return evidence === undefined ? { document } : { document, evidence };
}
function droppedBy(stage, drop, before) {
    const { reason, value, limit } = drop;
    const evidence = drop.evidence === undefined ? before : withEvidence(before ?? {}, stage, drop.evidence);
    return { stage, reason, value, limit, ...(evidence === undefined ? {} : { evidence }) };
}
function viewFor(filter, parameters, document, views) {
    const words = filter.words(parameters);
    const known = views.get(words);
    if (known !== undefined)
        return known;
    const view = openView(document.text, words);
    views.set(words, view);
    return view;
}
//# sourceMappingURL=run-stages.js.map