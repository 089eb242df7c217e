import { MillraceError } from '../core/errors.js';
import { openLabelledTexts } from '../streaming/labelled-texts.js';
import { readCheckpoint } from './checkpoints/read-checkpoint.js';
import { countPredictions, emptyConfusion, highestClasses } from './evaluation/confusion.js';
import { writeEvaluation } from './evaluation/evaluation.js';
import { trainNaiveBayes } from './evaluation/naive-bayes.js';
import { classificationScores, languageScores } from './evaluation/scores.js';
import { openRunBackend, openRunEngine, readRunVersion } from './open-run.js';
import { openRunStream } from './open-run-stream.js';
import { orClose } from './or-close.js';
import { classesOf, readsImages } from './run-config.js';
import { feedOf } from './run-feed.js';
import { runFolder } from './runs/run-folder.js';
import { readRunRecord } from './runs/run-record.js';
import { judge } from './validate.js';
/**
 * Judges the last weights of a run on a whole split, and writes `evaluation.json`. The last and not the best ones: the
 * best were chosen on the holdout split, and would flatter themselves on it.
 * Throws MillraceError `no-checkpoint`, `bad-metric` (usage).
 */
export async function evaluateRun(options) {
    const { storage, run, on } = options;
    const folder = runFolder(run);
    const config = await readRunRecord(storage, folder);
    if (options.against !== null && readsImages(config)) {
        throw new MillraceError('bad-metric', `naive Bayes compares words, and run ${run} reads images`, {
            kind: 'usage',
            hint: 'leave --against out',
        });
    }
    const note = (text) => options.onProgress(progressOf(config, text));
    const version = await readRunVersion(storage, config);
    const checkpoint = await readCheckpoint(storage, folder, 'newest', () => undefined);
    if (checkpoint === undefined) {
        throw new MillraceError('no-checkpoint', `run ${run} has no checkpoint to judge`, { hint: 'train it first' });
    }
    const device = options.device ?? config.settings.device;
    const backend = await openRunBackend({ ...options, device }, note);
    const opened = await openRunStream({ storage, version, config, threads: options.threads }, on, 'evaluation');
    const { stream } = opened;
    const { engine, objective } = await orClose([stream], () => openRunEngine(backend, config, stream.classes, options.threads));
    try {
        engine.writeState({ weights: checkpoint.state.weights });
        note(`evaluating on ${on}`);
        const { lossSum, targets, samples, logits, labels } = await judge(engine, feedOf(opened, objective));
        const confusion = emptyConfusion(stream.classes);
        countPredictions(confusion, labels, highestClasses(logits, stream.classes.length));
        const classifies = stream.classes.length > 0;
        const scores = classifies
            ? { loss: lossSum / targets, ...classificationScores(confusion) }
            : languageScores(lossSum, targets);
        const metrics = chosen(scores, options.metrics, config);
        if (options.against !== null)
            note('training naive Bayes on the same split');
        const against = options.against === null
            ? {}
            : { 'naive-bayes': await naiveBayes(options, version, config, Object.keys(metrics)) };
        const evaluation = {
            ...{ format: 'millrace-evaluation/1', run, step: checkpoint.step, on, samples, metrics },
            ...(classifies ? { confusion: { classes: [...stream.classes], counts: rowsOf(confusion) } } : {}),
            ...(options.against === null ? {} : { against }),
        };
        await writeEvaluation(storage, folder, evaluation);
        return { run, name: config.settings.name, on, samples, metrics, against };
    }
    finally {
        engine.close();
        await stream.close();
    }
}
/** Trained on the train split, judged on `on`, over whole texts. */
async function naiveBayes({ storage, on }, version, config, metrics) {
    const taught = await openLabelledTexts(storage, version, 'train', classesOf(config));
    const model = await trainNaiveBayes(taught.groups(), taught.classes);
    const judged = await openLabelledTexts(storage, version, on, classesOf(config));
    const confusion = emptyConfusion(judged.classes);
    for await (const texts of judged.groups()) {
        countPredictions(confusion, texts.map(({ label }) => label), texts.map(({ text }) => model.predict(text)));
    }
    const scores = classificationScores(confusion);
    return Object.fromEntries(Object.entries(scores).filter(([name]) => metrics.includes(name)));
}
function chosen(scores, wanted, { settings }) {
    if (wanted.length === 0)
        return scores;
    return Object.fromEntries(wanted.map((name) => {
        const value = scores[name];
        if (value !== undefined)
            return [name, value];
        throw new MillraceError('bad-metric', `run ${settings.name} has no ${name}`, {
            kind: 'usage',
            hint: `its objective, ${settings.objective.name}, has ${Object.keys(scores).join(', ')}`,
        });
    }));
}
function rowsOf({ classes, counts }) {
    return classes.map((_, label) => [...counts.slice(label * classes.length, (label + 1) * classes.length)]);
}
function progressOf({ run, settings }, note) {
    const none = { loss: null, validationLoss: null, tokensPerSecond: null, secondsLeft: null, backend: null };
    return { run, step: 0, steps: settings.steps, ...none, note };
}
//# sourceMappingURL=evaluate-run.js.map