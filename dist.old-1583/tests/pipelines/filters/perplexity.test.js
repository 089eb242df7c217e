import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { perplexity } from '../../../pipelines/filters/perplexity.js';
import { trainNgrams } from '../../../pipelines/perplexity/train-ngrams.js';
import { prepareStages, runStages } from '../../../pipelines/run-stages.js';
import { openView } from '../../../pipelines/text/text-view.js';
import { packageRoot } from '../../../storage/package-root.js';
import { temporaryFolder } from '../../storage/temporary-folder.js';
import { documentOf } from './judge.js';
const tokenizer = readFileSync(new URL('tests/fixtures/tokenizers/gpt2-700.json', packageRoot), 'utf8');
const texts = Array.from({ length: 40 }, (_, day) => `On day ${day} the river turned the wheel. 河水推动水轮。`);
async function modelIn(test) {
    async function* chunks() {
        yield texts.slice(0, 10);
        yield texts.slice(10);
    }
    const { bytes } = await trainNgrams(chunks(), tokenizer, { order: 4, atLeast: [1, 1, 2, 2] });
    const path = join(temporaryFolder(test), 'river.ngrams');
    writeFileSync(path, bytes);
    return path;
}
function judge(text, parameters) {
    const checked = perplexity.parameters.parse(parameters);
    const signals = perplexity.measure(openView(text, 'whitespace'), checked, documentOf(text));
    return { ...signals, verdict: perplexity.decide(signals, checked) };
}
test('what is like the texts is kept, what is not is dropped with its value, in English as in Chinese', async (t) => {
    const model = await modelIn(t);
    for (const [alike, unlike] of [
        ['The river turned the wheel.', 'Wheel the turned river the.'],
        ['河水推动水轮。', '轮水动推水河。'],
    ]) {
        const value = judge(unlike, { model }).perplexity;
        assert.ok(judge(alike, { model }).perplexity * 1.5 < value, `${alike} ${unlike}`);
        const max = value - 0.01;
        assert.equal(judge(alike, { model, max }).verdict.keep, true);
        const verdict = { keep: false, reason: 'perplexity-too-high', value, limit: max };
        assert.deepEqual(judge(unlike, { model, max }).verdict, verdict);
        assert.equal(judge(unlike, { model }).verdict.keep, true);
    }
});
test('a text may be too like the texts', async (t) => {
    const model = await modelIn(t);
    const value = judge(texts[3] ?? '', { model }).perplexity;
    const verdict = { keep: false, reason: 'perplexity-too-low', value, limit: 100 };
    assert.deepEqual(judge(texts[3] ?? '', { model, min: 100 }).verdict, verdict);
});
test('an empty text, and one that the tokenizer has no words for, have a perplexity', async (t) => {
    const model = await modelIn(t);
    for (const text of ['', '\0\u{10ffff}\ud800', 'x'.repeat(100_000)]) {
        const found = judge(text, { model }).perplexity;
        assert.ok(found >= 1 && found < 1e6, String(found));
    }
});
test('a stage that was prepared does not ask for its file at each document', async (t) => {
    const model = await modelIn(t);
    const bound = [{ stage: perplexity, parameters: perplexity.parameters.parse({ model }) }];
    await prepareStages(bound);
    rmSync(model);
    assert.ok('document' in runStages(bound, documentOf('The river turned the wheel.')));
});
test('a file that is not there or no model ends the stage with an error that says so', (t) => {
    const path = join(temporaryFolder(t), 'no.ngrams');
    assert.throws(() => judge('a', { model: path }), { code: 'no-stage-file', kind: 'usage' });
    writeFileSync(path, '{}');
    assert.throws(() => judge('a', { model: path }), { code: 'bad-ngrams', kind: 'usage' });
});
//# sourceMappingURL=perplexity.test.js.map