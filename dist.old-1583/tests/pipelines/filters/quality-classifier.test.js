import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeClassifierFile } from '../../../pipelines/classifier/classifier-file.js';
import { trainClassifier } from '../../../pipelines/classifier/train-classifier.js';
import { qualityClassifier } from '../../../pipelines/filters/quality-classifier.js';
import { prepareStages, runStages } from '../../../pipelines/run-stages.js';
import { openView } from '../../../pipelines/text/text-view.js';
import { temporaryFolder } from '../../storage/temporary-folder.js';
import { madeUpTexts, training } from '../classifier/made-up-texts.js';
import { documentOf } from '../decontamination/judge.js';
function modelIn(test, positive = 'spam') {
    const path = join(temporaryFolder(test), 'spam.classifier');
    writeFileSync(path, writeClassifierFile(trainClassifier(madeUpTexts(300, 5), { ...training, positive })));
    return path;
}
async function run(text, parameters) {
    const bound = [{ stage: qualityClassifier, parameters: qualityClassifier.parameters.parse(parameters) }];
    await prepareStages(bound);
    return runStages(bound, documentOf(text));
}
function scoreOf(text, parameters) {
    const parsed = qualityClassifier.parameters.parse(parameters);
    return qualityClassifier.measure(openView(text, 'whitespace'), parsed, documentOf(text)).score;
}
const [loud, calm] = ['free casino bonus cash offer', 'the mill by the river in the evening'];
test('drops below the least score and above the largest, with both in the fate', async (t) => {
    const model = modelIn(t);
    const value = scoreOf(calm, { model });
    assert.ok(value < 0.3 && scoreOf(loud, { model }) > 0.7);
    const dropped = { stage: 'quality-classifier', value };
    const [above, below] = [value + 1e-9, value - 1e-9];
    assert.deepEqual(await run(calm, { model, min: above }), {
        ...dropped,
        ...{ reason: 'classifier-score-too-low', limit: above },
    });
    assert.deepEqual(await run(calm, { model, max: below }), {
        ...dropped,
        ...{ reason: 'classifier-score-too-high', limit: below },
    });
    assert.ok('document' in (await run(calm, { model, min: value, max: value })));
    assert.ok('document' in (await run(calm, { model })));
});
test('asks for a label where the model has no positive one, and takes any', async (t) => {
    const model = modelIn(t, null);
    assert.ok(Math.abs(scoreOf(loud, { model, label: 'ham' }) + scoreOf(loud, { model, label: 'spam' }) - 1) < 1e-12);
    await assert.rejects(run(calm, { model }), { code: 'unknown-label', kind: 'usage' });
    await assert.rejects(run(calm, { model, label: 'good' }), { code: 'unknown-label', kind: 'usage' });
});
test('puts the score into metadata where it is asked to', async (t) => {
    const model = modelIn(t);
    const outcome = await run(calm, { model, metadata: 'spam' });
    assert.ok('document' in outcome);
    assert.deepEqual(outcome.document.metadata, { spam: String(scoreOf(calm, { model })) });
    assert.equal(outcome.document.text, calm);
});
test('any text has a score from 0 to 1', (t) => {
    const model = modelIn(t);
    for (const text of ['', '\0\u{10ffff}\ud800', 'x'.repeat(100_000), 'free '.repeat(50_000)]) {
        const score = scoreOf(text, { model });
        assert.ok(score >= 0 && score <= 1, String(score));
    }
});
test('a model that another took the place of is read again', async (t) => {
    const model = modelIn(t);
    const before = scoreOf(calm, { model });
    const other = trainClassifier(madeUpTexts(300, 5), { ...training, positive: 'ham' });
    writeFileSync(model, writeClassifierFile(other));
    assert.ok(before < 0.3 && scoreOf(calm, { model }) > 0.7);
});
test('a file that is not there or no model ends the stage before its first document', async (t) => {
    const path = join(temporaryFolder(t), 'none');
    await assert.rejects(run(calm, { model: path }), { code: 'no-stage-file', kind: 'usage' });
    writeFileSync(path, '{}');
    await assert.rejects(run(calm, { model: path }), { code: 'bad-classifier', kind: 'usage' });
});
//# sourceMappingURL=quality-classifier.test.js.map