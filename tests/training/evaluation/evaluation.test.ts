import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { openLocalFolder } from '../../../storage/local-folder.ts';
import { countPredictions, emptyConfusion, highestClasses } from '../../../training/evaluation/confusion.ts';
import {
  type Evaluation,
  readEvaluation,
  readEvaluations,
  writeEvaluation,
} from '../../../training/evaluation/evaluation.ts';
import { evaluationsPage } from '../../../training/evaluation/evaluations-page.ts';
import { classificationScores, languageScores } from '../../../training/evaluation/scores.ts';
import type { RunResult } from '../../../training/run-result.ts';
import { writePageSection } from '../../../training/runs/page-section.ts';
import { readRunResult, writeRunResult } from '../../../training/runs/run-state.ts';
import { temporaryFolder } from '../../storage/temporary-folder.ts';

/** Labels and predictions with these counts of true and false positives and negatives. */
function twoClasses(truePositives: number, falsePositives: number, falseNegatives: number, trueNegatives: number) {
  const confusion = emptyConfusion(['ham', 'spam']);
  const pairs = [
    ...Array(truePositives).fill([1, 1]),
    ...Array(falsePositives).fill([0, 1]),
    ...Array(falseNegatives).fill([1, 0]),
    ...Array(trueNegatives).fill([0, 0]),
  ] as [number, number][];
  countPredictions(
    confusion,
    pairs.map(([label]) => label),
    pairs.map(([, predicted]) => predicted),
  );
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
  ] as const) {
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
    .chain((classes) =>
      fc.tuple(fc.constant(classes), fc.array(fc.tuple(fc.nat(classes - 1), fc.nat(classes - 1)), { minLength: 1 })),
    );
  fc.assert(
    fc.property(anyPairs, ([classes, pairs]) => {
      const names = Array.from({ length: classes }, (_, place) => `class ${place}`);
      const labels = pairs.map(([label]) => label);
      const confusion = emptyConfusion(names);
      countPredictions(
        confusion,
        labels,
        pairs.map(([, predicted]) => predicted),
      );
      for (const score of Object.values(classificationScores(confusion))) assert.ok(score >= 0 && score <= 1);
      const right = emptyConfusion(names);
      countPredictions(right, labels, labels);
      assert.equal(classificationScores(right)['accuracy'], 1);
      assert.equal(classificationScores(right)['macroF1'], 1);
    }),
  );
});

test('an evaluation comes back as it was written; what is none is refused', async (t) => {
  const storage = openLocalFolder(temporaryFolder(t));
  const evaluation: Evaluation = {
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
  const asked = { metrics: ['accuracy'] };
  const key = await writeEvaluation(storage, 'runs/a', evaluation, asked);
  assert.deepEqual(await readEvaluation(storage, 'runs/a'), evaluation);
  assert.deepEqual(await readEvaluation(storage, 'runs/a', key), evaluation);
  const later = { ...evaluation, step: 500 };
  assert.equal(await writeEvaluation(storage, 'runs/a', later, asked), key);
  const best = { ...later, checkpoint: 'best', on: 'train' } as const;
  const other = await writeEvaluation(storage, 'runs/a', best, { ...asked, on: 'train' });
  assert.match(other, /^runs\/a\/evaluations\/train-best-[0-9a-f]{8}\.json$/);
  assert.deepEqual(await readEvaluations(storage, 'runs/a'), [later, best]);
  assert.deepEqual(await readEvaluation(storage, 'runs/a'), best);
  for (const content of ['', '{}', JSON.stringify({ ...evaluation, on: 'test' })]) {
    await storage.put('runs/a/evaluation.json', Buffer.from(content));
    await assert.rejects(readEvaluation(storage, 'runs/a'), { code: 'bad-evaluation', at: 'runs/a/evaluation.json' });
  }
});

test('a page has a line for each score of each evaluation, and no more than fit', () => {
  const one: Evaluation = {
    ...{ format: 'millrace-evaluation/1', run: 'a', step: 1400, on: 'holdout', samples: 100 },
    ...{ checkpoint: 'best', metrics: { accuracy: 0.98 }, against: { 'naive-bayes': { accuracy: 0.95 } } },
  };
  assert.equal(evaluationsPage([]), '');
  const both = evaluationsPage([one, { ...one, checkpoint: 'last', step: 1500, on: 'train' }]);
  const lines = both.split('\n').filter((line) => line.includes('accuracy'));
  assert.equal(lines.length, 4);
  for (const told of [/best, step 1,400 +holdout +accuracy +0\.9800 +100/, /last, step 1,500 +train/, /naive-bayes/]) {
    assert.match(both, told);
  }
  const many = evaluationsPage(Array.from({ length: 30 }, () => one));
  assert.match(many, /and 20 more/);
});

test("parts of a run's page replace each other by name", async (t) => {
  const storage = openLocalFolder(temporaryFolder(t));
  await writePageSection(storage, 'a', 'evaluations', 'nobody sees this: the run is not finished');
  assert.equal(await readRunResult(storage, 'runs/a'), undefined);
  const pageOf = async () => (await readRunResult(storage, 'runs/a'))?.page;
  await writeRunResult(storage, 'runs/a', { ...({ run: 'a' } as RunResult), page: '<div>run</div>\n' });
  await writePageSection(storage, 'a', 'compression', '| table |\n');
  await writePageSection(storage, 'a', 'evaluations', 'first');
  await writePageSection(storage, 'a', 'compression', '| other |\n');
  await writePageSection(storage, 'a', 'evaluations', 'second');
  const behind = '\n\n<!-- compression -->\n\n| other |\n\n\n<!-- evaluations -->\n\nsecond';
  assert.equal(await pageOf(), `<div>run</div>\n${behind}`);
});
