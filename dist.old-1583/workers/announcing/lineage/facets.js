import { readFileSync } from 'node:fs';
import { packageRoot } from '../../../storage/package-root.js';
const { version } = JSON.parse(readFileSync(new URL('package.json', packageRoot), 'utf8'));
/** Millrace's own version. */
export const millraceVersion = version;
/** Millrace in a version, as the producer of events. */
export const producer = `https://www.npmjs.com/package/millrace/v/${version}`;
/** Schema of a run event, OpenLineage 2-0-2. */
export const runEventSchema = 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent';
/** Versions of the published schemas that the facets follow. */
const schemas = {
    DataQualityAssertionsDatasetFacet: '1-1-0',
    DataQualityMetricsDatasetFacet: '1-0-0',
    DatasetVersionDatasetFacet: '1-0-1',
    DocumentationDatasetFacet: '1-1-0',
    ErrorMessageRunFacet: '1-0-1',
    InputStatisticsInputDatasetFacet: '1-0-0',
    JobTypeJobFacet: '2-0-4',
    NominalTimeRunFacet: '1-0-1',
    OutputStatisticsOutputDatasetFacet: '1-0-2',
    ParentRunFacet: '1-2-0',
    ProcessingEngineRunFacet: '1-1-1',
    SchemaDatasetFacet: '1-2-0',
    StorageDatasetFacet: '1-0-1',
};
/** A facet of a published schema. */
export function facet(schema, fields) {
    const url = `https://openlineage.io/spec/facets/${schemas[schema]}/${schema}.json#/$defs/${schema}`;
    return { _producer: producer, _schemaURL: url, ...fields };
}
//# sourceMappingURL=facets.js.map