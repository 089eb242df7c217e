import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { madeUpTexts } from '../pipelines/classifier/made-up-texts.js';
import { temporaryFolder } from '../storage/temporary-folder.js';
import { millrace } from './command.js';
const rows = madeUpTexts(400, 5);
const lines = (of) => of.map((row) => `${JSON.stringify(row)}\n`).join('');
test('trains, judges and calibrates: the same model from files in any order, and a threshold that keeps a share', async (t) => {
    const folder = temporaryFolder(t);
    const [first, second, model, again, plot] = ['a.jsonl', 'b.jsonl', 'm', 'n', 'roc.svg'].map((name) => join(folder, name));
    const extra = [
        { id: 'x', text: 'no label' },
        { id: 'zz', text: rows[0]?.text, label: 'ham' },
    ];
    writeFileSync(first, lines(rows.slice(0, 150)));
    writeFileSync(second, `${lines(rows.slice(150))}${lines(extra)}no json\n`);
    const train = ['classifier', 'train', '--label', 'label', '--positive', 'spam', '--bits', '12', '--json'];
    const trained = await millrace([...train, first, second, '--out', model, '--plot', plot]);
    assert.equal(trained.code, 0, trained.err);
    const result = JSON.parse(trained.out);
    const { training, validation } = result;
    assert.ok(validation > 20 && validation < 60);
    assert.deepEqual([training + validation + result.duplicates, result.unlabelled, result.passedOver], [401, 1, 1]);
    assert.equal(result.report.texts, validation);
    assert.match(readFileSync(plot, 'utf8'), /^<svg [\s\S]*<polyline /);
    await millrace([...train, second, first, '--out', again]);
    assert.deepEqual(readFileSync(again), readFileSync(model));
    const measured = await millrace(['classifier', 'measure', model, first, '--label', 'label']);
    assert.equal(measured.code, 0, measured.err);
    assert.match(measured.out, /AUC of spam 0\.\d+/);
    const calibrated = await millrace(['classifier', 'calibrate', model, first, '--keep', '0.2', '--json']);
    assert.equal(calibrated.code, 0, calibrated.err);
    const { threshold, kept, texts, yaml } = JSON.parse(calibrated.out);
    assert.equal(texts, 150);
    assert.ok(Number(kept) >= 30 && Number(kept) < 33);
    assert.equal(yaml, `- quality-classifier: { model: ${JSON.stringify(model)}, min: ${threshold} }`);
    const judge = ['try', 'quality-classifier', '--params', JSON.stringify({ model, min: threshold })];
    const answers = (await millrace(judge, lines(rows.slice(0, 150)))).out.trim().split('\n');
    assert.equal(answers.filter((line) => JSON.parse(line).keep).length, kept);
});
test('text files are labelled by their folder', async (t) => {
    const folder = temporaryFolder(t);
    writeFileSync(join(folder, 'a.txt'), 'one text');
    const answer = await millrace(['classifier', 'train', 'a.txt', '--label', 'folder'], '', folder);
    assert.equal(answer.code, 2);
    assert.match(answer.err, /\[too-few-labels\]/);
});
test('what cannot be learned from or judged by is refused, and nothing is written', async (t) => {
    const folder = temporaryFolder(t);
    const file = join(folder, 'a.jsonl');
    writeFileSync(file, lines(rows.slice(0, 20)));
    const out = join(folder, 'out');
    for (const [words, code] of [
        [['train', file, '--label', 'kind', '--out', out], 'no-labels'],
        [['measure', file, file, '--label', 'label'], 'bad-classifier'],
        [['calibrate', out, file, '--keep', '0.5'], 'no-stage-file'],
    ]) {
        const answer = await millrace(['classifier', ...words]);
        assert.equal(answer.code, 2, answer.err);
        assert.match(answer.err, new RegExp(`\\[${code}\\]`));
    }
    assert.equal(existsSync(out), false);
    const wrong = await millrace(['classifier', 'calibrate', out, file, '--keep', '2']);
    assert.match(wrong.err, /above 0 and below 1/);
});
//# sourceMappingURL=classifier.test.js.map