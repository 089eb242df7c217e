import { applyCuts, cutSpans } from './cut-spans.js';
import { findDuplicates, keyCollector, readBucket } from './key-file.js';
import { findNearDuplicates } from './near-duplicates.js';
import { findRepeatedSpans } from './repeated-spans.js';
import { readSignatureFile } from './signature-file.js';
import { signaturePartition } from './signature-partition.js';
import { placesByOrdinal } from './span-file.js';
import { eachSpanKey } from './span-keys.js';
import { weightOf } from './walk-order.js';
/**
 * What a dedup stage makes of documents in memory, as `millrace try` and `docs/stages.md` show it, one answer for each, in
 * order. Merging stages answer `{id, keep, into, similarity}`, those that take out spans
 * `{id, text, keep, reason, value, limit, evidence}`. Those that are an error answer it and are compared with nothing.
 * `against` is passed over.
 */
export function comparedAnswers(stage, parameters, documents) {
    if (stage.compares === 'spans')
        return spanAnswers(documents, stage, parameters);
    const removals = stage.compares === 'signatures'
        ? nearDuplicates(documents, parameters)
        : equalKeys(documents, stage, parameters);
    return mergeAnswers(documents, removals);
}
/** The answers of a stage that merges records: `into` is the id of the record that stays. */
export function mergeAnswers(records, removals) {
    const merged = new Map(removals.map((removal) => [removal.ordinal, removal]));
    return records.map((record, ordinal) => {
        if ('error' in record)
            return record;
        const { id } = record;
        const removal = merged.get(ordinal);
        if (removal === undefined)
            return { id, keep: true, into: null, similarity: null };
        return { id, keep: false, into: records[removal.intoOrdinal]?.id ?? null, similarity: removal.similarity };
    });
}
function equalKeys(documents, { keyOf }, parameters) {
    const keys = keyCollector();
    for (const [ordinal, document] of documents.entries()) {
        const key = 'item' in document ? keyOf(document.item, parameters) : undefined;
        if ('item' in document && key !== undefined)
            keys.add(key, ordinal, weightOf(parameters.keep, document.item.text));
    }
    return findDuplicates([readBucket(keys.finish(), 0, 1)], { keep: parameters.keep });
}
function nearDuplicates(documents, parameters) {
    const partition = signaturePartition(parameters);
    for (const [ordinal, document] of documents.entries()) {
        if ('item' in document)
            partition.add(ordinal, document.item.text);
    }
    return findNearDuplicates([readSignatureFile(partition.finish())], parameters);
}
function spanAnswers(documents, { unit }, parameters) {
    const keys = keyCollector();
    for (const [ordinal, document] of documents.entries()) {
        if ('item' in document)
            eachSpanKey(document.item.text, unit, parameters, (key, place) => keys.add(key, ordinal, place));
    }
    const places = placesByOrdinal(findRepeatedSpans([readBucket(keys.finish(), 0, 1)], parameters));
    return documents.map((document, ordinal) => {
        if ('error' in document)
            return document;
        const { id, item } = document;
        const nothing = { reason: null, value: null, limit: null };
        const own = places.get(ordinal);
        if (own === undefined)
            return { id, text: item.text, keep: true, ...nothing };
        const { cuts, units, characters, drop } = cutSpans(item.text, unit, parameters, own);
        const evidence = { [`${unit}s`]: units, characters };
        if (drop !== null)
            return { id, keep: false, ...drop, evidence };
        return { id, text: applyCuts(item.text, cuts), keep: true, ...nothing, evidence };
    });
}
//# sourceMappingURL=compared-answers.js.map