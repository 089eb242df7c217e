import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { applyCuts, cutSpans } from '../../../pipelines/dedup/cut-spans.js';
import { keyCollector, maxBuckets, readBucket } from '../../../pipelines/dedup/key-file.js';
import { findRepeatedSpans } from '../../../pipelines/dedup/repeated-spans.js';
import { placesByOrdinal, readSpanPlaces, writeSpanFile } from '../../../pipelines/dedup/span-file.js';
import { eachSpanKey, unitsOf } from '../../../pipelines/dedup/span-keys.js';
import { normalizeSpan } from '../../../pipelines/dedup/span-normalization.js';
import { dedupLines, dedupParagraphs, dedupSentences } from '../../../pipelines/dedup/span-stages.js';
const lines = dedupLines.parameters.parse({});
/** First units of the spans to take out of each document, through files, buckets and partitions. */
async function placesOf(partitions, stage, parameters, buckets = 1) {
    const files = partitions.map((texts) => {
        const keys = keyCollector();
        for (const [ordinal, text] of texts.entries())
            eachSpanKey(text, stage.unit, parameters, (key, place) => keys.add(key, ordinal, place));
        return keys.finish();
    });
    const spans = Array.from({ length: buckets }, (_, bucket) => writeSpanFile(findRepeatedSpans(files.map((file) => readBucket(file, bucket, buckets)), parameters)));
    const all = [];
    for (const [partition, texts] of partitions.entries()) {
        const parts = [];
        for (const file of spans)
            parts.push(await readSpanPlaces(async (from, to) => file.slice(from, to), partition));
        const places = placesByOrdinal(parts);
        all.push(...texts.map((_, ordinal) => places.get(ordinal) ?? []));
    }
    return all;
}
/** The same by looking at every span that came before. */
function placesByDefinition(texts, unit, parameters) {
    const spans = texts.flatMap((text, document) => {
        const units = unitsOf(text, unit, parameters);
        const parts = Array.from({ length: units.length / 2 }, (_, k) => normalizeSpan(text.slice(units[2 * k], units[2 * k + 1]), parameters.normalize));
        const { span } = parameters;
        return parts
            .slice(span - 1)
            .map((_, place) => ({ document, place, text: parts.slice(place, place + span).join('\n') }));
    });
    const places = texts.map(() => []);
    for (const [at, { document, place, text }] of spans.entries()) {
        const equal = spans.filter((each) => each.text === text && text.replaceAll('\n', '').length >= parameters.minLength);
        const documents = new Set(equal.map((each) => each.document)).size;
        if (equal.length < 2 || documents < parameters.minDocuments)
            continue;
        if (parameters.keep === 'none' || equal[0] !== spans[at])
            places[document]?.push(place);
    }
    return places;
}
test('what is taken out is as if every span had been compared with all before it, for any partitions and buckets', async () => {
    const line = fc.constantFrom('a', 'A', 'bb', 'c 1', 'c 2', ' d', '', '...');
    const text = fc.array(line, { maxLength: 8 }).map((parts) => parts.join('\n'));
    const parameters = fc.record({
        span: fc.integer({ min: 1, max: 3 }),
        normalize: fc.constantFrom('none', 'fold', 'ccnet', 'simplify'),
        minLength: fc.integer({ min: 1, max: 3 }),
        minDocuments: fc.integer({ min: 1, max: 3 }),
        keep: fc.constantFrom('first', 'none'),
    });
    await fc.assert(fc.asyncProperty(fc.array(fc.array(text, { maxLength: 5 }), { maxLength: 4 }), parameters, fc.integer({ min: 1, max: maxBuckets }), async (partitions, changes, buckets) => {
        const all = { ...lines, ...changes };
        assert.deepEqual(await placesOf(partitions, dedupLines, all, buckets), placesByDefinition(partitions.flat(), 'line', all));
    }), { numRuns: 100 });
});
test('documents that an earlier step removed take no part', () => {
    const keys = keyCollector();
    for (const ordinal of [0, 1, 2])
        eachSpanKey('same line', 'line', lines, (key, place) => keys.add(key, ordinal, place));
    const rows = readBucket(keys.finish(), 0, 1);
    assert.deepEqual(findRepeatedSpans([rows], lines, (_, ordinal) => ordinal === 0), [Uint32Array.of(2, 0)]);
});
test('units are lines, paragraphs and sentences; what is white space alone is none', () => {
    const text = '  One. Two!\r\n\r\n \nthree\nfour\n\n\n 五。六？';
    const found = (stage, sentences = 'spacy') => {
        const spans = unitsOf(text, stage.unit, { sentences });
        return Array.from({ length: spans.length / 2 }, (_, k) => text.slice(spans[2 * k], spans[2 * k + 1]));
    };
    assert.deepEqual(found(dedupLines), ['  One. Two!', 'three', 'four', ' 五。六？']);
    assert.deepEqual(found(dedupParagraphs), ['  One. Two!', 'three\nfour', ' 五。六？']);
    assert.deepEqual(found(dedupSentences), ['One.', 'Two!', 'three\nfour\n\n\n 五。六？']);
    assert.deepEqual(found(dedupSentences, 'marks'), ['One.', 'Two!', 'three', 'four', '五。', '六？']);
});
test('marks end a sentence where white space follows, full-width ones always; closing marks go along', () => {
    const spans = (text) => {
        const found = unitsOf(text, 'sentence', { sentences: 'marks' });
        return Array.from({ length: found.length / 2 }, (_, k) => text.slice(found[2 * k], found[2 * k + 1]));
    };
    assert.deepEqual(spans('Version 3.14 (see a.b.) is out?! "Yes." No'), [
        'Version 3.14 (see a.b.)',
        'is out?!',
        '"Yes."',
        'No',
    ]);
    assert.deepEqual(spans('他说：“好。”然后走了……真的！？是'), ['他说：“好。”', '然后走了……真的！？', '是']);
    assert.deepEqual(spans('.'.repeat(1000)), ['.'.repeat(1000)]);
});
test('what does not count in a comparison', () => {
    const equal = (a, b) => ['none', 'fold', 'ccnet', 'simplify'].filter((how) => normalizeSpan(a, how) === normalizeSpan(b, how));
    assert.deepEqual(equal(' a b ', 'a b'), ['none', 'fold', 'ccnet', 'simplify']);
    assert.deepEqual(equal('A b', 'a b'), ['fold', 'ccnet', 'simplify']);
    assert.deepEqual(equal('a  b', 'a b'), ['fold', 'simplify']);
    assert.deepEqual(equal('page 12', 'page 99'), ['ccnet', 'simplify']);
    assert.deepEqual(equal('page 12', 'page 9'), ['simplify']);
    assert.deepEqual(equal('“so”…', 'so'), ['ccnet', 'simplify']);
    assert.deepEqual(equal('so!', 'so'), ['simplify']);
    assert.deepEqual(equal('é', 'e'), ['simplify']);
});
test('what is left reads as before: the larger of two gaps stays, none at the ends', () => {
    const cut = (text, stage, places, changes = {}) => {
        const parameters = { ...lines, ...changes };
        return applyCuts(text, cutSpans(text, stage.unit, parameters, places).cuts);
    };
    assert.equal(cut('a\nb\nc\n', dedupLines, [1]), 'a\nc\n');
    assert.equal(cut('a\nb\nc\n', dedupLines, [2]), 'a\nb');
    assert.equal(cut('a\r\n\r\n  b\r\n', dedupLines, [0]), '  b\r\n');
    assert.equal(cut('a\n\nb\nc', dedupLines, [1]), 'a\n\nc');
    assert.equal(cut('a\nb\n\nc', dedupLines, [1]), 'a\n\nc');
    assert.equal(cut('a\nb\nc\nd\ne', dedupLines, [1, 2]), 'a\nd\ne');
    assert.equal(cut('a\nb\nc\nd\ne', dedupLines, [1, 2], { span: 2 }), 'a\ne');
    assert.equal(cut('One. Two.\n\nThree. Four.', dedupSentences, [2]), 'One. Two.\n\nFour.');
    assert.equal(cut('One. Two.\n\nThree.', dedupSentences, [1]), 'One.\n\nThree.');
});
test('how much was taken out is told in units and code points', () => {
    const { units, characters, drop } = cutSpans('a\n😀😀\nb\nc', 'line', { ...lines, span: 2 }, [1]);
    assert.deepEqual({ units, characters, drop }, { units: 2, characters: 5, drop: null });
});
test('a document of which too little is left is dropped, just inside and just outside of each limit', () => {
    const verdict = (text, changes) => cutSpans(`gone\n${text}`, 'line', { ...lines, words: 'whitespace', ...changes }, [0]).drop;
    assert.equal(verdict('one two', { minWords: 2 }), null);
    assert.deepEqual(verdict('one', { minWords: 2 }), { reason: 'too-few-words', value: 1, limit: 2 });
    assert.equal(verdict('One. Two.', { minSentences: 2 }), null);
    assert.deepEqual(verdict('One', { minSentences: 2 }), { reason: 'too-few-sentences', value: 1, limit: 2 });
    assert.deepEqual(verdict(' \n', {}), { reason: 'nothing-left', value: 0, limit: 1 });
});
test('a file of spans that is damaged is refused', async () => {
    const file = writeSpanFile([Uint32Array.of(1, 2), Uint32Array.of(), Uint32Array.of(3, 4, 5, 6)]);
    const read = (bytes, partition) => readSpanPlaces(async (from, to) => bytes.slice(from, to), partition);
    assert.deepEqual([...(await read(file, 0))], [1, 2]);
    assert.deepEqual([...(await read(file, 1))], []);
    assert.deepEqual([...(await read(file, 2))], [3, 4, 5, 6]);
    for (const at of [0, 4])
        await assert.rejects(read(file.with(at, 0x7f), 0), { code: 'span-file-corrupt' });
    await assert.rejects(read(file.with(12, 9), 0), { code: 'span-file-corrupt' });
    await assert.rejects(read(file, 3), { code: 'span-file-corrupt' });
});
test('a hundred thousand equal lines, and a text of one line, take no time worth naming', async () => {
    const many = 'the same line\n'.repeat(100_000);
    const [places] = await placesOf([[many]], dedupLines, lines);
    assert.equal(places?.length, 99_999);
    assert.equal(applyCuts(many, cutSpans(many, 'line', lines, places ?? []).cuts), 'the same line');
});
//# sourceMappingURL=spans.test.js.map