import type { Manifest } from '../../../shards/manifest.ts';
import type { Announcement } from '../../../workflows/contract.ts';
import type { StoredRecipe } from '../../activities.ts';
import type { RunFacts } from '../run-facts.ts';
import { type Facets, facet, millraceVersion, producer, runEventSchema } from './facets.ts';
import { type InputDataset, inputDatasets } from './input-datasets.ts';
import { type OutputDataset, outputDataset } from './output-dataset.ts';

/** A run event of OpenLineage 2-0-2, as JSON. */
export interface RunEvent {
  readonly eventType: 'START' | 'COMPLETE' | 'FAIL' | 'ABORT';
  readonly eventTime: string;
  readonly producer: string;
  readonly schemaURL: string;
  readonly run: { readonly runId: string; readonly facets: Facets };
  readonly job: { readonly namespace: string; readonly name: string; readonly facets: Facets };
  readonly inputs: readonly InputDataset[];
  readonly outputs: readonly OutputDataset[];
}

/** What an event is made of; `recipe` and `manifest` are null where there is none. */
export interface EventParts {
  readonly announcement: Announcement;
  readonly recipe: StoredRecipe | null;
  readonly manifest: Manifest | null;
  readonly run: RunFacts;
  readonly namespace: string;
}

const eventTypes = {
  started: 'START',
  finished: 'COMPLETE',
  'gates-failed': 'COMPLETE',
  failed: 'FAIL',
  cancelled: 'ABORT',
} as const;

/** True where an announcement is about a run: a person's decision is not. */
export function isRunNews(kind: Announcement['kind']): kind is keyof typeof eventTypes {
  return kind in eventTypes;
}

/**
 * The event of a build. A version whose gates failed is COMPLETE, with assertions that did not succeed: it was built.
 *
 * @param type the announcement's kind, which {@link isRunNews}
 */
export function runEvent(type: keyof typeof eventTypes, parts: EventParts): RunEvent {
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

function runFacets({ announcement, run, namespace }: EventParts): Facets {
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
