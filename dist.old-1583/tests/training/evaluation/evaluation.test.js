import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { openLocalFolder } from '../../../storage/local-folder.js';
import { countPredictions, emptyConfusion, highestClasses } from '../../../training/evaluation/confusion.js';
import { readEvaluation, writeEvaluation } from '../../../training/evaluation/evaluation.js';
import { classificationScores, languageScores } from '../../../training/evaluation/scores.js';
import { temporaryFolder } from '../../storage/temporary-folder.js';
/** Labels and predictions with these counts of true and false positives and negatives. */
function twoClasses(truePositives, falsePositives, falseNegatives, trueNegatives) {
    const confusion = emptyConfusion(['ham', 'spam']);
    const pairs = [
        ...Array(truePositives).fill([1, 1]),
        ...Array(falsePositives).fill([0, 1]),
        ...Array(falseNegatives).fill([1, 0]),
        ...Array(trueNegatives).fill([0, 0]),
    ];
    countPredictions(confusion, pairs.map(([label]) => label), pairs.map(([, predicted]) => predicted));
    return confusion;
}
test('scores of two classes follow their definitions, for either class as the positive one', () => {
    const confusion = twoClasses(30, 10, 20, 40);
    assert.deepEqual([...confusion.counts], [40, 10, 20, 30]);
    const spam = classificationScores(confusion);
    assert.deepEqual(spam, {
        accuracy: 0.7,
        macroF1: (60 / 90 + 80 / 110) / 2,
        precision: 0.75,
        recall: 0.6,
        f1: 60 / 90,
    });
    const ham = classificationScores(confusion, 'ham');
    assert.deepEqual([ham['precision'], ham['recall'], ham['f1']], [40 / 60, 0.8, 80 / 110]);
    assert.throws(() => classificationScores(confusion, 'eggs'), { code: 'bad-positive-class' });
});
test('nothing to judge gives zeros, never NaN', () => {
    const zeros = { accuracy: 0, macroF1: 0, precision: 0, recall: 0, f1: 0 };
    assert.deepEqual(classificationScores(emptyConfusion(['ham', 'spam'])), zeros);
});
test('samples of no class are not counted, and no class is an error', () => {
    const confusion = emptyConfusion(['a', 'b']);
    countPredictions(confusion, [-1, 0], [7, 1]);
    assert.deepEqual([...confusion.counts], [0, 1, 0, 0]);
    for (const [label, predicted] of [
        [0, 2],
        [2, 0],
        [0, -1],
        [0.5, 0],
        [-2, 0],
    ]) {
        assert.throws(() => countPredictions(confusion, [label], [predicted]), { code: 'bad-prediction' });
    }
});
test('the highest logit wins, the first of equal ones', () => {
    assert.deepEqual([...highestClasses(Float32Array.of(0, 1, 2, 5, 5, -1, -3, -2, -2), 3)], [2, 0, 1]);
    assert.deepEqual([...highestClasses(new Float32Array(0), 0)], []);
});
test('perplexity is e to the mean loss: that of a uniform guess is the vocabulary', () => {
    const { loss, perplexity } = languageScores(1000 * Math.log(512), 1000);
    assert.ok(Math.abs((loss ?? 0) - Math.log(512)) < 1e-12 && Math.abs((perplexity ?? 0) - 512) < 1e-9);
});
test('scores stay in [0, 1], and all right is 1', () => {
    const anyPairs = fc
        .integer({ min: 1, max: 6 })
        .chain((classes) => fc.tuple(fc.constant(classes), fc.array(fc.tuple(fc.nat(classes - 1), fc.nat(classes - 1)), { minLength: 1 })));
    fc.assert(fc.property(anyPairs, ([classes, pairs]) => {
        const names = Array.from({ length: classes }, (_, place) => `class ${place}`);
        const labels = pairs.map(([label]) => label);
        const confusion = emptyConfusion(names);
        countPredictions(confusion, labels, pairs.map(([, predicted]) => predicted));
        for (const score of Object.values(classificationScores(confusion)))
            assert.ok(score >= 0 && score <= 1);
        const right = emptyConfusion(names);
        countPredictions(right, labels, labels);
        assert.equal(classificationScores(right)['accuracy'], 1);
        assert.equal(classificationScores(right)['macroF1'], 1);
    }));
});
test('an evaluation comes back as it was written; what is none is refused', async (t) => {
    const storage = openLocalFolder(temporaryFolder(t));
    const evaluation = {
        format: 'millrace-evaluation/1',
        run: 'mail-spam-0123abcd',
        step: 400,
        on: 'holdout',
        samples: 100,
        metrics: { accuracy: 0.98, f1: 0.97 },
        confusion: {
            classes: ['ham', 'spam'],
            counts: [
                [60, 1],
                [1, 38],
            ],
        },
        against: { 'naive-bayes': { accuracy: 0.95, f1: 0.9 } },
    };
    await assert.rejects(readEvaluation(storage, 'runs/a'), { code: 'not-found' });
    await writeEvaluation(storage, 'runs/a', evaluation);
    assert.deepEqual(await readEvaluation(storage, 'runs/a'), evaluation);
    for (const content of ['', '{}', JSON.stringify({ ...evaluation, on: 'test' })]) {
        await storage.put('runs/a/evaluation.json', Buffer.from(content));
        await assert.rejects(readEvaluation(storage, 'runs/a'), { code: 'bad-evaluation', at: 'runs/a/evaluation.json' });
    }
});
//# sourceMappingURL=evaluation.test.js.map