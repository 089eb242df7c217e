import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dedupMinHash } from '../../../pipelines/dedup/minhash.js';
import { shingleSet } from '../../../pipelines/dedup/shingles.js';
import { bandHashes, signer } from '../../../pipelines/dedup/signature.js';
import { readSignatureFile, signatureHeaderBytes, signatureLayout } from '../../../pipelines/dedup/signature-file.js';
import { signaturePartition } from '../../../pipelines/dedup/signature-partition.js';
const parameters = dedupMinHash.parameters.parse({ bands: 3, rows: 2, shingle: 2 });
const texts = ['one two three', 'short', 'four five six seven', 'one two three'];
function fileOf(changes = {}) {
    const partition = signaturePartition({ ...parameters, ...changes });
    for (const [i, text] of texts.entries())
        partition.add(10 * i, text);
    return partition.finish();
}
test('a file gives back what documents are compared by; those without a shingle are left out', () => {
    const file = readSignatureFile(fileOf());
    const documents = [0, 2, 3].map((i) => shingleSet(texts[i] ?? '', 'whitespace', 2));
    assert.deepEqual([...file.ordinals], [0, 20, 30]);
    assert.equal(file.evidence, 'shingles');
    for (const [row, shingles] of documents.entries()) {
        assert.deepEqual([...file.evidenceOf(row)], [...shingles]);
        const hashes = bandHashes(signer(parameters)(shingles), parameters);
        assert.deepEqual([0, 1, 2].map((band) => file.band(band)[row]), [...hashes]);
    }
});
test('without verification a file holds signatures', () => {
    const file = readSignatureFile(fileOf({ verify: false }));
    assert.equal(file.evidence, 'signature');
    assert.deepEqual([...file.evidenceOf(0)], [...signer(parameters)(shingleSet(texts[0] ?? '', 'whitespace', 2))]);
});
test('files of parameters that change the comparison have another key', () => {
    const key = (changes) => readSignatureFile(fileOf(changes)).parametersKey;
    assert.deepEqual(key({ minSimilarity: 0.9 }), key({}));
    for (const changes of [{ seed: 2 }, { normalize: 'none' }, { shingle: 1 }, { words: 'unicode' }]) {
        assert.notDeepEqual(key(changes), key({}));
    }
});
test('a band can be fetched by range', () => {
    const bytes = fileOf();
    const layout = signatureLayout(bytes.subarray(0, signatureHeaderBytes));
    const start = layout.bandsAt + 8 * layout.documents;
    const band = new BigUint64Array(bytes.slice(start, start + 8 * layout.documents).buffer);
    assert.deepEqual(band, readSignatureFile(bytes).band(1));
});
test('a partition without documents has a file', () => {
    const file = readSignatureFile(signaturePartition(parameters).finish());
    assert.equal(file.ordinals.length, 0);
    assert.equal(file.band(2).length, 0);
});
test('bytes at any address are read', () => {
    const bytes = fileOf();
    for (let shift = 0; shift < 9; shift++) {
        const moved = Buffer.alloc(bytes.length + shift).subarray(shift);
        moved.set(bytes);
        assert.deepEqual([...readSignatureFile(moved).evidenceOf(1)], [...readSignatureFile(bytes).evidenceOf(1)]);
    }
});
test('a file that is cut short, too long or damaged is refused', () => {
    const bytes = fileOf();
    for (let length = 0; length < bytes.length; length++) {
        assert.throws(() => readSignatureFile(bytes.subarray(0, length)), { code: 'signature-file-corrupt' });
    }
    assert.throws(() => readSignatureFile(Buffer.concat([bytes, Buffer.alloc(8)])), { code: 'signature-file-corrupt' });
    const { ordinalsAt, startsAt } = signatureLayout(bytes);
    for (const at of [0, 4, 8, 12, 16, 20, ordinalsAt + 3, startsAt, startsAt + 7, startsAt + 15]) {
        const damaged = bytes.slice();
        damaged[at] = 0xff;
        assert.throws(() => readSignatureFile(damaged), { code: 'signature-file-corrupt' }, `byte ${at}`);
    }
});
//# sourceMappingURL=signature-file.test.js.map