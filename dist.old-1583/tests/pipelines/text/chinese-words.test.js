import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { chineseLineWords, countChineseSentences, endsChineseSentence } from '../../../pipelines/text/chinese-text.js';
import { codeUnitsOf } from '../../../pipelines/text/code-units.js';
import { cutChinese } from '../../../pipelines/text/segmenter/chinese-words.js';
import { sliceSpans } from '../../../pipelines/text/span-list.js';
import { openView } from '../../../pipelines/text/text-view.js';
const segmented = (text) => openView(text, 'segmenter').words;
const chinese = '我们在北京大学学习线程加载。';
test('Chinese is cut by jieba: punctuation is a word, white space is none', () => {
    assert.deepEqual(segmented(chinese), ['我们', '在', '北京大学', '学习', '线程', '加载', '。']);
    assert.deepEqual(segmented('用 Node.js 写的\n代码'), ['用', 'Node', '.', 'js', '写', '的', '代码']);
});
test('Japanese, Thai and English are cut by ICU, punctuation included', () => {
    assert.deepEqual(segmented('猫が好きです。'), ['猫', 'が', '好き', 'です', '。']);
    assert.deepEqual(segmented('ฉันชอบแมว'), ['ฉัน', 'ชอบ', 'แมว']);
    assert.deepEqual(segmented('It is tea, hot.'), ['It', 'is', 'tea', ',', 'hot', '.']);
    // The Han of a Japanese text is not cut as Chinese; a little kana does not make a Chinese text Japanese.
    assert.deepEqual(segmented('東京都に行く'), ['東京', '都', 'に', '行く']);
    assert.deepEqual(segmented(`${chinese}の`).slice(0, 3), ['我们', '在', '北京大学']);
});
test('characters: every one but white space, pairs whole', () => {
    assert.deepEqual(openView('汉 a。\u3000𠀀\n', 'characters').words, ['汉', 'a', '。', '𠀀']);
});
test('the words of any text stand in it, in order, with white space alone between them', () => {
    const unit = fc.constantFrom('汉', '字', '，', ' ', '\n', 'a', '1', '.', '\u3000', '𠀀', 'の', 'ก', '\ud800', '\0');
    fc.assert(fc.property(fc.array(unit, { maxLength: 60 }), (units) => {
        const text = units.join('');
        const { wordSpans } = openView(text, 'segmenter');
        let end = 0;
        for (let k = 0; k < wordSpans.length; k += 2) {
            const start = wordSpans[k] ?? 0;
            assert.match(text.slice(end, start), /^\s*$/);
            end = wordSpans[k + 1] ?? 0;
            assert.ok(start < end);
        }
        assert.match(text.slice(end), /^\s*$/);
        assert.equal(cutChinese(text).join(''), text.toWellFormed());
    }));
});
test('the words of a line: ideographs and kana one by one, other runs whole, punctuation of these scripts none', () => {
    const words = (line) => sliceSpans(line, chineseLineWords(codeUnitsOf(line)));
    assert.deepEqual(words('用Node.js写，很快 ok。'), ['用', 'Node.js', '写', '很', '快', 'ok']);
    assert.deepEqual(words('𠀀𠀁a あ'), ['𠀀', '𠀁', 'a', 'あ']);
    assert.deepEqual(words('（首页）'), ['首', '页']);
    assert.deepEqual(words(' \u3000'), []);
});
test('sentences end in the marks of Chinese, and in those of ASCII where these end something', () => {
    const count = (line) => countChineseSentences(codeUnitsOf(line));
    assert.deepEqual(['一。二！三？四；五……六', '标题', '', '。。。'].map(count), [6, 1, 1, 1]);
    assert.deepEqual(['版本 3.14 发布.很好. 完', '真的?!是'].map(count), [3, 2]);
    const ends = (line) => endsChineseSentence(codeUnitsOf(line), 0, line.length);
    for (const line of ['好。', '好！', '好？', '好；', '好……', '“好。”', '（好。）', '好.', '「好？」', '好!'])
        assert.equal(ends(line), true, line);
    for (const line of ['好', '好，', '（好）', '好：', '”', '', '好、'])
        assert.equal(ends(line), false, line);
});
test('characters of any kind take linear time', () => {
    cutChinese('开');
    for (const part of ['哈', '，', '𠀀', 'a一', '3.', '\ud800一', 'ก', 'の']) {
        const text = part.repeat(200_000 / part.length);
        const start = process.cpuUsage();
        assert.ok(openView(text, 'segmenter').wordSpans.length > 0);
        assert.ok(process.cpuUsage(start).user < 2e6, part);
    }
});
//# sourceMappingURL=chinese-words.test.js.map