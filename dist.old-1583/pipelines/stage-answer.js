/**
 * What one stage made of a document, as `millrace try` and `docs/stages.md` show it: its verdict with the evidence, after
 * the text where the stage may rewrite it, and the metadata that it gave it.
 */
export function stageAnswer(stage, given, outcome) {
    const noted = outcome.evidence?.[stage.name];
    // A language is what a caller of its stage asks for.
    const asked = stage.name === 'language';
    const evidence = noted === undefined ? {} : asked ? noted : { evidence: noted };
    if (!('document' in outcome)) {
        const { reason, value, limit } = outcome;
        return { keep: false, reason, value, limit, ...evidence };
    }
    const kept = { keep: true, reason: null, value: null, limit: null, ...evidence };
    if (asked)
        return kept;
    const { text, metadata } = outcome.document;
    const more = { ...metadataGiven(given.metadata, metadata), ...kept };
    return stage.kind === 'filter' ? more : { text, ...more };
}
function metadataGiven(before, after) {
    const changed = Object.entries(after).filter(([name, value]) => before[name] !== value);
    return changed.length === 0 ? {} : { metadata: Object.fromEntries(changed) };
}
//# sourceMappingURL=stage-answer.js.map