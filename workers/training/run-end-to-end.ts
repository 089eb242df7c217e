import { canonicalJson } from '../../core/canonical-json.ts';
import type { RecipeTraining } from '../../recipes/recipe.ts';
import { sha256Hex } from '../../storage/digest.ts';
import type { EndToEndReference, EndToEndResult } from '../../workflows/end-to-end.ts';
import type { endToEnd } from '../../workflows/index.ts';
import { type BuildOptions, type BuildOutcome, outcomeOf, storeRecipe } from '../build.ts';
import { requireDiskSpace } from '../disk-space.ts';
import { followWorkflow } from '../follow-workflow.ts';
import { machineFolder } from '../machine-folder.ts';
import { trainingCodeDigest } from '../planning/code-digest.ts';
import { type WorkerSession, withWorkerSession } from '../worker-session.ts';
import { storeTraining } from './stored-training.ts';
import { watchEndToEnd } from './watch-training.ts';

export interface EndToEndOptions extends BuildOptions {
  readonly training: RecipeTraining;
}

export interface EndToEndOutcome extends Omit<EndToEndResult, 'build'> {
  readonly build: BuildOutcome;
}

/**
 * Builds a version, trains the recipe's runs on it and evaluates them, as one workflow; goes on with the one that an
 * earlier command left unfinished. Starts what is missing, and ends what it started.
 */
export async function runEndToEnd(options: EndToEndOptions): Promise<EndToEndOutcome> {
  const startedAtMs = performance.timeOrigin + performance.now();
  await requireDiskSpace(machineFolder(options.storage));
  return withWorkerSession(options, (opened) => follow(options, opened, startedAtMs));
}

async function follow(options: EndToEndOptions, opened: WorkerSession, startedAtMs: number): Promise<EndToEndOutcome> {
  const { storage, onEvent, signal, training } = options;
  const { reference, name } = await storeRecipe(options);
  const stored = await storeTraining(storage, reference.dataset, training);
  const digest = sha256Hex(canonicalJson([name, stored, trainingCodeDigest()])).slice(0, 12);
  const argument: EndToEndReference = {
    build: reference,
    training: stored,
    runs: training.train.length,
    evaluations: training.evaluate.map(({ run, ...wanted }) => ({
      ...wanted,
      device: null,
      run: training.train.findIndex((entry) => entry.name === run),
    })),
  };
  const { result, workflowId, url } = await followWorkflow<typeof endToEnd>({
    ...{ storage, opened, onEvent, signal },
    workflowId: `run-${reference.dataset}-${digest}`,
    start: (client, start) =>
      client.workflow.start<typeof endToEnd>('endToEnd', {
        ...start,
        staticSummary: `Build, train and evaluate ${reference.dataset}`,
        args: [argument],
      }),
    watch: (handle, over) => watchEndToEnd(opened.session.client, handle, over, onEvent),
  });
  return { ...result, build: await outcomeOf(storage, result.build, startedAtMs, workflowId, url) };
}
