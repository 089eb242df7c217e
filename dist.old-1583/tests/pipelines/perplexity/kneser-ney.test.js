import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { openNgramCounter } from '../../../pipelines/perplexity/count-ngrams.js';
import { kneserNey } from '../../../pipelines/perplexity/kneser-ney.js';
import { readNgramFile, writeNgramFile } from '../../../pipelines/perplexity/ngram-file.js';
import { logProbabilityOf } from '../../../pipelines/perplexity/ngram-model.js';
import { packageRoot } from '../../../storage/package-root.js';
// Of KenLM's lmplz and query, by kenlm-ngrams.py beside it: lines of Tiny Shakespeare, words as numbers.
const fixture = new URL('tests/fixtures/perplexity/kenlm-0.3.0.json', packageRoot);
const golden = JSON.parse(readFileSync(fixture, 'utf8'));
const { vocabulary, learned, others, models } = golden;
function estimate(order, atLeast, texts = learned) {
    const counter = openNgramCounter(order, vocabulary);
    for (const text of texts)
        counter.add(Uint32Array.from(text), text.length);
    const counts = counter.finish();
    return { counts, probabilities: kneserNey(counts, vocabulary, atLeast) };
}
function fileOf(order, atLeast, texts) {
    const { counts, probabilities } = estimate(order, atLeast, texts);
    return writeNgramFile(counts, probabilities, vocabulary, '{}');
}
for (const { order, atLeast, counts: expected, entries, totals } of models) {
    const name = `order ${order}${atLeast.length > 1 ? ', pruned' : ''}`;
    const limits = Array.from({ length: order }, (_, place) => atLeast[place] ?? 1);
    const file = () => readNgramFile(fileOf(order, limits), 'model').model;
    test(`n-grams, probabilities and backoffs are those of KenLM: ${name}`, () => {
        const { tree, logProbabilities, logBackoffs, depths } = file();
        const found = expected.map((_, length) => depths.reduce((sum, depth) => sum + Number(depth === length + 1), 0));
        // KenLM lists the unknown word, which here is one that never occurred.
        assert.deepEqual([found[0], ...found.slice(1)], [(expected[0] ?? 0) - 1, ...expected.slice(1)]);
        assert.ok(entries.length > 300);
        for (const [words, probability, backoff] of entries) {
            const node = words.reduce((context, word) => tree.find(context, word), 0);
            if (words.length === 1 && words[0] === vocabulary - 1) {
                assert.equal(node, 0);
                continue;
            }
            assert.notEqual(node, 0, String(words));
            // KenLM gives the beginning itself the probability 1.
            if (words.length > 1 || words[0] !== vocabulary)
                near(logProbabilities[node], probability, words);
            near(logBackoffs[node], backoff, words);
        }
    });
    test(`texts are as likely as KenLM finds them: ${name}`, () => {
        const model = file();
        for (const [place, text] of others.entries()) {
            const sum = logProbabilityOf(model, Uint32Array.from(text), text.length);
            near(sum, totals[place] ?? Number.NaN, text, 2e-4);
        }
    });
    test(`after any context the probabilities of all words sum to 1: ${name}`, () => {
        const { tree, logProbabilities, logBackoffs } = file();
        const nodeOf = (words) => words.reduce((context, word, place) => (place > 0 && context === 0 ? 0 : tree.find(context, word)), 0);
        const contexts = [[], [254], [254, 132], [3, 820, 5], [vocabulary], ...learned.slice(40, 60)];
        for (const context of contexts.map((words) => words.slice(0, order - 1))) {
            let sum = 0;
            for (let word = 0; word < vocabulary + 2; word++)
                if (word !== vocabulary)
                    sum += probability(context, word);
            assert.ok(Math.abs(sum - 1) < 1e-5, `${context}: ${sum}`);
        }
        function probability(context, word) {
            const node = nodeOf([...context, word]);
            const isWhole = context.length === 0 || nodeOf(context) !== 0;
            if (isWhole && node !== 0)
                return Math.exp(logProbabilities[node] ?? 0);
            const backoff = isWhole ? Math.exp(logBackoffs[nodeOf(context)] ?? 0) : 1;
            return backoff * (context.length === 0 ? 1 / (vocabulary + 1) : probability(context.slice(1), word));
        }
    });
}
test('a model does not depend on the order of the texts', () => {
    assert.deepEqual(fileOf(4, [1, 1, 1, 1], learned.toReversed()), fileOf(4, [1, 1, 1, 1]));
});
test('a file that is no model is refused, and one byte of it changed is refused or read', () => {
    const file = fileOf(3, [1, 1, 2]);
    for (const bytes of [file.subarray(0, 7), file.subarray(0, 40), file.subarray(0, -4), Buffer.from('{}')]) {
        assert.throws(() => readNgramFile(bytes, 'a.ngrams'), { code: 'bad-ngrams', kind: 'usage', at: 'a.ngrams' });
    }
    let refused = 0;
    for (let place = 0; place < file.length; place += 211) {
        const changed = file.slice();
        changed[place] = (changed[place] ?? 0) ^ 0x80;
        try {
            const { model } = readNgramFile(changed, 'a.ngrams');
            logProbabilityOf(model, Uint32Array.of(1, 2, 3), 3);
        }
        catch (error) {
            assert.equal(error.code, 'bad-ngrams');
            refused++;
        }
    }
    assert.ok(refused > 20, String(refused));
});
/** `log10` as KenLM prints it. */
function near(ln, log10, words, within = 2e-6) {
    const found = (ln ?? Number.NaN) / Math.LN10;
    assert.ok(Math.abs(found - log10) <= within * Math.max(1, Math.abs(log10)), `${words}: ${found}, expected ${log10}`);
}
//# sourceMappingURL=kneser-ney.test.js.map