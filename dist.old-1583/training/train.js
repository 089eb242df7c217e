import { MillraceError } from '../core/errors.js';
import { checkpointFolder } from './checkpoints/checkpoint.js';
import { pruneCheckpoints } from './checkpoints/prune-checkpoints.js';
import { readCheckpoint } from './checkpoints/read-checkpoint.js';
import { writeCheckpoint } from './checkpoints/write-checkpoint.js';
import { learningRateAt } from './learning-rate.js';
import { openRunBackend, openRunEngine, readRunVersion, splitIsEmpty } from './open-run.js';
import { openRunStream } from './open-run-stream.js';
import { orClose } from './or-close.js';
import { readsImages } from './run-config.js';
import { feedOf } from './run-feed.js';
import { changedSettings, identityOf } from './run-identity.js';
import { runPage } from './run-page.js';
import { openProgress } from './run-progress.js';
import { runFolder } from './runs/run-folder.js';
import { openRunLog } from './runs/run-log.js';
import { readRunRecord } from './runs/run-record.js';
import { readRunResult, writeRunResult } from './runs/run-state.js';
import { openSpeed } from './speed.js';
import { judge } from './validate.js';
/** What people look at while a run lasts: its page, its plots. */
const pageEveryMs = 4_000;
/**
 * Trains a planned run, going on from its newest checkpoint; a finished run is told again. On the CPU, with equal
 * threads, k steps and then n − k give the weights of n to the last bit, whatever ended the first process.
 */
