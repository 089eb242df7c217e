import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type DatasetStatistics, datasetStatistics } from '../../quality/dataset-statistics.ts';
import { openExactCounts } from '../../quality/exact-counts.ts';
import { numberStatistics } from '../../quality/number-statistics.ts';
import { addDocument, addDuplicates, emptyMetrics, measureText } from '../../quality/record-metrics.ts';
import { openValueCounts } from '../../quality/value-counts.ts';
import { packageRoot } from '../../storage/package-root.ts';

interface Row {
  readonly id: string;
  readonly text: string;
  readonly label: string | null;
  readonly tokens: number;
  readonly duplicates: number;
}

/**
 * Tables with what huggingface/dataset-viewer at f62009e (libs/libcommon/src/libcommon/statistics_utils.py, with polars
 * 1.18.0) computes of them.
 */
const tables: readonly { readonly rows: readonly Row[]; readonly expected: DatasetStatistics }[] = JSON.parse(
  readFileSync(new URL('tests/fixtures/statistics/dataset-viewer.json', packageRoot), 'utf8'),
);

function statisticsOf(rows: readonly Row[]): DatasetStatistics {
  const metrics = emptyMetrics();
  const counts = openExactCounts();
  for (const { id, text, label, tokens, duplicates } of rows) {
    addDocument(metrics, { ...measureText(text), label, tokens });
    addDuplicates(metrics, duplicates);
    counts.idCharacters.add([...id].length);
    counts.textCharacters.add([...text].length);
    if (label !== null) counts.labelCharacters.add([...label].length);
    counts.tokens.add(tokens);
    counts.duplicates.add(duplicates);
  }
  return datasetStatistics(metrics, counts);
}

test("tables have the dataset viewer's own statistics", () => {
  assert.equal(tables.length, 3);
  for (const { rows, expected } of tables) {
    assert.deepEqual(statisticsOf(rows), expected);
    assert.deepEqual(statisticsOf([...rows].reverse()), expected);
  }
});

test('the idx column of nyu-mll/glue, as the documentation of the dataset viewer shows it', () => {
  const counts = openValueCounts();
  for (let idx = 0; idx < 8551; idx++) counts.add(idx);
  assert.deepEqual(numberStatistics(counts, 0), {
    nan_count: 0,
    nan_proportion: 0,
    min: 0,
    max: 8550,
    mean: 4275,
    median: 4275,
    std: 2468.60541,
    histogram: {
      hist: [856, 856, 856, 856, 856, 856, 856, 856, 856, 847],
      bin_edges: [0, 856, 1712, 2568, 3424, 4280, 5136, 5992, 6848, 7704, 8550],
    },
  });
});

test('few values', () => {
  const counts = openValueCounts();
  const empty = { min: null, max: null, mean: null, median: null, std: null, histogram: null };
  assert.deepEqual(numberStatistics(counts, 0), { nan_count: 0, nan_proportion: 0, ...empty });
  assert.deepEqual(numberStatistics(counts, 3), { nan_count: 3, nan_proportion: 1, ...empty });
  counts.add(7);
  const one = numberStatistics(counts, 2);
  assert.deepEqual([one.nan_proportion, one.mean, one.std], [0.66667, 7, null]);
  assert.deepEqual(one.histogram, { hist: [1], bin_edges: [7, 7] });
  counts.add(8, 3);
  const two = numberStatistics(counts, 0);
  assert.deepEqual([two.median, two.std], [8, 0.5]);
  assert.deepEqual(two.histogram, { hist: [1, 3], bin_edges: [7, 8, 8] });
});

test('large numbers keep their deviation', () => {
  const counts = openValueCounts();
  for (const value of [4, 7, 13, 16]) counts.add(2 ** 40 + value);
  assert.equal(numberStatistics(counts, 0).std, Math.round(Math.sqrt(30) * 1e5) / 1e5);
});

test('languages are a column of labels, and many labels are texts', () => {
  const metrics = emptyMetrics();
  const counts = openExactCounts();
  for (let row = 0; row < 30; row++) {
    const label = row < 25 ? `label ${row}` : null;
    addDocument(metrics, { ...measureText('x'), label, tokens: null, language: row < 3 ? 'und' : 'en' });
    if (label !== null) counts.labelCharacters.add(label.length);
  }
  const columns = new Map(datasetStatistics(metrics, counts).statistics.map((column) => [column.column_name, column]));
  assert.equal(columns.get('label')?.column_type, 'string_text');
  assert.equal(columns.has('tokens'), false);
  assert.deepEqual(columns.get('language')?.column_statistics, {
    nan_count: 0,
    nan_proportion: 0,
    no_label_count: 0,
    no_label_proportion: 0,
    n_unique: 2,
    frequencies: { en: 27, und: 3 },
  });
});
