import { facet, millraceVersion, producer, runEventSchema } from './facets.js';
import { inputDatasets } from './input-datasets.js';
import { outputDataset } from './output-dataset.js';
const eventTypes = {
    started: 'START',
    finished: 'COMPLETE',
    'gates-failed': 'COMPLETE',
    failed: 'FAIL',
    cancelled: 'ABORT',
};
/** True where an announcement is about a run: a person's decision is not. */
export function isRunNews(kind) {
    return kind in eventTypes;
}
/**
 * The event of a build. A version whose gates failed is COMPLETE, with assertions that did not succeed: it was built.
 *
 * @param type the announcement's kind, which {@link isRunNews}
 */
export function runEvent(type, parts) {
    const { announcement, recipe, manifest, namespace } = parts;
    const { dataset, store, runId, at } = announcement;
    return {
        eventType: eventTypes[type],
        eventTime: at,
        producer,
        schemaURL: runEventSchema,
        run: { runId, facets: runFacets(parts) },
        job: {
            ...{ namespace, name: dataset },
            facets: {
                jobType: facet('JobTypeJobFacet', { processingType: 'BATCH', integration: 'MILLRACE', jobType: 'BUILD' }),
            },
        },
        inputs: recipe === null ? [] : inputDatasets(recipe.recipe, recipe.recipeFolder, manifest),
        outputs: [outputDataset(store, dataset, at, manifest, manifest?.kind ?? recipe?.recipe.kind ?? 'text')],
    };
}
function runFacets({ announcement, run, namespace }) {
    const { dataset, kind, message } = announcement;
    const parent = run.parentRunId;
    return {
        processing_engine: facet('ProcessingEngineRunFacet', { name: 'Millrace', version: millraceVersion }),
        ...(run.scheduledAt === null
            ? {}
            : { nominalTime: facet('NominalTimeRunFacet', { nominalStartTime: run.scheduledAt.toISOString() }) }),
        ...(parent === null
            ? {}
            : {
                parent: facet('ParentRunFacet', {
                    run: { runId: parent },
                    job: { namespace, name: `${dataset}.end-to-end` },
                }),
            }),
        ...(kind === 'failed'
            ? {
                errorMessage: facet('ErrorMessageRunFacet', {
                    message: message ?? 'unknown',
                    programmingLanguage: 'JAVASCRIPT',
                }),
            }
            : {}),
    };
}
//# sourceMappingURL=run-event.js.map