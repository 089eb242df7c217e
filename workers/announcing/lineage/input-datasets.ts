import type { Recipe } from '../../../recipes/recipe.ts';
import type { Manifest } from '../../../shards/manifest.ts';
import { type DatasetLocation, datasetLocation } from './dataset-location.ts';
import { type Facets, facet } from './facets.ts';

/** A dataset that a run reads, as events hold it. */
export interface InputDataset extends DatasetLocation {
  readonly facets: Facets;
  readonly inputFacets: Facets;
}

/** Folders in one event; the sources of a recipe are few, but nothing bounds them. */
const mostInputs = 100;

/**
 * The folders and files that a recipe's sources read, one dataset each, with the records that came from there once a
 * version tells them. At most 100.
 */
export function inputDatasets(recipe: Recipe, recipeFolder: string, manifest: Manifest | null): InputDataset[] {
  const found = new Map<string, { location: DatasetLocation; patterns: string[]; rows: number | null }>();
  for (const [index, { format, path }] of recipe.sources.entries()) {
    const location = datasetLocation(path, recipeFolder);
    const key = `${location.namespace} ${location.name}`;
    const known = found.get(key) ?? { location, patterns: [], rows: 0 };
    const rows = rowsOf(recipe, index, manifest);
    found.set(key, {
      location,
      patterns: [...known.patterns, `${path} as ${format}`],
      rows: rows === null || known.rows === null ? null : known.rows + rows,
    });
  }
  return [...found.values()].slice(0, mostInputs).map(({ location, patterns, rows }) => ({
    ...location,
    facets: { documentation: facet('DocumentationDatasetFacet', { description: patterns.join('; ').slice(0, 1000) }) },
    inputFacets:
      rows === null ? {} : { inputStatistics: facet('InputStatisticsInputDatasetFacet', { rowCount: rows }) },
  }));
}

/** Records of a source: a manifest without sources of its own tells the only one's. */
function rowsOf({ sources }: Recipe, index: number, manifest: Manifest | null): number | null {
  if (manifest === null) return null;
  return manifest.sources?.[index]?.records.in ?? (sources.length === 1 ? manifest.records.in : null);
}
