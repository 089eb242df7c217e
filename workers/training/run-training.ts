import { MillraceError } from '../../core/errors.ts';
import type { RecipeTraining } from '../../recipes/recipe.ts';
import { didYouMean } from '../../recipes/suggestion.ts';
import { readManifest } from '../../shards/catalogue.ts';
import { runState } from '../../training/runs/run-state.ts';
import type { trainModel } from '../../workflows/index.ts';
import type { RunReference, TrainingResult } from '../../workflows/training-contract.ts';
import { requireDiskSpace } from '../disk-space.ts';
import { followWorkflow } from '../follow-workflow.ts';
import { machineFolder } from '../machine-folder.ts';
import { storeDigest } from '../task-queue.ts';
import { type WorkerSession, type WorkerSessionOptions, withWorkerSession } from '../worker-session.ts';
import { planRun } from './plan-run.ts';
import { storeTraining } from './stored-training.ts';
import { watchTraining } from './watch-training.ts';

export interface TrainingOptions extends WorkerSessionOptions {
  readonly training: RecipeTraining;
  /** `name`, `name@7` or `name@latest`. */
  readonly data: string;
  /** Name of the only entry to train; those before it that it starts from must be trained. Undefined: all, in order. */
  readonly only: string | undefined;
  /** Whether to go on with runs that were left unfinished; without it one is an error. */
  readonly resume: boolean;
}

export interface TrainingOutcome extends TrainingResult {
  readonly workflowId: string;
  readonly uiUrl: string | null;
}

/**
 * Trains the runs of a recipe over a version, in order, each as a workflow. A finished run is told again.
 * Throws MillraceError `run-unfinished` (usage) where a run was begun before and `resume` is not asked for, and
 * `run-unknown` (usage) where the recipe has no entry `only`.
 */
export async function runTraining(options: TrainingOptions): Promise<readonly TrainingOutcome[]> {
  const { storage, training } = options;
  requireEntry(options);
  await requireDiskSpace(machineFolder(storage));
  const { manifest } = await readManifest(storage, options.data);
  const { dataset, version } = manifest;
  const stored = await storeTraining(storage, dataset, training);
  const planned: { readonly run: string; readonly wanted: boolean }[] = [];
  for (const [index, { name }] of training.train.entries()) {
    const earlier = planned.map(({ run }) => run);
    const { run } = await planRun({ store: storage.location, training: stored, index, dataset, version, earlier });
    planned.push({ run, wanted: options.only === undefined || options.only === name });
    if (options.only === name) break;
  }
  const wanted = planned.filter((each) => each.wanted).map(({ run }) => run);
  for (const run of wanted) await requireResumable(options, run);
  return withWorkerSession(options, async (opened) => {
    const outcomes: TrainingOutcome[] = [];
    for (const run of wanted) {
      outcomes.push(await follow(options, opened, { store: storage.location, run, data: { dataset, version } }));
    }
    return outcomes;
  });
}

function requireEntry({ training, only }: TrainingOptions): void {
  const names = training.train.map(({ name }) => name);
  if (only === undefined || names.includes(only)) return;
  throw new MillraceError('run-unknown', `the recipe trains no ${JSON.stringify(only)}${didYouMean(only, names)}`, {
    kind: 'usage',
    hint: `its runs: ${names.join(', ')}`,
  });
}

async function requireResumable({ storage, resume }: TrainingOptions, run: string): Promise<void> {
  const state = await runState(storage, run);
  if (resume || state.kind !== 'unfinished') return;
  throw new MillraceError('run-unfinished', `run ${run} was left at step ${state.step}`, {
    kind: 'usage',
    at: `${storage.location}/runs/${run}`,
    hint: 'add --resume to go on from there, or delete that folder to begin again',
  });
}

async function follow(
  options: TrainingOptions,
  opened: WorkerSession,
  reference: RunReference,
): Promise<TrainingOutcome> {
  const { storage, onEvent, signal } = options;
  const { run } = reference;
  const { result, workflowId, url } = await followWorkflow<typeof trainModel>({
    ...{ storage, opened, onEvent, signal },
    workflowId: `train-${run}-${storeDigest(storage)}`,
    start: (client, start) =>
      client.workflow.start<typeof trainModel>('trainModel', {
        ...start,
        staticSummary: `Train ${run}`,
        args: [reference],
      }),
    watch: (handle, over) => watchTraining(opened.session.client, handle, over, onEvent),
  });
  return { ...result, workflowId, uiUrl: url };
}
