import fc from 'fast-check';
import { dropped, kept, merged, quarantined } from '../../core/fate.js';
/** Text that files get wrong: empty, NUL, a byte order mark first, emoji, line breaks, combining marks, long. */
export const hardTexts = [
    '',
    '\0',
    'a\0b',
    '\uFEFFmark first',
    '😀😀',
    '中文，句。',
    'e\u0301',
    '\r\n\t',
    '"quotes", \\ and \u2028',
    'long '.repeat(20_000),
    '\u{10FFFF}\uFFFD\uFFFF',
];
/** Well-formed text, hard cases often. */
export const anyText = fc.oneof(fc.constantFrom(...hardTexts), fc.string({ unit: 'binary', maxLength: 40 }));
/** A record of the usual prototype, as readers give it. */
export const plainRecord = (shape) => fc.record(shape, { noNullPrototype: true });
const orNull = (value) => fc.option(value, { nil: null });
const anyNumber = fc.double({ noNaN: true });
const anyHash = fc.stringMatching(/^[0-9a-f]{16}$/);
export const anyDocument = plainRecord({
    id: anyText,
    text: anyText,
    source: anyText,
    label: orNull(anyText),
    parent: orNull(anyText),
    metadata: fc.dictionary(anyText, anyText, { maxKeys: 3, noNullPrototype: true }),
});
export const anyFate = plainRecord({
    id: anyText,
    source: anyText,
    fate: fc.constantFrom('kept', 'dropped', 'merged', 'quarantined'),
    stage: orNull(anyText),
    reason: orNull(anyText),
    value: orNull(anyNumber),
    limit: orNull(anyNumber),
    into: orNull(anyText),
    similarity: orNull(anyNumber),
    evidence: orNull(anyText),
    textHash: orNull(anyHash),
});
export const anyInput = plainRecord({
    path: anyText,
    bytes: fc.maxSafeNat(),
    sha256: fc.stringMatching(/^[0-9a-f]{64}$/),
});
export const anyMetric = plainRecord({
    metric: anyText,
    key: orNull(anyText),
    value: fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0)),
});
/** Sequences of `length` ids below `vocabulary`. */
export function anySequence(length, vocabulary) {
    return plainRecord({
        tokens: fc.array(fc.nat(vocabulary - 1), { minLength: length, maxLength: length }),
        used: fc.nat(length),
        starts: fc.array(fc.nat(length), { maxLength: 4 }),
        documents: fc.array(anyText, { maxLength: 4 }),
    });
}
/** `count` documents that are always the same, with the hard texts among them. */
export function sampleDocuments(count) {
    return Array.from({ length: count }, (_, index) => ({
        id: `document-${index}`,
        text: `${hardTexts[index % hardTexts.length]} ${index} words`.slice(0, 5_000),
        source: `folder/file-${index % 7}.jsonl:${index + 1}`,
        label: index % 3 === 0 ? null : `label ${index % 5} 😀`,
        parent: index % 13 === 5 ? `document-${index - 1}` : null,
        metadata: index % 2 === 0 ? {} : { lang: 'en', title: hardTexts[index % 9] ?? '' },
    }));
}
/** `count` fates that are always the same, of every kind. */
export function sampleFates(count) {
    return Array.from({ length: count }, (_, index) => {
        const textHash = index % 11 === 0 ? null : index.toString(16).padStart(16, '0');
        const record = { id: `document-${index}`, source: `file.jsonl:${index + 1}`, textHash };
        if (index % 4 === 1)
            return dropped(record, 'gopher-quality', 'gopher_short_doc', index / 3, 50);
        if (index % 4 === 2)
            return merged(record, 'dedup-minhash', `document-${index - 1}`, 0.5 + 1 / (index + 3));
        if (index % 4 === 3)
            return quarantined(record, 'read', '中文 😀');
        return kept(record);
    });
}
//# sourceMappingURL=sample-rows.js.map