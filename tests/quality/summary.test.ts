import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { emptyLedger } from '../../core/ledger.ts';
import { languagePrefixUnits, leastLanguageScore } from '../../pipelines/language/detect-language.ts';
import { isMetricName } from '../../quality/metric-names.ts';
import { metricsReference } from '../../quality/metrics-reference.ts';
import { countText } from '../../quality/number-text.ts';
import {
  addDocument,
  addDuplicates,
  addMerged,
  addSequence,
  emptyMetrics,
  measureText,
} from '../../quality/record-metrics.ts';
import { sharesInSummary, summary, summaryMetrics } from '../../quality/summary.ts';
import { packageRoot } from '../../storage/package-root.ts';

test('the numbers of three documents, by hand', () => {
  const metrics = emptyMetrics();
  addDocument(metrics, { ...measureText('one two'), label: 'en', tokens: 2 });
  addDocument(metrics, { ...measureText('中文中'), label: 'zh', tokens: 3 });
  addDuplicates(metrics, 2);
  addDocument(metrics, { ...measureText('three four five'), label: null, tokens: 5 });
  addMerged(metrics, 0.75);
  addMerged(metrics, 1);
  addSequence(metrics, 8, 8);
  addSequence(metrics, 2, 8);
  const ledger = { in: 8, kept: 3, dropped: 2, merged: 2, quarantined: 1, reasons: { 'a.b': 2, 'c.d': 2, 'e.f': 1 } };
  const numbers = summary(metrics, ledger);
  const expected = {
    records: 8,
    'kept.records': 3,
    'kept.ratio': 0.375,
    'dropped.ratio': 0.25,
    'merged.ratio': 0.25,
    'quarantined.ratio': 0.125,
    'characters.total': 25,
    'words.total': 6,
    'tokens.total': 10,
    'tokens.perCharacter': 0.4,
    'tokens.perWord': 1.666667,
    'length.min': 3,
    'length.p50': 7,
    'length.max': 15,
    'length.mean': 8.333333,
    'words.p50': 2,
    'tokens.p50': 3,
    'charactersPerToken.min': 1,
    'charactersPerToken.max': 3.5,
    'packing.sequences': 2,
    'packing.fillRatio': 0.625,
    'packing.paddingRatio': 0.375,
    'duplicates.clusters': 1,
    'duplicates.largestCluster': 3,
    'similarity.min': 0.75,
    'similarity.mean': 0.875,
    'labels.distinct': 2,
    'labels.ratio': 0.666667,
    'labels.largestShare': 0.5,
    'script.latin': 0.863636,
    'script.han': 0.136364,
    'script.thai': 0,
  };
  for (const [name, value] of Object.entries(expected)) assert.equal(numbers[name], value, name);
});

test('shares of languages and labels, the most frequent 20 of each', () => {
  const metrics = emptyMetrics();
  const plain = { ...measureText('a line\na line\n'), tokens: null };
  for (let label = 0; label < 30; label++) {
    for (let times = 0; times <= label; times++) {
      addDocument(metrics, { ...plain, label: `l${label}`, language: label < 25 ? 'en' : 'und', pii: ['card'] });
    }
  }
  const numbers = summary(metrics, emptyLedger);
  const labels = Object.keys(numbers).filter((name) => name.startsWith('label.'));
  assert.equal(labels.length, sharesInSummary);
  assert.equal(labels[0], 'label.l29');
  assert.equal(numbers['label.l29'], Math.round((30 / 465) * 1e6) / 1e6);
  assert.equal(numbers['languages.distinct'], 1);
  assert.equal(numbers['language.en'], Math.round((325 / 465) * 1e6) / 1e6);
  assert.equal(numbers['language.und'], Math.round((140 / 465) * 1e6) / 1e6);
  assert.equal(numbers['pii.card.ratio'], 1);
  assert.equal(numbers['pii.email.ratio'], 0);
  assert.equal(numbers['pii.any.ratio'], 1);
  assert.equal(numbers['repetition.mean'], Math.round((6 / 14) * 1e6) / 1e6);
  assert.ok(Object.keys(numbers).every(isMetricName));
});

test('nothing has counts, and no ratio or median', () => {
  const numbers = summary(emptyMetrics(), emptyLedger);
  const { records, 'packing.sequences': sequences } = numbers;
  assert.deepEqual([records, sequences], [0, 0]);
  for (const name of [
    'kept.ratio',
    'length.p50',
    'tokens.total',
    'tokens.perWord',
    'packing.paddingRatio',
    'script.latin',
    'languages.distinct',
    'pii.any.ratio',
    'repetition.mean',
    'vocabulary.usedRatio',
    'perplexity.unigram',
  ]) {
    assert.equal(name in numbers, false, name);
  }
  assert.ok(Object.values(numbers).every(Number.isFinite));
});

test('names are unique, and docs/metrics.md lists them', () => {
  const names = summaryMetrics.map(({ name }) => name);
  assert.equal(new Set(names).size, names.length);
  assert.equal(
    readFileSync(new URL('docs/metrics.md', packageRoot), 'utf8'),
    metricsReference(),
    'docs/metrics.md is to be what metricsReference() gives',
  );
  for (const fact of [`first ${countText(languagePrefixUnits)} UTF-16`, `scores below ${leastLanguageScore}`]) {
    assert.ok(metricsReference().includes(fact), fact);
  }
});
