import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { packageRoot } from '../../../storage/package-root.ts';
import { openJudge, testSet } from './judge.ts';

interface Golden {
  readonly ngram: number;
  readonly items: readonly { readonly query: string; readonly label: string }[];
  readonly documents: readonly { readonly id: string; readonly text: string; readonly ngram: string | null }[];
}

// By datatrove-ngrams.py beside it.
const fixture = new URL('tests/fixtures/decontamination/datatrove-0.10.1.json', packageRoot);
const { ngram, items, documents } = JSON.parse(readFileSync(fixture, 'utf8')) as Golden;

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
