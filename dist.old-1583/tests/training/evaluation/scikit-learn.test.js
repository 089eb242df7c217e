import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { packageRoot } from '../../../storage/package-root.js';
import { countPredictions, emptyConfusion } from '../../../training/evaluation/confusion.js';
import { trainNaiveBayes } from '../../../training/evaluation/naive-bayes.js';
import { classificationScores } from '../../../training/evaluation/scores.js';
import { wordCounts } from '../../../training/evaluation/words.js';
import { temporaryFolder } from '../../storage/temporary-folder.js';
import { runPython } from '../python-program.js';
import { edgePredictions, judgedTexts, samplePredictions, trainTexts } from './sample-texts.js';
const predictions = [...samplePredictions, ...edgePredictions];
function assertClose(found, expected, name) {
    assert.ok(Math.abs(found - expected) <= 1e-12 * Math.max(1, Math.abs(expected)), `${name}: ${found}, not ${expected}`);
}
async function checkNaiveBayes(oracle) {
    const groups = [trainTexts.slice(0, 7), [], trainTexts.slice(7)];
    const model = await trainNaiveBayes(groups, ['ham', 'spam']);
    assert.equal(model.words, oracle.vocabulary.length);
    assert.equal(model.wordsLeftOut, 0);
    const words = new Set(trainTexts.flatMap(({ text }) => [...wordCounts(text).keys()]));
    assert.deepEqual(new Set([...words].filter((word) => !word.startsWith('#'))), new Set(oracle.vocabulary.filter((word) => word.length <= 128)));
    for (const [index, text] of judgedTexts.entries()) {
        assert.equal(model.predict(text), oracle.predicted[index], `text ${index}`);
        const found = model.logProbabilities(text);
        for (const [label, value] of (oracle.logProbabilities[index] ?? []).entries()) {
            assertClose(found[label] ?? Number.NaN, value, `text ${index}, class ${label}`);
        }
    }
}
function checkScores(oracle) {
    assert.equal(oracle.scores.length, predictions.length);
    for (const [index, { labels, predicted, classes }] of predictions.entries()) {
        const confusion = emptyConfusion(Array.from({ length: classes }, (_, place) => `class ${place}`));
        countPredictions(confusion, labels, predicted);
        const found = classificationScores(confusion);
        assert.deepEqual(Object.keys(found), Object.keys(oracle.scores[index] ?? {}));
        for (const [name, value] of Object.entries(oracle.scores[index] ?? {})) {
            assertClose(found[name] ?? Number.NaN, value, `${name} of case ${index}`);
        }
    }
}
/** Which characters make a word, where Python's version of Unicode knows the character. */
function checkCharacters({ wordCharacters, unassigned }) {
    const kinds = new Uint8Array(0x110000);
    for (const [kind, ends] of [wordCharacters, unassigned].entries()) {
        for (let index = 0; index < ends.length; index += 2)
            kinds.fill(kind + 1, ends[index], (ends[index + 1] ?? 0) + 1);
    }
    const differing = [];
    for (let code = 0; code < 0x110000; code += 1) {
        if ((code >= 0xd800 && code <= 0xdfff) || kinds[code] === 2)
            continue;
        const character = String.fromCodePoint(code);
        // Lower-casing may add marks, and what it gives is looked at in its own turn.
        if (character.toLowerCase() !== character)
            continue;
        const ours = wordCounts(character.repeat(2)).has(character.repeat(2));
        if (ours !== (kinds[code] === 1))
            differing.push(code.toString(16));
    }
    assert.deepEqual(differing, []);
}
test('words, probabilities, predictions and scores are those that scikit-learn 1.9.1 gave', async () => {
    const file = new URL('tests/fixtures/training/scikit-learn-1.9.1.json', packageRoot);
    const oracle = JSON.parse(await readFile(file, 'utf8'));
    await checkNaiveBayes(oracle);
    checkScores(oracle);
    checkCharacters(oracle);
});
test('and those that scikit-learn gives here', { timeout: 400_000 }, async (t) => {
    const given = `${temporaryFolder(t)}/given.json`;
    await writeFile(given, JSON.stringify({ train: trainTexts, judged: judgedTexts, predictions }));
    const oracle = (await runPython(t, 'tests/training/evaluation/scikit-learn.py', [given]));
    if (oracle === undefined)
        return;
    await checkNaiveBayes(oracle);
    checkScores(oracle);
    checkCharacters(oracle);
});
//# sourceMappingURL=scikit-learn.test.js.map