export async function train(options) {
    const { storage, run } = options;
    const folder = runFolder(run);
    const finished = await readRunResult(storage, folder);
    if (finished !== undefined)
        return finished;
    const config = await readRunRecord(storage, folder);
    const progress = openProgress(config, options.onProgress);
    const backend = await openRunBackend({ ...options, device: config.settings.device }, progress.note);
    progress.backend(backend);
    const checkpoint = await readCheckpoint(storage, folder, 'newest', ({ step, reason }) => progress.note(`the checkpoint of step ${step} is left out: ${reason.message}`));
    const version = await readRunVersion(storage, config);
    const source = { storage, version, config, threads: options.threads };
    const train = await openRunStream(source, 'train', 'training', checkpoint?.cursor);
    const holdout = splitIsEmpty(version.manifest, config, 'holdout')
        ? undefined
        : await orClose([train.stream], () => openRunStream(source, 'holdout', 'evaluation'));
    const streams = holdout === undefined ? [train.stream] : [train.stream, holdout.stream];
    const { engine, objective } = await orClose(streams, () => openRunEngine(backend, config, train.stream.classes, options.threads));
    try {
        if (checkpoint !== undefined)
            engine.writeState(checkpoint.state);
        else if (config.from !== null)
            engine.writeState(await startingWeights(storage, config.from));
        const log = await openRunLog(storage, folder, config.settings.name, checkpoint?.step ?? 0);
        const identity = identityOf(backend, options, config);
        const start = {
            step: checkpoint?.step ?? 0,
            changed: checkpoint === undefined ? [] : changedSettings(checkpoint.identity, identity),
        };
        const job = {
            options,
            config,
            folder,
            identity,
            backend,
            engine,
            train: feedOf(train, objective),
            holdout: holdout === undefined ? undefined : feedOf(holdout, objective),
            log,
            progress,
        };
        return await finish(job, await walkSteps(job, checkpoint), start);
    }
    finally {
        engine.close();
        for (const stream of streams)
            await stream.close();
    }
}
async function walkSteps(job, from) {
    const { config, engine, train, log, progress, options } = job;
    const { settings } = config;
    let tokens = from?.counters['tokens'] ?? 0;
    let cursor = from?.cursor ?? train.start;
    const speed = openSpeed(from?.step ?? 0, settings.steps);
    let pageMs = 0;
    const batches = train.epochs();
    try {
        for (let step = (from?.step ?? 0) + 1; step <= settings.steps; step++) {
            const epoch = cursor.epoch;
            const next = await takeBatches(batches, settings.accumulate);
            cursor = next.cursor;
            tokens += next.tokens;
            const learningRate = learningRateAt(step, settings);
            const { loss, gradientNorm } = engine.step(next.inputs, { step, learningRate });
            if (!Number.isFinite(loss))
                throw diverged(config.run, step, loss);
            const due = (every) => every > 0 && (step % every === 0 || step === settings.steps);
            const validation = due(settings.evaluateEvery) ? await validate(job) : undefined;
            speed.add(step, next.tokens);
            const row = { step, epoch, loss, gradientNorm, learningRate, tokens };
            log.add(validation === undefined ? row : { ...row, validation }, speed.timing());
            progress.step(step, loss, validation?.['loss'], speed);
            const stopped = options.signal.aborted;
            if (due(settings.checkpointEvery) || stopped)
                await save(job, step, cursor, tokens, validation?.['loss']);
            if (stopped)
                throw new MillraceError('interrupted', 'Interrupted');
            if (performance.now() - pageMs > pageEveryMs) {
                options.onPage(runPage(config, log.rows, job.backend));
                await log.flush();
                pageMs = performance.now();
            }
            // Messages to this process, such as a request to stop, are taken between steps.
            await new Promise((resolve) => setImmediate(resolve));
        }
        return speed;
    }
    finally {
        await batches.return();
    }
}
async function takeBatches(batches, count) {
    const inputs = [];
    let tokens = 0;
    for (;;) {
        const { value: batch } = await batches.next();
        if (batch === undefined)
            throw new Error('an endless stream ended');
        inputs.push(batch.inputs);
        tokens += batch.units;
        if (inputs.length === count)
            return { inputs, tokens, cursor: batch.cursor };
    }
}
async function validate({ engine, holdout, config, progress }) {
    if (holdout === undefined)
        return undefined;
    progress.note('validating');
    const { lossSum, targets } = await judge(engine, holdout, config.settings.evaluateBatches);
    return targets === 0 ? undefined : { loss: lossSum / targets };
}
async function save({ options, folder, config, identity, engine, log, progress }, step, cursor, tokens, validationLoss) {
    progress.note('writing a checkpoint');
    const { storage } = options;
    await log.flush();
    await writeCheckpoint(storage, folder, {
        step,
        cursor,
        seed: config.settings.seed,
        counters: { tokens },
        validationLoss: validationLoss ?? null,
        identity,
        state: engine.readState(),
    });
    await pruneCheckpoints(storage, folder, config.settings.keepCheckpoints);
}
async function finish(job, speed, start) {
    const { config, folder, log, backend, engine, options } = job;
    const { steps, name } = config.settings;
    await log.flush();
    const last = log.rows.slice(-Math.max(1, Math.round(steps / 10)));
    const weights = [...engine.readState().weights.values()];
    const result = {
        ...{ run: config.run, name, steps, resumedFrom: start.step, changedSettings: start.changed },
        loss: last.reduce((sum, { loss }) => sum + loss, 0) / last.length,
        validationLoss: log.rows.findLast(({ validation }) => validation !== undefined)?.validation?.['loss'] ?? null,
        tokens: log.rows.at(-1)?.tokens ?? 0,
        tokensPerSecond: speed.tokensPerSecond(),
        unit: readsImages(config) ? 'images' : 'tokens',
        seconds: speed.seconds(),
        backend: `${backend.name} ${backend.tensorflowVersion}`,
        ...{ device: backend.device, deviceName: backend.deviceName },
        checkpoint: checkpointFolder(folder, steps).slice(0, -1),
        parameters: weights.reduce((sum, { data }) => sum + data.length, 0),
        page: runPage(config, log.rows, backend),
    };
    await writeRunResult(options.storage, folder, result);
    return result;
}
async function startingWeights(storage, run) {
    const checkpoint = await readCheckpoint(storage, runFolder(run), 'best', () => undefined);
    if (checkpoint !== undefined)
        return { weights: checkpoint.state.weights };
    throw new MillraceError('no-checkpoint', `run ${run}, which this one starts from, has no checkpoint`, {
        hint: 'train it first',
    });
}
function diverged(run, step, loss) {
    return new MillraceError('diverged', `the loss of run ${run} is ${loss} at step ${step}`, {
        hint: 'lower learningRate, or raise warmupSteps, and train again',
    });
}
//# sourceMappingURL=train.js.map