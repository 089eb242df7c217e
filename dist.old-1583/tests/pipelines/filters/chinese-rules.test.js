import assert from 'node:assert/strict';
import { test } from 'node:test';
import { c4Quality } from '../../../pipelines/filters/c4-quality.js';
import { finewebQuality } from '../../../pipelines/filters/fineweb-quality.js';
import { gopherQuality } from '../../../pipelines/filters/gopher-quality.js';
import { gopherRepetition } from '../../../pipelines/filters/gopher-repetition.js';
import { openView } from '../../../pipelines/text/text-view.js';
import { zh } from '../../../recipes/presets/zh.js';
import { fixtureRows } from '../fixture-rows.js';
import { sharedRows, skipWithoutSharedData } from '../shared-data.js';
import { documentOf, judge, judgeBy } from './judge.js';
/** Least share of verdicts and words that equal datatrove's: its jieba is Python's, and cuts some runs of ASCII otherwise. */
const leastEqual = 0.995;
/** FineWeb-2's parameters for Mandarin: those of the preset, but for what the preset changes. */
function fineweb2(stage, changes) {
    return { ...zh.stages.find((each) => each.stage === stage)?.parameters, ...changes };
}
test("datatrove's verdicts on 157 Chinese documents with FineWeb-2's parameters", {
    skip: skipWithoutSharedData,
}, () => {
    const texts = new Map([0, 1]
        .flatMap((part) => sharedRows(`text/dev-small-part-0000${part}.jsonl.gz`))
        .map(({ id, text }) => [id, text]));
    const repetition = gopherRepetition.parameters.parse(fineweb2('gopher-repetition', {}));
    const fineweb = finewebQuality.parameters.parse(fineweb2('fineweb-quality', { language: 'en' }));
    const gopher = gopherQuality.parameters.parse(fineweb2('gopher-quality', { language: 'en', minAlphabeticWords: 0.735 }));
    const reason = (verdict) => (verdict.keep ? null : verdict.reason);
    const rows = fixtureRows('rules/chinese-datatrove.jsonl');
    let differing = 0;
    let words = 0;
    let missed = 0;
    for (const [id, ...golden] of rows) {
        const text = texts.get(id) ?? assert.fail(id);
        const ours = [
            judgeBy(gopherRepetition, repetition, text),
            judgeBy(finewebQuality, fineweb, text),
            judgeBy(gopherQuality, gopher, text),
        ].map(reason);
        differing += ours.filter((each, i) => each !== golden[i]).length;
        words += Number(golden[3]);
        missed += Math.abs(openView(text, 'segmenter').wordSpans.length / 2 - Number(golden[3]));
    }
    assert.equal(rows.length, 157);
    assert.ok(differing <= 3 * rows.length * (1 - leastEqual), `${differing} verdicts differ`);
    assert.ok(missed <= words * (1 - leastEqual), `${missed} of ${words} words`);
});
const sentences = '这是第一句。这是第二句！这是第三句？';
function c4(text, given = {}) {
    const parameters = c4Quality.parameters.parse({ language: 'zh', minSentences: 3, ...given });
    const result = c4Quality.transform(documentOf(text), parameters);
    return 'text' in result ? result.text : result;
}
test('c4-quality counts Chinese sentences', () => {
    assert.equal(c4(sentences), sentences);
    const few = { keep: false, reason: 'too_few_sentences', value: 3, limit: 4 };
    assert.deepEqual(c4(sentences, { minSentences: 4 }), few);
    // With the English rules the line has one word, and is left out.
    assert.deepEqual(c4(sentences, { language: 'en' }), { ...few, value: 0, limit: 3 });
});
test('c4-quality takes ideographs for the words of a line, and keeps lines that end as Chinese sentences do', () => {
    const lines = ['首页', '登录页', '他说：“好了。”', '未完……', 'and then...', '没有句号', sentences];
    assert.equal(c4(lines.join('\n')), ['他说：“好了。”', '未完……', sentences].join('\n'));
    const all = c4(lines.join('\n'), { terminalPunctuation: false });
    assert.equal(all, ['登录页', '他说：“好了。”', '未完……', '没有句号', sentences].join('\n'));
    assert.equal(c4(`${'长'.repeat(2000)}。\n${sentences}`), `${'长'.repeat(2000)}。\n${sentences}`);
    assert.equal(c4(`一${'x'.repeat(1001)}个。\n${sentences}`), sentences);
});
test('c4-quality leaves out Chinese lines about scripts and policies', () => {
    for (const line of [
        '请启用脚本后刷新页面。',
        '本站使用 Cookie 改善体验。',
        '请阅读我们的隐私政策。',
        '版权所有，违者必究。',
    ]) {
        assert.equal(c4(`${line}\n${sentences}`), sentences, line);
        const free = { javascriptLines: false, policyLines: false };
        assert.equal(c4(`${line}\n${sentences}`, free), `${line}\n${sentences}`);
    }
});
test('fineweb-quality takes closing quotation marks, ； and … for line ends', () => {
    const text = (end) => Array.from({ length: 9 }, (_, i) => `第${i}行有一些汉字在里面而且不是太短以免算作短行的情况${end}`).join('\n');
    const limits = { words: 'characters', minTerminalLines: 0.5, maxShortLines: 1 };
    for (const end of ['。”', '；', '……', '！）']) {
        assert.deepEqual(judge(finewebQuality, text(end), { ...limits, language: 'zh' }), { keep: true }, end);
        assert.equal(judge(finewebQuality, text(end), limits).keep, false, end);
    }
    for (const end of ['，', '', '）'])
        assert.equal(judge(finewebQuality, text(end), { ...limits, language: 'zh' }).keep, false);
});
test('gopher-quality takes …… for one ellipsis, and knows Chinese bullets', () => {
    const limits = { words: 'characters', minWords: 1, minMeanWordLength: 1, minStopWords: 0, minAlphabeticWords: 0 };
    const trailing = `${'字'.repeat(17)}……。${'字'.repeat(17)}……。${'字'.repeat(17)}……。${'字'.repeat(17)}……。`;
    const ellipses = { ...limits, maxSymbolRatio: 4 / 80 };
    assert.deepEqual(judge(gopherQuality, trailing, { ...ellipses, language: 'zh' }), { keep: true });
    const verdict = { keep: false, reason: 'gopher_too_many_ellipsis', value: 0.1, limit: 0.05 };
    assert.deepEqual(judge(gopherQuality, trailing, ellipses), verdict);
    const bullets = '● 一\n■ 二\n・三\n★ 四';
    const many = { keep: false, reason: 'gopher_too_many_bullets', value: 1, limit: 0.9 };
    assert.deepEqual(judge(gopherQuality, bullets, { ...limits, language: 'zh' }), many);
    assert.deepEqual(judge(gopherQuality, bullets, limits), { keep: true });
});
//# sourceMappingURL=chinese-rules.test.js.map