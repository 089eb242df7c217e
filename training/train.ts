import { MillraceError } from '../core/errors.ts';
import type { Cursor } from '../streaming/cursor.ts';
import { type Backend, factsOf } from './backend/backend.ts';
import type { Checkpoint } from './checkpoints/checkpoint.ts';
import { pruneCheckpoints } from './checkpoints/prune-checkpoints.ts';
import { readCheckpoint } from './checkpoints/read-checkpoint.ts';
import { writeCheckpoint } from './checkpoints/write-checkpoint.ts';
import { prunable } from './compression/compressible.ts';
import { pruneAtStep } from './compression/held-zeros.ts';
import { isPruned } from './compression/sparsity-schedule.ts';
import { openTeacher } from './distillation/teacher.ts';
import { distributionOf } from './distributed/distribution.ts';
import { trainDistributed } from './distributed/train-distributed.ts';
import { diverged } from './diverged.ts';
import { type Validations, validationsOf } from './early-stopping.ts';
import type { TrainingEngine } from './engine.ts';
import { finishedResult } from './finished-result.ts';
import { learningRateAt } from './learning-rate.ts';
import type { StepInputs } from './objective.ts';
import { openRunBackend, openRunEngine } from './open-run.ts';
import { orClose } from './or-close.ts';
import type { RunConfig } from './run-config.ts';
import { type FedBatch, feedOf, type RunFeed } from './run-feed.ts';
import { changedSettings, identityOf } from './run-identity.ts';
import { pageEveryMs, runPage } from './run-page.ts';
import { openProgress, type ProgressTeller } from './run-progress.ts';
import type { RunResult } from './run-result.ts';
import { openRunStreams } from './run-streams.ts';
import { runFolder } from './runs/run-folder.ts';
import { openRunLog, type RunLog } from './runs/run-log.ts';
import { readRunRecord } from './runs/run-record.ts';
import { readRunResult, writeRunResult } from './runs/run-state.ts';
import { openSpeed, type Speed } from './speed.ts';
import { startingWeights } from './starting-weights.ts';
import type { TrainOptions } from './train-options.ts';
import { judge } from './validate.ts';

/**
 * Trains a planned run, going on from its newest checkpoint; a finished run is told again. On the CPU, with equal
 * threads, k steps and then n − k give the weights of n to the last bit, whatever ended the first process.
 */
export async function train(options: TrainOptions): Promise<RunResult> {
  const { storage, run } = options;
  const folder = runFolder(run);
  const finished = await readRunResult(storage, folder);
  if (finished !== undefined) return finished;
  const config = await readRunRecord(storage, folder);
  const distribution = distributionOf(config.settings);
  if (distribution !== undefined) return trainDistributed(options, config, distribution);
  const progress = openProgress(config, options.onProgress);
  const backend = await openRunBackend({ ...options, device: config.settings.device }, progress.note);
  progress.backend(factsOf(backend));
  const checkpoint = await readCheckpoint(storage, folder, 'last', ({ step, reason }) =>
    progress.note(`the checkpoint of step ${step} is left out: ${reason.message}`),
  );
  const { train, holdout, streams } = await openRunStreams(options, config, checkpoint?.cursor);
  const teacher = await orClose(streams, () => openTeacher(backend, storage, config, train.stream.classes));
  const { engine, model, objective } = await orClose(streams, () =>
    openRunEngine(backend, config, train.stream.classes, options.threads),
  );
  try {
    if (checkpoint !== undefined) engine.writeState(checkpoint.state);
    else engine.writeState(await startingWeights(storage, config, model, train.stream.classes));
    const log = await openRunLog(storage, folder, config.settings.name, checkpoint?.step ?? 0);
    const identity = identityOf(backend, options, config);
    const start = {
      step: checkpoint?.step ?? 0,
      changed: checkpoint === undefined ? [] : changedSettings(checkpoint.identity, identity),
    };
    const job: TrainJob = {
      options,
      config,
      folder,
      identity,
      backend,
      engine,
      prunable: prunable(model),
      train: feedOf(train, objective, teacher),
      holdout: holdout === undefined ? undefined : feedOf(holdout, objective),
      log,
      progress,
    };
    return await finish(job, await walkSteps(job, checkpoint), start);
  } finally {
    engine.close();
    teacher?.close();
    for (const stream of streams) await stream.close();
  }
}

interface TrainJob {
  readonly options: TrainOptions;
  readonly config: RunConfig;
  readonly folder: string;
  readonly identity: Checkpoint['identity'];
  readonly backend: Backend;
  readonly engine: TrainingEngine;
  /** Names of the weights that pruning makes zeros of. */
  readonly prunable: readonly string[];
  readonly train: RunFeed;
  readonly holdout: RunFeed | undefined;
  readonly log: RunLog;
  readonly progress: ProgressTeller;
}

