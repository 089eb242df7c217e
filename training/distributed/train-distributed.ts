import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { MillraceError } from '../../core/errors.ts';
import type { BackendFacts } from '../backend/backend.ts';
import type { Checkpoint } from '../checkpoints/checkpoint.ts';
import { pruneCheckpoints } from '../checkpoints/prune-checkpoints.ts';
import { readCheckpoint, splitMoments } from '../checkpoints/read-checkpoint.ts';
import { decodeSafetensors } from '../checkpoints/safetensors.ts';
import { writeCheckpoint } from '../checkpoints/write-checkpoint.ts';
import { diverged } from '../diverged.ts';
import { noHoldout, validationsOf } from '../early-stopping.ts';
import { checkState } from '../engines/weight-state.ts';
import { finishedResult } from '../finished-result.ts';
import type { WeightSpec } from '../model.ts';
import { objectiveOf, readRunVersion, runParts, splitIsEmpty } from '../open-run.ts';
import { type Moment, momentsOf } from '../optimizer/moments.ts';
import { runOptimizer } from '../optimizer/run-optimizer.ts';
import type { RunConfig } from '../run-config.ts';
import { changedSettings } from '../run-identity.ts';
import { definitionOf } from '../run-model.ts';
import { pageEveryMs, runPage } from '../run-page.ts';
import { openProgress, type ProgressTeller } from '../run-progress.ts';
import type { RunResult } from '../run-result.ts';
import { runFolder } from '../runs/run-folder.ts';
import { openRunLog, type RunLog, readReports } from '../runs/run-log.ts';
import { writeRunResult } from '../runs/run-state.ts';
import { openSpeed, type Speed } from '../speed.ts';
import { startingWeights } from '../starting-weights.ts';
import type { TrainOptions } from '../train-options.ts';
import { type Distribution, isFed } from './distribution.ts';
import { type FedRun, openFedRun } from './fed-run.ts';
import { type TrainingJob, writeJobFolder } from './job-folder.ts';
import { launchOf } from './launch.ts';
import type { Message } from './messages.ts';
import { followProcesses, ProcessesDied } from './processes.ts';
import { pythonEnvironment, pythonOf, requirePython } from './python.ts';

type Of<Kind extends Message['millrace']> = Extract<Message, { readonly millrace: Kind }>;

/**
 * As `train`, in processes of Python: they read the same batches in the same order from the same weights, and what they
 * tell becomes the same log, checkpoints and result.
 */
export async function trainDistributed(
  options: TrainOptions,
  config: RunConfig,
  distribution: Distribution,
): Promise<RunResult> {
  const { env, threads, storage } = options;
  await requirePython(distribution.engine, env);
  const progress = openProgress(config, options.onProgress);
  const checkpoint = await readCheckpoint(storage, runFolder(config.run), 'last', ({ step, reason }) =>
    progress.note(`the checkpoint of step ${step} is left out: ${reason.message}`),
  );
  const jobFolder = await jobFolderOf(options);
  const fed = isFed(config.settings)
    ? await openFedRun(options, config, distribution.processes, checkpoint?.cursor)
    : undefined;
  try {
    const job = await planJob(options, config, distribution, checkpoint, fed);
    progress.note(`starting ${distribution.processes} processes with ${distribution.engine}`);
    await writeJobFolder(jobFolder, job);
    const launch = launchOf(distribution, jobFolder, threads);
    const command = {
      program: pythonOf(env),
      args: launch.args,
      env: { ...pythonEnvironment(env), ...launch.env },
    };
    const follower = await openFollower(options, job, progress);
    await followProcesses(command, options.signal, follower.onMessage).catch((error: unknown) => {
      throw fed?.feeder.error() ?? error;
    });
    if (!follower.done()) {
      if (options.signal.aborted) throw new MillraceError('interrupted', 'Interrupted');
      throw new ProcessesDied('the training processes were asked to end by another than Millrace');
    }
    return await follower.finish();
  } finally {
    await fed?.close();
    await rm(jobFolder, { recursive: true, force: true });
  }
}

async function planJob(
  { storage }: TrainOptions,
  config: RunConfig,
  distribution: Distribution,
  checkpoint: Checkpoint | undefined,
  fed: FedRun | undefined,
): Promise<TrainingJob> {
  const classes = fed?.classes ?? [];
  const { model, objective } = runParts(config, classes);
  const { manifest } = await readRunVersion(storage, config);
  const { settings } = config;
  const holdout = !splitIsEmpty(manifest, config, 'holdout');
  if (!holdout && settings.earlyStopping !== undefined) throw noHoldout(config);
  const reports = await readReports(storage, runFolder(config.run));
  return {
    ...{ storage, config, distribution, checkpoint },
    parameters: {
      model: definitionOf(config).parameters.parse(settings.model.parameters),
      objective: objectiveOf(config).parameters.parse(settings.objective.parameters),
    },
    weights: [...model.weights, ...objective.weights],
    starting: checkpoint === undefined ? (await startingWeights(storage, config, model, classes)).weights : undefined,
    ...{ holdout, classes: classes.length, feed: fed?.feeder.socket ?? null },
    rows: reports.filter(({ step }) => step <= (checkpoint?.step ?? 0)),
  };
}

