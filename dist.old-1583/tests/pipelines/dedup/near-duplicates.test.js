import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { randomUint32 } from '../../../core/seeded-random.js';
import { jaccard } from '../../../pipelines/dedup/jaccard.js';
import { dedupMinHash } from '../../../pipelines/dedup/minhash.js';
import { findNearDuplicates } from '../../../pipelines/dedup/near-duplicates.js';
import { shingleSet } from '../../../pipelines/dedup/shingles.js';
import { readSignatureFile } from '../../../pipelines/dedup/signature-file.js';
import { signaturePartition } from '../../../pipelines/dedup/signature-partition.js';
import { goldenDocuments, goldenRows, goldenSkip } from './golden-documents.js';
const defaults = dedupMinHash.parameters.parse({});
function removalsOf(partitions, changes = {}) {
    const parameters = { ...defaults, ...changes };
    const files = partitions.map((texts) => {
        const partition = signaturePartition(parameters);
        for (const [ordinal, text] of texts.entries())
            partition.add(ordinal, text);
        return readSignatureFile(partition.finish());
    });
    return findNearDuplicates(files, parameters);
}
function word(number) {
    return String.fromCharCode(...[1, 26, 676].map((place) => 97 + (Math.floor(number / place) % 26)));
}
/** 240 texts of 120 words: 80 topics, each told about three times with up to four words changed. */
const texts = Array.from({ length: 240 }, (_, i) => {
    const topic = randomUint32(3, i) % 80;
    const words = Array.from({ length: 120 }, (_, place) => word(randomUint32(topic, place)));
    for (let change = 0; change < i % 5; change++)
        words[randomUint32(i, change) % 120] = word(randomUint32(i, 120 + change));
    return words.join(' ');
});
test('any cut of the documents into partitions gives the same removals', () => {
    const whole = removalsOf([texts]);
    assert.ok(whole.length > 50 && whole.some(({ similarity }) => similarity < 1));
    fc.assert(fc.property(fc.array(fc.nat(texts.length), { maxLength: 6 }), (cuts) => {
        const starts = [0, ...cuts.sort((a, b) => a - b)];
        const partitions = starts.map((start, i) => texts.slice(start, starts[i + 1] ?? texts.length));
        const number = (partition, ordinal) => (starts[partition] ?? 0) + ordinal;
        const found = removalsOf(partitions).map((each) => ({
            partition: 0,
            ordinal: number(each.partition, each.ordinal),
            intoPartition: 0,
            intoOrdinal: number(each.intoPartition, each.intoOrdinal),
            similarity: each.similarity,
        }));
        assert.deepEqual(found, whole);
    }), { numRuns: 30 });
});
test('every merged document has a kept twin that is as similar as its removal says', () => {
    const shinglesOf = (text) => new Set(text
        .split(' ')
        .slice(4)
        .map((_, i) => text
        .split(' ')
        .slice(i, i + 5)
        .join(' ')));
    const removals = removalsOf([texts]);
    const gone = new Set(removals.map(({ ordinal }) => ordinal));
    for (const { ordinal, intoOrdinal, similarity } of removals) {
        const [a, b] = [shinglesOf(texts[ordinal] ?? ''), shinglesOf(texts[intoOrdinal] ?? '')];
        assert.ok(!gone.has(intoOrdinal) && intoOrdinal < ordinal && similarity >= defaults.minSimilarity);
        assert.equal(similarity, [...a].filter((shingle) => b.has(shingle)).length / new Set([...a, ...b]).size);
    }
});
test('with longest, the longest of similar documents stays, also where a hundred are alike', () => {
    const words = Array.from({ length: 120 }, (_, place) => word(randomUint32(9, place)));
    const alike = Array.from({ length: 100 }, (_, i) => [...words, ...words.slice(0, (i * 37) % 100)].join(' '));
    const longest = alike.findIndex((text) => text.length === Math.max(...alike.map(({ length }) => length)));
    const removals = removalsOf([alike.slice(0, 40), alike.slice(40)], { keep: 'longest', minSimilarity: 0.5 });
    const number = (partition, ordinal) => 40 * partition + ordinal;
    assert.ok(longest >= 16 && removals.length === 99);
    for (const { intoPartition, intoOrdinal } of removals)
        assert.equal(number(intoPartition, intoOrdinal), longest);
});
test('keep last is keep first of the input read backwards', () => {
    const places = (removals) => removals.map(({ ordinal, intoOrdinal, similarity }) => [ordinal, intoOrdinal, similarity]);
    const mirrored = places(removalsOf([texts.toReversed()])).map(([ordinal = 0, into = 0, similarity]) => [
        texts.length - 1 - ordinal,
        texts.length - 1 - into,
        similarity,
    ]);
    assert.deepEqual(places(removalsOf([texts], { keep: 'last' })), mirrored.toReversed());
});
test('documents of an earlier version stay, are not told of, and take all that resembles them', () => {
    const partitions = [texts.slice(0, 100), texts.slice(100)];
    const files = partitions.map((each) => {
        // So many bands of so few rows that every pair of this similarity is a candidate.
        const partition = signaturePartition({ ...defaults, bands: 60, rows: 4, keep: 'longest' });
        for (const [ordinal, text] of each.entries())
            partition.add(ordinal, text);
        return readSignatureFile(partition.finish());
    });
    const removals = findNearDuplicates(files, { ...defaults, keep: 'longest', known: 1 });
    assert.ok(removals.every(({ partition }) => partition === 1));
    const shingles = (text) => shingleSet(text, 'whitespace', 5);
    const known = (partitions[0] ?? []).map(shingles);
    const gone = new Set(removals.map(({ ordinal }) => ordinal));
    const resembling = (partitions[1] ?? []).flatMap((text, ordinal) => known.some((each) => jaccard(each, shingles(text), 0.7) !== undefined) ? [ordinal] : []);
    assert.ok(resembling.length > 20);
    assert.deepEqual(resembling.filter((ordinal) => !gone.has(ordinal)), []);
    for (const { ordinal, intoPartition, intoOrdinal, similarity } of removals) {
        const [own, into] = [partitions[1]?.[ordinal] ?? '', partitions[intoPartition]?.[intoOrdinal] ?? ''];
        assert.ok(intoPartition === 0 || !gone.has(intoOrdinal));
        assert.equal(jaccard(shingles(own), shingles(into)), similarity);
    }
});
test('documents of fewer words than a shingle are never merged, and a build may have none', () => {
    assert.deepEqual(removalsOf([['one two three four', 'one two three four'], []]), []);
    assert.deepEqual(removalsOf([]), []);
});
test('many equal documents are all merged into the first', () => {
    const removals = removalsOf([new Array(500).fill('the same six words again here')]);
    assert.equal(removals.length, 499);
    assert.ok(removals.every(({ intoOrdinal, similarity }) => intoOrdinal === 0 && similarity === 1));
});
test('Chinese is compared by characters', () => {
    const [a, b] = [
        '数据集流水线会清洗去重并切分文本然后写入分片',
        '数据集流水线会清洗、去重并切分文本,\n然后写入分片。',
    ];
    assert.equal(removalsOf([[a, b]], { words: 'characters' }).length, 1);
    assert.equal(removalsOf([[a, b]]).length, 0);
});
test('files of different parameters are refused', () => {
    const files = [1, 2].map((seed) => readSignatureFile(signaturePartition({ ...defaults, seed }).finish()));
    assert.throws(() => findNearDuplicates(files, defaults), { code: 'signature-files-differ' });
});
test('golden documents: pairs at 0.8 are found, and only documents with a true twin go', { skip: goldenSkip }, () => {
    const documents = goldenDocuments();
    const halves = [documents.slice(0, 500), documents.slice(500)];
    const pairs = goldenRows('jaccard.dev-golden.ws.jsonl.gz');
    const nearest = new Map();
    for (const [a, b, similarity] of pairs) {
        for (const id of [a, b])
            nearest.set(id, Math.max(similarity, nearest.get(id) ?? 0));
    }
    for (const verify of [true, false]) {
        const removals = removalsOf(halves.map((half) => half.map(({ text }) => text)), { verify });
        const gone = removals.map(({ partition, ordinal }) => halves[partition]?.[ordinal]?.id ?? '');
        const close = pairs.filter(([, , similarity]) => similarity >= 0.8);
        const found = close.filter(([a, b]) => gone.includes(a) || gone.includes(b));
        assert.ok(found.length >= 0.99 * close.length, `verify ${verify}: ${found.length} of ${close.length}`);
        // Golden similarities have six decimals.
        const limit = verify ? defaults.minSimilarity - 1e-6 : 0.5;
        const precise = gone.filter((id) => (nearest.get(id) ?? 0) >= limit);
        assert.ok(precise.length >= (verify ? 1 : 0.95) * gone.length, `verify ${verify}: ${precise.length} of ${gone.length}`);
    }
});
//# sourceMappingURL=near-duplicates.test.js.map