import { gateText } from '../../../quality/gate-text.ts';
import type { Manifest } from '../../../shards/manifest.ts';
import { type DatasetLocation, datasetLocation } from './dataset-location.ts';
import { type Facets, facet } from './facets.ts';

/** A dataset that a run writes, as events hold it. */
export interface OutputDataset extends DatasetLocation {
  readonly facets: Facets;
  readonly outputFacets: Facets;
}

type GateResult = Manifest['gates'][number];

/** Columns of the document shards. */
const columns = [
  { name: 'id', type: 'string', description: 'Identity of the document' },
  { name: 'text', type: 'string', description: 'Its text after all stages' },
  { name: 'source', type: 'string', description: 'Input file and place in it' },
  { name: 'label', type: 'string', description: 'Its class, where it has one' },
  { name: 'metadata', type: 'string', description: 'Further fields, as JSON' },
];

/** The dataset in a store. `manifest` is that of the version that the run made; null before there is one. */
export function outputDataset(store: string, dataset: string, at: string, manifest: Manifest | null): OutputDataset {
  const location = datasetLocation(`${store}/${dataset}`, '/');
  const schema = facet('SchemaDatasetFacet', {
    fields: columns.map((column, index) => ({ ...column, ordinal_position: index + 1 })),
  });
  const storageLayer = location.namespace === 'file' ? 'file' : location.namespace.replace(/:.*/, '');
  const storage = facet('StorageDatasetFacet', { storageLayer, fileFormat: 'parquet' });
  if (manifest === null) return { ...location, facets: { schema, storage }, outputFacets: {} };
  return {
    ...location,
    facets: { schema, storage, ...versionFacets(manifest, at) },
    outputFacets: { outputStatistics: facet('OutputStatisticsOutputDatasetFacet', sizeOf(manifest)) },
  };
}

function versionFacets(manifest: Manifest, at: string): Facets {
  const { version, records, gates } = manifest;
  return {
    version: facet('DatasetVersionDatasetFacet', { datasetVersion: String(version) }),
    documentation: facet('DocumentationDatasetFacet', {
      description: `Version ${version}: ${records.kept} of ${records.in} records kept, ${records.dropped} dropped, ${records.merged} merged, ${records.quarantined} quarantined`,
    }),
    dataQualityMetrics: facet('DataQualityMetricsDatasetFacet', {
      rowCount: records.kept,
      bytes: sizeOf(manifest).size,
      fileCount: manifest.shards.length,
      lastUpdated: at,
      columnMetrics: columnMetrics(manifest),
    }),
    ...(gates.length === 0
      ? {}
      : { dataQualityAssertions: facet('DataQualityAssertionsDatasetFacet', { assertions: gates.map(assertion) }) }),
  };
}

function sizeOf({ records, shards }: Manifest): { rowCount: number; size: number; fileCount: number } {
  return {
    rowCount: records.kept,
    size: shards.reduce((sum, { bytes }) => sum + bytes, 0),
    fileCount: shards.length,
  };
}

/** Spreads of a text's measures, as `text.characters`, and the labels, from the numbers of the version's summary. */
function columnMetrics({ summary, records }: Manifest): Record<string, unknown> {
  const metrics: Record<string, unknown> = {};
  for (const [name, measure, total] of [
    ['length', 'characters', 'characters.total'],
    ['words', 'words', 'words.total'],
    ['tokens', 'tokens', 'tokens.total'],
  ] as const) {
    if (summary[`${name}.min`] === undefined) continue;
    metrics[`text.${measure}`] = defined({
      ...{ count: records.kept, sum: summary[total], min: summary[`${name}.min`], max: summary[`${name}.max`] },
      quantiles: defined({
        '0.05': summary[`${name}.p05`],
        '0.5': summary[`${name}.p50`],
        '0.95': summary[`${name}.p95`],
      }),
    });
  }
  const { 'labels.ratio': labelled, 'labels.distinct': distinct } = summary;
  if (labelled !== undefined && distinct !== undefined) {
    metrics['label'] = { nullCount: Math.round(records.kept * (1 - labelled)), distinctCount: distinct };
  }
  return metrics;
}

function assertion(gate: GateResult): Record<string, unknown> {
  const { metric, column, test, value, severity, passed } = gate;
  return {
    assertion: test ?? metric,
    name: metric,
    success: passed,
    severity,
    description: gateText(gate),
    ...(column === undefined ? {} : { column }),
    ...(value === null ? {} : { actual: String(value) }),
    ...limitOf(gate),
  };
}

function limitOf({ min, max, change }: GateResult): { readonly expected?: string } {
  const wanted = [
    ...(min === undefined ? [] : [`>= ${min}`]),
    ...(max === undefined ? [] : [`<= ${max}`]),
    ...(change === undefined ? [] : [`change in [${change.join(', ')}]`]),
  ];
  return wanted.length === 0 ? {} : { expected: wanted.join(' and ') };
}

function defined<T>(fields: Readonly<Record<string, T | undefined>>): Record<string, T> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
