import { byCodeUnit } from '../core/code-unit-order.ts';
import type { MetricRow } from '../shards/metrics.ts';
import { filledBins, histogramOfBins } from './histogram.ts';
import { scriptNames } from './script-counts.ts';
import { histogramKinds, histogramNames, histogramsOf, type TextMetrics } from './text-metrics.ts';

const extents = ['total', 'sum', 'min', 'max'] as const;

/**
 * All numbers of some metrics as rows of a version's metrics table, in a fixed order; a few hundred. By `metric`:
 *
 * - `NAME`: the histogram's `total`, `sum`, `min` or `max`, as `key` says, in the integer unit of its kind.
 * - `NAME.bin`: how many values fall into the bin that begins at `key`.
 * - `letters`: letters of the script `key`. `labels`: documents with the label `key`. `labels.other`: those of the rest.
 */
export function metricRows(metrics: TextMetrics): MetricRow[] {
  const rows = histogramNames.flatMap((name) => {
    const histogram = metrics.histograms[name];
    return [
      ...extents.map((key) => ({ metric: name, key, value: histogram[key] })),
      ...filledBins(histogram).map(({ from, count }) => ({ metric: `${name}.bin`, key: String(from), value: count })),
    ];
  });
  const letters = scriptNames.map((key, index) => ({ metric: 'letters', key, value: metrics.letters[index] ?? 0 }));
  const labels = Object.entries(metrics.labels).map(([key, value]) => ({ metric: 'labels', key, value }));
  return [...rows, ...letters, ...labels, { metric: 'labels.other', key: null, value: metrics.otherLabels }];
}

/** The metrics that {@link metricRows} made the rows of. Rows of other metrics are ignored; missing ones count 0. */
export function metricsOfRows(rows: Iterable<MetricRow>): TextMetrics {
  const byMetric = new Map<string, Map<string, number>>();
  for (const { metric, key, value } of rows) {
    const keys = byMetric.get(metric) ?? new Map<string, number>();
    byMetric.set(metric, keys.set(key ?? '', value));
  }
  const number = (metric: string, key: string): number => byMetric.get(metric)?.get(key) ?? 0;
  return {
    histograms: histogramsOf((name) => {
      const [total, sum, min, max] = extents.map((key) => number(name, key)) as [number, number, number, number];
      const bins = [...(byMetric.get(`${name}.bin`) ?? [])].map(([from, count]) => ({ from: Number(from), count }));
      return histogramOfBins(histogramKinds[name], { total, sum, min, max }, bins);
    }),
    letters: scriptNames.map((script) => number('letters', script)),
    labels: Object.fromEntries([...(byMetric.get('labels') ?? [])].sort(([a], [b]) => byCodeUnit(a, b))),
    otherLabels: number('labels.other', ''),
  };
}
