import { gateText } from '../../../quality/gate-text.js';
import { datasetLocation } from './dataset-location.js';
import { facet } from './facets.js';
/** Columns of the document shards. */
const documentColumns = [
    { name: 'id', type: 'string', description: 'Identity of the document' },
    { name: 'text', type: 'string', description: 'Its text after all stages' },
    { name: 'source', type: 'string', description: 'Input file and place in it' },
    { name: 'label', type: 'string', description: 'Its class, where it has one' },
    { name: 'metadata', type: 'string', description: 'Further fields, as JSON' },
];
/** Columns of the image shards. */
const imageColumns = [
    { name: 'id', type: 'string', description: 'Identity of the image' },
    { name: 'image', type: 'binary', description: 'The image file after all stages' },
    { name: 'width', type: 'integer', description: 'Pixels from left to right' },
    { name: 'height', type: 'integer', description: 'Pixels from top to bottom' },
    { name: 'format', type: 'string', description: 'Format of the image file' },
    { name: 'label', type: 'string', description: 'Its class, where it has one' },
    { name: 'caption', type: 'string', description: 'Its caption, where it has one' },
    { name: 'boxes', type: 'string', description: 'Boxes with their labels, as JSON' },
    { name: 'source', type: 'string', description: 'Input file and place in it' },
    { name: 'parent', type: 'string', description: 'Of an augmented copy, the image that it was made of' },
    { name: 'metadata', type: 'string', description: 'Further fields, as JSON' },
    { name: 'sharpness', type: 'double', description: 'Variance of the Laplacian of the luma' },
    { name: 'colourfulness', type: 'double', description: 'Colourfulness after Hasler and Süsstrunk' },
    { name: 'mean', type: 'double', description: 'Mean of the luma' },
    { name: 'entropy', type: 'double', description: 'Bits of entropy of the luma' },
    { name: 'captionCharacters', type: 'integer', description: 'Code points of the caption' },
    { name: 'captionLanguage', type: 'string', description: 'Language of the caption' },
    { name: 'textSimilarity', type: 'double', description: 'Similarity of image and caption' },
];
/** The dataset in a store. `manifest` is that of the version that the run made; null before there is one. */
export function outputDataset(store, dataset, at, manifest, kind) {
    const location = datasetLocation(`${store}/${dataset}`, '/');
    const schema = facet('SchemaDatasetFacet', {
        fields: (kind === 'image' ? imageColumns : documentColumns).map((column, index) => ({
            ...column,
            ordinal_position: index + 1,
        })),
    });
    const storageLayer = location.namespace === 'file' ? 'file' : location.namespace.replace(/:.*/, '');
    const storage = facet('StorageDatasetFacet', { storageLayer, fileFormat: 'parquet' });
    if (manifest === null)
        return { ...location, facets: { schema, storage }, outputFacets: {} };
    return {
        ...location,
        facets: { schema, storage, ...versionFacets(manifest, at) },
        outputFacets: { outputStatistics: facet('OutputStatisticsOutputDatasetFacet', sizeOf(manifest)) },
    };
}
function versionFacets(manifest, at) {
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
function sizeOf({ records, shards }) {
    return {
        rowCount: records.kept,
        size: shards.reduce((sum, { bytes }) => sum + bytes, 0),
        fileCount: shards.length,
    };
}
/** Spreads of a text's measures, as `text.characters`, or of an image's, and the labels, from the numbers of the version's summary. */
function columnMetrics({ summary, records }) {
    const metrics = {};
    for (const [name, column, total] of [
        ['length', 'text.characters', 'characters.total'],
        ['words', 'text.words', 'words.total'],
        ['tokens', 'text.tokens', 'tokens.total'],
        ['width', 'width', null],
        ['height', 'height', null],
        ['imageBytes', 'image.bytes', 'imageBytes.total'],
        ['sharpness', 'sharpness', null],
        ['colourfulness', 'colourfulness', null],
        ['brightness', 'mean', null],
        ['entropy', 'entropy', null],
    ]) {
        if (summary[`${name}.min`] === undefined)
            continue;
        metrics[column] = defined({
            ...{
                count: records.kept,
                sum: total === null ? undefined : summary[total],
                min: summary[`${name}.min`],
                max: summary[`${name}.max`],
            },
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
function assertion(gate) {
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
function limitOf({ min, max, change }) {
    const wanted = [
        ...(min === undefined ? [] : [`>= ${min}`]),
        ...(max === undefined ? [] : [`<= ${max}`]),
        ...(change === undefined ? [] : [`change in [${change.join(', ')}]`]),
    ];
    return wanted.length === 0 ? {} : { expected: wanted.join(' and ') };
}
function defined(fields) {
    return Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
//# sourceMappingURL=output-dataset.js.map