async function walkSteps(job: TrainJob, from: Checkpoint | undefined): Promise<Speed> {
  const { config, engine, train, log, progress, options } = job;
  const { settings } = config;
  let tokens = from?.counters['tokens'] ?? 0;
  const speed = openSpeed(from?.step ?? 0, settings.steps);
  let pageMs = 0;
  let standing = standingOf(job);
  const batches = train.epochs();
  try {
    for (let step = (from?.step ?? 0) + 1; step <= settings.steps && standing?.stoppedAt === undefined; step++) {
      const askedMs = performance.now();
      const next = await takeBatches(batches, settings.accumulate);
      speed.waited(performance.now() - askedMs);
      const { epoch, cursor } = next;
      tokens += next.tokens;
      const learningRate = learningRateAt(step, settings);
      const { loss, gradientNorm } = engine.step(next.inputs, { step, learningRate });
      if (!Number.isFinite(loss)) throw diverged(config.run, step, loss);
      if (settings.prune !== undefined) pruneAtStep(engine, job.prunable, step, settings.prune);
      const due = (every: number): boolean => every > 0 && (step % every === 0 || step === settings.steps);
      const validation = due(settings.evaluateEvery) ? await validate(job) : undefined;
      speed.add(step, next.tokens);
      const padding = next.places === 0 ? {} : { padding: 1 - next.tokens / next.places };
      const row = { step, epoch, loss, gradientNorm, learningRate, tokens, ...padding };
      log.add(validation === undefined ? row : { ...row, validation }, speed.timing());
      progress.step(step, loss, validation?.['loss'], speed);
      if (validation !== undefined) standing = standingOf(job);
      const stopped = options.signal.aborted;
      // Of a run that may end early: its last weights, and its best so far.
      const kept = standing?.stoppedAt !== undefined || standing?.best?.step === step;
      if (due(settings.checkpointEvery) || stopped || kept) await save(job, step, cursor, tokens, validation?.['loss']);
      if (stopped) throw new MillraceError('interrupted', 'Interrupted');
      if (performance.now() - pageMs > pageEveryMs) {
        options.onPage(runPage(config, log.rows, factsOf(job.backend)));
        await log.flush();
        pageMs = performance.now();
      }
      // Messages to this process, such as a request to stop, are taken between steps.
      await new Promise((resolve) => setImmediate(resolve));
    }
    return speed;
  } finally {
    await batches.return();
  }
}

/** How the validations of a run stand that may end early. */
function standingOf({ config, log }: TrainJob): Validations | undefined {
  const { earlyStopping, prune } = config.settings;
  return earlyStopping === undefined ? undefined : validationsOf(log.rows, earlyStopping, prune);
}

interface TakenBatches {
  readonly inputs: readonly StepInputs[];
  readonly tokens: number;
  readonly places: number;
  /** That of the first. */
  readonly epoch: number;
  readonly cursor: Cursor;
}

async function takeBatches(batches: AsyncGenerator<FedBatch, void, undefined>, count: number): Promise<TakenBatches> {
  const inputs: StepInputs[] = [];
  let tokens = 0;
  let places = 0;
  let taken = 0;
  let epoch: number | undefined;
  for (;;) {
    const { value: batch } = await batches.next();
    if (batch === undefined) throw new Error('an endless stream ended');
    inputs.push(...batch.inputs);
    tokens += batch.units;
    places += batch.places;
    epoch ??= batch.cursor.epoch;
    if (++taken === count) return { inputs, tokens, places, epoch, cursor: batch.cursor };
  }
}

async function validate({ engine, holdout, config, progress }: TrainJob): Promise<Record<string, number> | undefined> {
  if (holdout === undefined) return undefined;
  progress.note('validating');
  const { lossSum, targets } = await judge(engine, holdout, config.settings.evaluateBatches);
  return targets === 0 ? undefined : { loss: lossSum / targets };
}

async function save(
  { options, folder, config, identity, engine, log, progress }: TrainJob,
  step: number,
  cursor: Cursor,
  tokens: number,
  validationLoss: number | undefined,
): Promise<void> {
  progress.note('writing a checkpoint');
  const { storage } = options;
  await log.flush();
  await writeCheckpoint(storage, folder, {
    step,
    cursor,
    seed: config.settings.seed,
    counters: { tokens },
    // Whatever picks the best weights of a run that prunes takes pruned ones.
    validationLoss: isPruned(step, config.settings.prune) ? (validationLoss ?? null) : null,
    identity,
    state: engine.readState(),
  });
  await pruneCheckpoints(storage, folder, config.settings.keepCheckpoints);
}

async function finish(
  job: TrainJob,
  speed: Speed,
  start: { readonly step: number; readonly changed: readonly string[] },
): Promise<RunResult> {
  const { config, folder, log, backend, engine, options } = job;
  await log.flush();
  const result = finishedResult({
    ...{ config, folder, speed, start, rows: log.rows, backend: factsOf(backend) },
    parameters: [...engine.readState().weights.values()].reduce((sum, { data }) => sum + data.length, 0),
  });
  await writeRunResult(options.storage, folder, result);
  return result;
}
