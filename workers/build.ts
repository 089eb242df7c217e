import { canonicalJson } from '../core/canonical-json.ts';
import type { AlertSettings, Recipe } from '../recipes/recipe.ts';
import { sha256Hex } from '../storage/digest.ts';
import type { Storage } from '../storage/storage.ts';
import { datasetAttributes } from '../workflows/attributes.ts';
import type { BuildProgress, BuildReference, BuildResult } from '../workflows/contract.ts';
import type { buildDataset } from '../workflows/index.ts';
import type { TrainingProgress } from '../workflows/training-contract.ts';
import type { StoredRecipe } from './activities.ts';
import { requireDiskSpace } from './disk-space.ts';
import { followWorkflow } from './follow-workflow.ts';
import { machineFolder } from './machine-folder.ts';
import { countReused } from './phases/reused.ts';
import { codeDigest } from './planning/code-digest.ts';
import { type EarlierBuild, earlierBuildText } from './planning/earlier-build.ts';
import { readJson, workKeys, writeJson } from './planning/plan.ts';
import { storeDigest } from './task-queue.ts';
import { watchProgress } from './watch-progress.ts';
import { type WorkerSession, type WorkerSessionOptions, withWorkerSession } from './worker-session.ts';

/** What `runBuild` tells while it works; the command line renders it. */
export type BuildEvent =
  | { readonly type: 'note'; readonly text: string }
  | { readonly type: 'server'; readonly address: string; readonly uiUrl: string | null; readonly started: boolean }
  | {
      readonly type: 'started';
      readonly workflowId: string;
      /** Page of this build in the Temporal UI, once that UI answers. */
      readonly url: string | null;
      /** True where a build begun by an earlier command goes on. */
      readonly resumed: boolean;
      readonly hostPids: readonly number[];
    }
  | { readonly type: 'progress'; readonly progress: BuildProgress; readonly liveRecords: number }
  | { readonly type: 'training'; readonly progress: TrainingProgress }
  | { readonly type: 'stage'; readonly text: string };

/** When `signal` aborts the build stays resumable, and `runBuild` rejects with `interrupted`. */
export interface BuildOptions extends WorkerSessionOptions {
  readonly recipe: Recipe;
  readonly recipeFolder: string;
  /** Whom to tell of the build; undefined for nobody. */
  readonly alerts?: readonly AlertSettings[];
}

export interface BuildOutcome extends BuildResult {
  readonly partitions: number;
  readonly reusedPartitions: number;
  readonly workflowId: string;
  readonly uiUrl: string | null;
  readonly seconds: number;
}

/**
 * Builds a dataset version, or goes on with the build of the same recipe that an earlier command left unfinished.
 * Starts what is missing (Temporal server, worker, hosts), and ends what it started.
 */
export async function runBuild(options: BuildOptions): Promise<BuildOutcome> {
  const startedAtMs = performance.timeOrigin + performance.now();
  await requireDiskSpace(machineFolder(options.storage));
  return withWorkerSession(options, (opened) => build(options, opened, startedAtMs));
}

async function build(options: BuildOptions, opened: WorkerSession, startedAtMs: number): Promise<BuildOutcome> {
  const { storage, onEvent, signal } = options;
  const { reference, name } = await storeRecipe(options);
  const tellEarlier = earlierTeller(storage, reference.dataset, onEvent);
  const { result, workflowId, url } = await followWorkflow<typeof buildDataset>({
    ...{ storage, opened, onEvent, signal },
    workflowId: `build-${name}`,
    start: (client, start) =>
      client.workflow.start<typeof buildDataset>('buildDataset', {
        ...start,
        staticSummary: `Build ${reference.dataset}`,
        // What lists show from the first moment; the workflow itself sets them once its plan is made.
        typedSearchAttributes: datasetAttributes(reference.store, reference.dataset),
        args: [{ reference }],
      }),
    watch: (handle, over) =>
      watchProgress(opened.session.client, handle, over, (progress, liveRecords) => {
        void tellEarlier(progress.build);
        onEvent({ type: 'progress', progress, liveRecords });
      }),
  });
  await tellEarlier(result.build);
  return outcomeOf(storage, result, startedAtMs, workflowId, url);
}

/** Tells once, as soon as a build is planned, what it takes over of the one before it and why the rest is done again. */
function earlierTeller(storage: Storage, dataset: string, onEvent: BuildOptions['onEvent']) {
  let told: Promise<void> | undefined;
  const tell = async (build: string): Promise<void> => {
    const key = workKeys.earlier(workKeys.folder(dataset, build));
    if ((await storage.size(key)) === undefined) return;
    onEvent({ type: 'note', text: earlierBuildText(dataset, await readJson<EarlierBuild>(storage, key)) });
  };
  return (build: string | undefined): Promise<void> => {
    // Of a build that `millrace gc` takes meanwhile nothing is told.
    if (build !== undefined) told ??= tell(build).catch(() => undefined);
    return told ?? Promise.resolve();
  };
}

/** A build's result with what its command adds: what was reused of earlier work, where it can be seen, and the time. */
export async function outcomeOf(
  storage: Storage,
  result: BuildResult,
  startedAtMs: number,
  workflowId: string,
  uiUrl: string | null,
): Promise<BuildOutcome> {
  return {
    ...result,
    ...(await countReused(storage, result.dataset, result.build, startedAtMs)),
    workflowId,
    uiUrl,
    seconds: (performance.timeOrigin + performance.now() - startedAtMs) / 1000,
  };
}

/**
 * Leaves a dataset's recipe in the store for its workflow. `name` tells workflows of other datasets, stores, recipes and
 * code apart: a run begun by other code must not be replayed by this. Those to tell make no other build.
 */
export async function storeRecipe({
  recipe,
  recipeFolder,
  storage,
  alerts,
}: Pick<BuildOptions, 'recipe' | 'recipeFolder' | 'storage' | 'alerts'>): Promise<{
  reference: BuildReference;
  name: string;
}> {
  const built = { recipe, recipeFolder };
  const digest = sha256Hex(canonicalJson(built)).slice(0, 12);
  const key = `${recipe.dataset}/work/recipes/${digest}.json`;
  const stored: StoredRecipe = { ...built, ...(alerts === undefined ? {} : { alerts }) };
  await writeJson(storage, key, stored);
  return {
    reference: { store: storage.location, dataset: recipe.dataset, recipe: key },
    name: `${recipe.dataset}-${storeDigest(storage)}-${digest}-${codeDigest().slice(0, 8)}`,
  };
}
