import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { codeUnitsOf } from '../../../pipelines/text/code-units.js';
import { countSentences } from '../../../pipelines/text/spacy/sentences.js';
import { openView } from '../../../pipelines/text/text-view.js';
import { goldenDocuments, goldenRows, goldenSkip } from '../dedup/golden-documents.js';
import { fixtureRows } from '../fixture-rows.js';
test('words and sentences are those of spaCy 3.8.18, on prose and on mixed signs', () => {
    for (const { text, words, sentences } of fixtureRows('spacy-3.8.18.jsonl')) {
        assert.deepEqual(openView(text, 'spacy').words, words, JSON.stringify(text));
        assert.equal(countSentences(text, codeUnitsOf(text)), sentences, JSON.stringify(text));
    }
});
test('words of 60 golden documents are those of spaCy', { skip: goldenSkip }, () => {
    const texts = new Map(goldenDocuments().map(({ id, text }) => [id, text]));
    for (const { id, words } of goldenRows('spacy-words-60.jsonl.gz')) {
        assert.deepEqual(openView(texts.get(id) ?? '', 'spacy').words, words, id);
    }
});
test('words leave out nothing but white space, and never depend on what was split before', () => {
    const pieces = fc.constantFrom('a', 'B.', "n't", "'", ':', ')', '…', ' ', '\n', '\u3000', '5', 'km', '-', '.com', '😀');
    fc.assert(fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        const words = openView(text, 'spacy').words;
        assert.equal(words.join(''), text.replace(/\s/gu, ''));
        assert.deepEqual(openView(`${text} x${'y'.repeat(50)}`, 'spacy').words.slice(0, -1), words);
    }));
});
const hostile = [
    ['signs', '!?'],
    ['emoticons', ':)'],
    ['addresses', 'a.b@'],
    ['ports', 'a.bc:1@'],
    ['labels', 'a.'],
    ['schemes', 'a+://'],
    ['hyphens', 'a-'],
    ['full stops', '.'],
    ['dots and signs', '..)'],
    ['emoji', '😀'],
    ['apostrophes', "'s"],
];
for (const [name, piece] of hostile) {
    test(`a megabyte of ${name} without a space is split in linear time`, { timeout: 20_000 }, () => {
        const text = piece.repeat(Math.floor(2 ** 20 / piece.length));
        const words = openView(text, 'spacy').wordSpans;
        assert.equal(words[0], 0);
        assert.equal(words.at(-1), text.length);
    });
}
//# sourceMappingURL=spacy-words.test.js.map