import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trainNaiveBayes } from '../../../training/evaluation/naive-bayes.js';
import { wordCounts } from '../../../training/evaluation/words.js';
/**
 * Manning, Raghavan and Schütze, Introduction to Information Retrieval (2008), example 13.1: P(China | d5) is to
 * P(not China | d5) as 3/4 · (3/7)³ · 1/14 · 1/14 to 1/4 · (2/9)³ · 2/9 · 2/9.
 */
const textbook = [
    { text: 'Chinese Beijing Chinese', label: 1 },
    { text: 'Chinese Chinese Shanghai', label: 1 },
    { text: 'Chinese Macao', label: 1 },
    { text: 'Tokyo Japan Chinese', label: 0 },
];
test('the textbook’s example comes out as in the textbook', async () => {
    const model = await trainNaiveBayes([textbook], ['not China', 'China']);
    assert.equal(model.words, 6);
    const text = 'Chinese Chinese Chinese Tokyo Japan';
    const [other = 0, china = 0] = model.logProbabilities(text);
    const expected = ((3 / 4) * (3 / 7) ** 3) / 14 / 14 / ((1 / 4) * (2 / 9) ** 5);
    assert.ok(Math.abs(china - other - Math.log(expected)) < 1e-12);
    assert.ok(Math.abs(Math.exp(china) + Math.exp(other) - 1) < 1e-12);
    assert.equal(model.predict(text), 1);
});
test('texts of no class teach nothing, and a class without texts is never predicted', async () => {
    const model = await trainNaiveBayes([[...textbook.map(({ text, label }) => ({ text, label: 2 * label })), { text: 'Rome', label: -1 }]], ['not China', 'Italy', 'China']);
    assert.equal(model.words, 6);
    assert.equal(model.predict('Rome Rome Rome'), 2);
    assert.equal(model.logProbabilities('Tokyo')[1], Number.NEGATIVE_INFINITY);
    await assert.rejects(trainNaiveBayes([], ['a', 'b']), { code: 'no-samples' });
    await assert.rejects(trainNaiveBayes([[{ text: 'a', label: -1 }]], ['a', 'b']), { code: 'no-samples' });
    await assert.rejects(trainNaiveBayes([[{ text: 'a', label: 2 }]], ['a', 'b']), { code: 'bad-prediction' });
});
test('a full vocabulary is counted, and what it holds still tells classes apart', async () => {
    const model = await trainNaiveBayes([textbook], ['not China', 'China'], 2);
    assert.deepEqual([model.words, model.wordsLeftOut], [2, 4]);
    assert.equal(model.predict('Beijing Macao Tokyo'), 1);
});
test('words beyond any language’s length take little room and stay apart', () => {
    const [long, other] = ['a'.repeat(5_000_000), `${'a'.repeat(4_999_999)}b`];
    const counts = wordCounts(`${long} ${other} ${long.toUpperCase()} ${'b'.repeat(128)} ${'b'.repeat(129)}`);
    assert.deepEqual([...counts.values()], [2, 1, 1, 1]);
    for (const key of counts.keys())
        assert.ok(key.length <= 128);
});
test('a growing vocabulary keeps its counts', async () => {
    const texts = Array.from({ length: 3000 }, (_, number) => ({
        text: `word${number} word${number}`,
        label: number % 3,
    }));
    const model = await trainNaiveBayes([texts], ['a', 'b', 'c']);
    assert.equal(model.words, 3000);
    for (const { text, label } of texts)
        assert.equal(model.predict(text), label);
});
//# sourceMappingURL=naive-bayes.test.js.map