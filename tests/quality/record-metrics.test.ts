import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { piiKinds } from '../../core/pii-kind.ts';
import { metricRows, metricsOfRows } from '../../quality/metric-rows.ts';
import {
  addDocument,
  addDuplicates,
  addMerged,
  addSequence,
  countedLabels,
  emptyMetrics,
  type MeasuredDocument,
  type MeasuredText,
  measureText,
  mergeMetrics,
  type RecordMetrics,
} from '../../quality/record-metrics.ts';

const anyDocument = fc.record({
  text: fc.string({ unit: 'grapheme', maxLength: 30 }),
  label: fc.option(fc.constantFrom('en', 'zh', '__proto__', 'constructor', '', '10', '9'), { nil: null }),
  tokens: fc.option(fc.nat(40), { nil: null }),
  duplicates: fc.nat(5),
  language: fc.constantFrom('en', 'zh', 'und'),
  pii: fc.subarray([...piiKinds]),
});

interface Sample extends Omit<MeasuredDocument, keyof MeasuredText> {
  readonly text: string;
  readonly duplicates: number;
}

function metricsOf(documents: readonly Sample[]): RecordMetrics {
  const metrics = emptyMetrics();
  for (const { text, duplicates, ...document } of documents) {
    addDocument(metrics, { ...measureText(text), ...document });
    addDuplicates(metrics, duplicates);
    addMerged(metrics, duplicates / 5);
    addSequence(metrics, duplicates, 5);
  }
  return metrics;
}

const asJson = (metrics: RecordMetrics): RecordMetrics => JSON.parse(JSON.stringify(metrics));

test('any split and order of documents gives the same bytes', () => {
  fc.assert(
    fc.property(fc.array(fc.array(anyDocument, { maxLength: 8 }), { maxLength: 5 }), (lists) => {
      const whole = JSON.stringify(mergeMetrics([metricsOf(lists.flat())]));
      const pieces = lists.map((list) => asJson(metricsOf([...list].reverse())));
      assert.equal(JSON.stringify(mergeMetrics(pieces)), whole);
      assert.equal(JSON.stringify(mergeMetrics([mergeMetrics(pieces.reverse())])), whole);
    }),
  );
});

test('the rows of the metrics table give the metrics back', () => {
  fc.assert(
    fc.property(fc.array(anyDocument, { maxLength: 20 }), (documents) => {
      const metrics = mergeMetrics([metricsOf(documents)]);
      assert.equal(JSON.stringify(metricsOfRows(metricRows(metrics))), JSON.stringify(metrics));
    }),
  );
});

test('labels beyond the limit are counted together, the same ones in any order', () => {
  const label = (index: number) => `label ${String(index).padStart(5, '0')}`;
  const documents = Array.from({ length: countedLabels + 200 }, (_, index) => ({
    text: '',
    label: label(index),
    tokens: null,
    duplicates: 0,
  }));
  const odd = metricsOf(documents.filter((_, index) => index % 2 === 1).reverse());
  const even = metricsOf(documents.filter((_, index) => index % 2 === 0));
  const merged = mergeMetrics([odd, even, metricsOf(documents.slice(-3))]);
  assert.equal(
    JSON.stringify(merged),
    JSON.stringify(mergeMetrics([metricsOf([...documents, ...documents.slice(-3)])])),
  );
  assert.equal(Object.keys(merged.labels).length, countedLabels);
  assert.equal(merged.otherLabels, 203);
  assert.equal(metricsOfRows(metricRows(merged)).otherLabels, 203);
  assert.equal(merged.labels[label(0)], 1);
});

test('a label of any length takes bounded room', () => {
  const metrics = metricsOf([{ text: '', label: 'x'.repeat(1e6), tokens: null, duplicates: 0 }]);
  assert.ok(JSON.stringify(metrics).length < 2000);
});

test('languages and personal data are counted once for each document', () => {
  const metrics = emptyMetrics();
  const plain = { ...measureText('x'), label: null, tokens: null };
  addDocument(metrics, { ...plain, language: 'de', pii: ['email', 'email', 'iban'] });
  addDocument(metrics, { ...plain, language: 'de', pii: [] });
  addDocument(metrics, plain);
  assert.deepEqual(metrics.languages, { de: 2 });
  assert.deepEqual(
    metrics.pii,
    piiKinds.map((kind) => (kind === 'email' || kind === 'iban' ? 1 : 0)),
  );
  assert.deepEqual([metrics.piiSearched, metrics.piiAny], [2, 1]);
});

test('a table without the newer metrics gives none of them', () => {
  const rows = metricRows(metricsOf([])).filter(({ metric }) => !/^(languages|pii|repetition)/.test(metric));
  assert.equal(JSON.stringify(metricsOfRows(rows)), JSON.stringify(emptyMetrics()));
});
