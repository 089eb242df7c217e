import { datasetLocation } from './dataset-location.js';
import { facet } from './facets.js';
/** Folders in one event; the sources of a recipe are few, but nothing bounds them. */
const mostInputs = 100;
/**
 * The folders and files that a recipe's sources read, one dataset each, with the records that came from there once a
 * version tells them. At most 100.
 */
export function inputDatasets(recipe, recipeFolder, manifest) {
    const found = new Map();
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
        inputFacets: rows === null ? {} : { inputStatistics: facet('InputStatisticsInputDatasetFacet', { rowCount: rows }) },
    }));
}
/** Records of a source: a manifest without sources of its own tells the only one's. */
function rowsOf({ sources }, index, manifest) {
    if (manifest === null)
        return null;
    return manifest.sources?.[index]?.records.in ?? (sources.length === 1 ? manifest.records.in : null);
}
//# sourceMappingURL=input-datasets.js.map