/** In the run's own folder, where that is on this machine: a process that goes on finds and replaces it. */
async function jobFolderOf({ storage, run }: TrainOptions): Promise<string> {
  if (isAbsolute(storage.location)) return join(storage.location, runFolder(run), 'job');
  return mkdtemp(join(tmpdir(), 'millrace-job-'));
}

interface Follower {
  readonly onMessage: (message: Message) => Promise<void>;
  /** Whether the last step was told, or one at which patience was over. */
  readonly done: () => boolean;
  readonly finish: () => Promise<RunResult>;
}

/** Makes of messages what a run in this process leaves. */
async function openFollower(options: TrainOptions, job: TrainingJob, progress: ProgressTeller): Promise<Follower> {
  const { storage, threads } = options;
  const { config, checkpoint, distribution, weights } = job;
  const { settings, run } = config;
  const folder = runFolder(run);
  const from = checkpoint?.step ?? 0;
  const log = await openRunLog(storage, folder, settings.name, from);
  let speed: Speed = openSpeed(from, settings.steps);
  let backend: BackendFacts | undefined;
  let identity: Checkpoint['identity'] = {};
  let tokens = checkpoint?.counters['tokens'] ?? 0;
  let pageMs = 0;

  const started = ({ library, version, device, deviceName }: Of<'started'>): void => {
    backend = { name: library, version, device, deviceName };
    identity = { backend: library, version, device, deviceName, threads, ...distribution };
    speed = openSpeed(from, settings.steps);
    progress.backend(backend);
  };
  const stepped = async (told: Of<'step'>): Promise<void> => {
    const { step, epoch, loss, gradientNorm, learningRate, validation } = told;
    if (!Number.isFinite(loss)) throw diverged(run, step, loss);
    tokens += told.tokens;
    speed.add(step, told.tokens);
    const row = { step, epoch, loss, gradientNorm, learningRate, tokens };
    log.add(validation === undefined ? row : { ...row, validation: { loss: validation } }, speed.timing());
    progress.step(step, loss, validation, speed);
    if (backend === undefined || performance.now() - pageMs < pageEveryMs) return;
    options.onPage(runPage(config, log.rows, backend));
    await log.flush();
    pageMs = performance.now();
  };
  const saved = async ({ step, cursor, folder: at }: Of<'checkpoint'>): Promise<void> => {
    progress.note('writing a checkpoint');
    await log.flush();
    await writeCheckpoint(storage, folder, {
      ...{ step, cursor, identity, seed: settings.seed, counters: { tokens } },
      validationLoss: validationAt(log, step),
      state: await readState(at, weights, momentsOf(runOptimizer(settings))),
    });
    await rm(at, { recursive: true, force: true });
    await pruneCheckpoints(storage, folder, settings.keepCheckpoints);
  };
  return {
    onMessage: async (message) => {
      if (message.millrace === 'started') started(message);
      else if (message.millrace === 'step') await stepped(message);
      else if (message.millrace === 'checkpoint') await saved(message);
      else throw failure(message);
    },
    done: () => {
      const { steps, earlyStopping } = settings;
      if ((log.rows.at(-1)?.step ?? from) >= steps) return true;
      return earlyStopping !== undefined && validationsOf(log.rows, earlyStopping).stoppedAt !== undefined;
    },
    finish: async () => {
      if (backend === undefined) throw new Error('the training processes told nothing');
      await log.flush();
      const result = finishedResult({
        ...{ config, folder, rows: log.rows, speed, backend },
        start: { step: from, changed: checkpoint === undefined ? [] : changedSettings(checkpoint.identity, identity) },
        parameters: weights.reduce((sum, { shape }) => sum + shape.reduce((size, side) => size * side, 1), 0),
      });
      await writeRunResult(storage, folder, result);
      return result;
    },
  };
}

function failure({ error }: Of<'failed'>): MillraceError {
  const { code, message, kind, at, hint } = error;
  return new MillraceError(code, message, {
    kind,
    ...(at === undefined ? {} : { at }),
    ...(hint === undefined ? {} : { hint }),
  });
}

function validationAt({ rows }: RunLog, step: number): number | null {
  const last = rows.at(-1);
  return last?.step === step ? (last.validation?.['loss'] ?? null) : null;
}

/** The state that the processes left in a folder. Throws MillraceError `bad-checkpoint` where it is not the run's. */
async function readState(
  folder: string,
  specs: readonly WeightSpec[],
  kept: readonly Moment[],
): Promise<Checkpoint['state']> {
  const read = async (name: string) => {
    const at = join(folder, name);
    return { at, tensors: decodeSafetensors(await readFile(at), at).tensors };
  };
  const [weights, moments] = await Promise.all([read('weights.safetensors'), read('optimizer.safetensors')]);
  const state = { weights: weights.tensors, ...splitMoments(moments.tensors, moments.at) };
  checkState(specs, state, kept);
  return state;
}
