import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { wordList } from '../../../pipelines/filters/word-list.js';
import { codeUnitsOf } from '../../../pipelines/text/code-units.js';
import { buildAutomaton } from '../../../pipelines/text/word-automaton.js';
import { fixtureRows } from '../fixture-rows.js';
import { documentOf, judge, judgeBy } from './judge.js';
const kept = { keep: true };
const badwords = 'document_removed_with_badwords';
/** The lists of `tests/fixtures/rules/bad-words-datatrove.jsonl`, which says what datatrove 0.10.1 drops with them. */
const datatroveLists = {
    en: ['darn', 'heck', 'son of a gun', 'what-the', '$#!t', 'be bop'],
    de: ['mist', 'überl'],
    zh: ['坏词', '糟糕', 'sm'],
    ja: ['だめ', 'sm'],
    th: ['แย่'],
    fr: ['zut', 'mœurs'],
};
test("datatrove's verdicts on 54 texts with lists of six languages", () => {
    const rows = fixtureRows('rules/bad-words-datatrove.jsonl');
    assert.equal(rows.length, 324);
    const parameters = new Map(Object.entries(datatroveLists).map(([language, list]) => {
        const boundaries = ['ja', 'th', 'zh'].includes(language) ? 'none' : 'words';
        return [language, wordList.parameters.parse({ list, boundaries })];
    }));
    for (const [language, text, dropped] of rows) {
        const verdict = judgeBy(wordList, parameters.get(language) ?? assert.fail(language), text);
        assert.equal(!verdict.keep, dropped, `${language} ${JSON.stringify(text)}`);
        if (!verdict.keep)
            assert.equal(verdict.reason, badwords);
    }
});
test('by default scripts without spaces need no bound, and give none', () => {
    const reason = (text) => judge(wordList, text, { list: ['darn', '糟糕', 'แย่'] }).keep;
    for (const text of ['darn', '看darn片', 'a-darn.', '很糟糕的', 'x糟糕y', 'มันแย่มาก', 'Darnแ'])
        assert.equal(reason(text), false, text);
    for (const text of ['darned', 'xdarn', 'darn_', 'darn9', 'дdarn', '糟 糕', ''])
        assert.equal(reason(text), true, text);
});
test('places are counted once where they overlap, and held to a number or to a share of words', () => {
    const list = ['aba', 'ab', 'b a'];
    const drop = (value, limit, words) => ({
        ...{ keep: false, reason: badwords, value, limit },
        evidence: { words },
    });
    assert.deepEqual(judge(wordList, 'ababa', { list: ['aba'], boundaries: 'none' }), drop(1, 0, ['aba']));
    assert.deepEqual(judge(wordList, 'ab AB aba', { list }), drop(3, 0, ['ab', 'aba']));
    assert.deepEqual(judge(wordList, 'ab AB aba', { list, maxMatches: 3 }), kept);
    assert.deepEqual(judge(wordList, 'ab AB aba', { list, maxMatches: 2 }), drop(3, 2, ['ab', 'aba']));
    assert.deepEqual(judge(wordList, 'ab AB', { list, ignoreCase: false, maxMatches: 1 }), kept);
    const byShare = { list: ['ab'], words: 'whitespace', maxShare: 0.5 };
    assert.deepEqual(judge(wordList, 'ab x', byShare), kept);
    assert.deepEqual(judge(wordList, 'ab x ab', byShare), drop(2 / 3, 0.5, ['ab']));
    assert.deepEqual(judge(wordList, 'ab x ab', { ...byShare, maxMatches: 2 }), kept);
});
test('a list of what is wanted', () => {
    const wanted = { list: ['tea', 'water'], minMatches: 2, maxMatches: 99 };
    assert.deepEqual(judge(wordList, 'tea and water', wanted), kept);
    const few = { keep: false, reason: 'too-few-listed-words', value: 1, limit: 2 };
    assert.deepEqual(judge(wordList, 'tea and milk', wanted), few);
});
test('a share of documents is kept, drawn by id and seed', () => {
    const keptIds = (seed, keepFraction) => {
        const parameters = wordList.parameters.parse({ list: ['darn'], keepFraction, seed });
        return Array.from({ length: 1000 }, (_, i) => i).filter((i) => judgeBy(wordList, parameters, documentOf('darn', { id: `d${i}` })).keep);
    };
    assert.equal(keptIds(1, 0).length, 0);
    assert.equal(keptIds(1, 1).length, 1000);
    const quarter = keptIds(1, 0.25);
    assert.ok(Math.abs(quarter.length - 250) < 60, String(quarter.length));
    assert.deepEqual(keptIds(1, 0.25), quarter);
    assert.notDeepEqual(keptIds(2, 0.25), quarter);
});
test('a file holds one word a line, # included; a list or a file is needed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'word-list-'));
    try {
        const file = join(folder, 'words.txt');
        writeFileSync(file, 'darn\r\n#tag\n\n坏词\n');
        for (const text of ['Darn!', 'a #tag', '这坏词'])
            assert.equal(judge(wordList, text, { file }).keep, false, text);
        assert.equal(judge(wordList, 'fine', { file, list: ['bad'] }).keep, true);
        assert.equal(judge(wordList, 'bad', { file, list: ['bad'] }).keep, false);
    }
    finally {
        rmSync(folder, { recursive: true });
    }
    assert.throws(() => wordList.parameters.parse({}), /expected words in list, or a file/);
});
test('the automaton finds every place of every word', () => {
    const letters = fc.constantFrom('a', 'b', '语', '😀');
    const word = fc.array(letters, { minLength: 1, maxLength: 5 }).map((list) => list.join(''));
    fc.assert(fc.property(fc.uniqueArray(word, { maxLength: 8 }), fc.array(letters, { maxLength: 40 }), (words, list) => {
        const text = list.join('');
        const found = [];
        buildAutomaton(words).scan(codeUnitsOf(text), (index, start, end) => {
            assert.equal(text.slice(start, end), words[index]);
            found.push(`${start} ${words[index]}`);
            return false;
        });
        const wanted = words.flatMap((each) => Array.from({ length: text.length }, (_, i) => i)
            .filter((i) => text.startsWith(each, i))
            .map((i) => `${i} ${each}`));
        assert.deepEqual(found.sort(), wanted.sort());
    }));
});
test('texts that lead a list astray take linear time', () => {
    const list = Array.from({ length: 500 }, (_, i) => `${'a'.repeat(i + 1)}b`);
    for (const text of ['a'.repeat(1_000_000), 'ab'.repeat(500_000), '😀'.repeat(500_000)]) {
        const start = process.cpuUsage();
        judge(wordList, text, { list });
        assert.ok(process.cpuUsage(start).user < 2e6, text.slice(0, 4));
    }
});
//# sourceMappingURL=word-list.test.js.map