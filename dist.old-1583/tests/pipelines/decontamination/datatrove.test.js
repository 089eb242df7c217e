import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { packageRoot } from '../../../storage/package-root.js';
import { openJudge, testSet } from './judge.js';
// By datatrove-ngrams.py beside it.
const fixture = new URL('tests/fixtures/decontamination/datatrove-0.10.1.json', packageRoot);
const { ngram, items, documents } = JSON.parse(readFileSync(fixture, 'utf8'));
test('drops what datatrove drops', async (t) => {
    const judge = await openJudge({
        against: [testSet(t, items)],
        fields: ['query', 'label'],
        ...{ ngram, shortest: ngram },
    });
    assert.ok(documents.filter((document) => document.ngram !== null).length > 30);
    for (const { id, text, ngram: theirs } of documents)
        assert.equal('reason' in judge(text), theirs !== null, `${id}: ${theirs}`);
});
//# sourceMappingURL=datatrove.test.js.map