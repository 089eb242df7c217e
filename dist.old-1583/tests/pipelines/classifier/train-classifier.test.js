import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readClassifierFile, writeClassifierFile } from '../../../pipelines/classifier/classifier-file.js';
import { openClassifier } from '../../../pipelines/classifier/classifier-model.js';
import { judgeClassifier } from '../../../pipelines/classifier/judge-classifier.js';
import { areaUnderRoc } from '../../../pipelines/classifier/roc.js';
import { trainClassifier } from '../../../pipelines/classifier/train-classifier.js';
import { evidenceFor, madeUpTexts, training } from './made-up-texts.js';
const texts = madeUpTexts(1500, 5);
const others = madeUpTexts(400, 99);
describe('a classifier', () => {
    test('tells texts that it has not seen', () => {
        const report = judgeClassifier(openClassifier(trainClassifier(texts, training)), others, 'spam');
        const best = areaUnderRoc({
            scores: Float64Array.from(others, ({ text }) => evidenceFor(text)),
            positives: Uint8Array.from(others, ({ label }) => (label === 'spam' ? 1 : 0)),
        });
        const area = report.auc['spam'] ?? 0;
        assert.ok(best !== null && best < 0.9 && area > best - 0.05, `${area} of ${best}`);
        assert.equal(report.auc['ham']?.toFixed(9), area.toFixed(9));
        assert.ok(report.accuracy > 0.7 && report.logLoss < 0.6, `${report.accuracy} ${report.logLoss}`);
    });
    test('is the same to the last bit in any order of the texts, and another with another seed', () => {
        const file = writeClassifierFile(trainClassifier(texts, training));
        assert.deepEqual(writeClassifierFile(trainClassifier([...texts].reverse(), training)), file);
        assert.notDeepEqual(writeClassifierFile(trainClassifier(texts, { ...training, seed: 4 })), file);
    });
    test('tells more than two labels from each other, with probabilities that add up to 1', () => {
        const parts = texts.map((each, index) => index % 4 === 0 ? { ...each, text: '河水推动水轮，磨坊磨碎山谷的谷物。', label: 'zh' } : each);
        const classifier = openClassifier(trainClassifier(parts, { ...training, positive: null }));
        assert.deepEqual(classifier.labels, ['ham', 'spam', 'zh']);
        const [ham = 0, spam = 0, zh = 0] = classifier.probabilities('水轮推动河水');
        assert.ok(zh > 0.9 && Math.abs(ham + spam + zh - 1) < 1e-12);
        const one = openClassifier(trainClassifier(parts, { ...training, positive: 'zh' }));
        assert.deepEqual(one.labels, ['not zh', 'zh']);
        assert.ok((one.probabilities('水轮推动河水')[1] ?? 0) > 0.9);
    });
    test('gives weight only to n-grams of as many texts as were asked for', () => {
        const rare = [...texts, { id: 'x', text: 'zyzzyva', label: 'spam' }];
        const withRare = openClassifier(trainClassifier(rare, { ...training, rule: { ...training.rule, bits: 20 } }));
        const without = openClassifier(trainClassifier(rare, { ...training, rule: { ...training.rule, bits: 20 }, atLeast: 2 }));
        const empty = without.probabilities('')[1] ?? 0;
        assert.equal(without.probabilities('zyzzyva')[1], empty);
        assert.ok((withRare.probabilities('zyzzyva')[1] ?? 0) > (withRare.probabilities('')[1] ?? 0));
    });
    test('keeps its probabilities in a file', () => {
        for (const rule of [training.rule, { words: 3, characters: { from: 2, to: 4 }, bits: 9 }]) {
            const data = trainClassifier(texts, { ...training, rule });
            const read = readClassifierFile(writeClassifierFile(data), 'a');
            assert.deepEqual(read, data);
        }
    });
    test('refuses what nothing can be learned from', () => {
        const refused = (given, positive) => () => trainClassifier(given, { ...training, positive });
        const same = texts.map((each) => ({ ...each, label: 'a' }));
        assert.throws(refused(same, null), { code: 'too-few-labels', kind: 'usage' });
        assert.throws(refused(texts, 'good'), { code: 'unknown-label', kind: 'usage' });
        const many = texts.map((each, index) => ({ ...each, label: String(index) }));
        assert.throws(refused([...many, ...many.map((each) => ({ ...each, label: `${each.label}b` }))], null), {
            code: 'too-many-labels',
        });
    });
});
describe('a file that is none', () => {
    const file = writeClassifierFile(trainClassifier(texts, training));
    const refused = (bytes) => assert.throws(() => readClassifierFile(bytes, 'a'), { code: 'bad-classifier' });
    test('is refused: cut, longer, or with other bytes in its header', () => {
        for (const length of [0, 8, 11, 12, 40, file.length - 4, file.length - 1])
            refused(file.subarray(0, length));
        refused(Uint8Array.of(...file, 0, 0, 0, 0));
        for (let at = 0; at < 12; at++) {
            const changed = Uint8Array.from(file);
            changed[at] = (changed[at] ?? 0) ^ 0xff;
            refused(changed);
        }
    });
    test('is refused where the places that it names are not those that have weights, or a weight is no number', () => {
        const header = 12 + new DataView(file.buffer).getUint32(8, true);
        const changed = Uint8Array.from(file);
        const at = header + 4 + changed.subarray(header + 4).findIndex((byte) => byte !== 0xff);
        changed[at] = 0xff;
        refused(changed);
        const none = Uint8Array.from(file);
        none.fill(0xff, file.length - 4);
        refused(none);
    });
});
//# sourceMappingURL=train-classifier.test.js.map