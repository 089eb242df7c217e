import { MillraceError } from '../core/errors.ts';
import { lacksTemplate } from '../pipelines/chat/recipe-chat.ts';
import type { StoredManifest } from '../shards/catalogue.ts';
import type { Storage } from '../storage/storage.ts';
import { openLabelledTexts } from '../streaming/labelled-texts.ts';
import type { CheckpointChoice } from './checkpoints/read-checkpoint.ts';
import { requireCheckpoint } from './checkpoints/require-checkpoint.ts';
import { countPredictions, emptyConfusion } from './evaluation/confusion.ts';
import { type Evaluation, readEvaluations, writeEvaluation } from './evaluation/evaluation.ts';
import { evaluationsPage } from './evaluation/evaluations-page.ts';
import { judgedScores } from './evaluation/judged-scores.ts';
import { trainNaiveBayes } from './evaluation/naive-bayes.ts';
import { answersOfRun } from './evaluation/run-answers.ts';
import { sampleTexts } from './evaluation/sample-texts.ts';
import { classificationScores, type Scores } from './evaluation/scores.ts';
import { openRunBackend, openRunEngine, readRunVersion, runForm } from './open-run.ts';
import { openRunStream } from './open-run-stream.ts';
import { orClose } from './or-close.ts';
import { classesOf, type RunConfig, readsImages } from './run-config.ts';
import { feedOf } from './run-feed.ts';
import { notedProgress } from './run-progress.ts';
import type { RunProgress } from './run-result.ts';
import type { SampleSettings } from './run-settings.ts';
import { writePageSection } from './runs/page-section.ts';
import { runFolder } from './runs/run-folder.ts';
import { readRunRecord } from './runs/run-record.ts';
import { judge } from './validate.ts';

export interface EvaluateOptions {
  readonly storage: Storage;
  readonly run: string;
  readonly on: 'holdout' | 'train';
  /** Whose weights; the best where it is absent. */
  readonly checkpoint?: CheckpointChoice;
  /** Names of scores; empty for all that the objective has. */
  readonly metrics: readonly string[];
  readonly against: 'naive-bayes' | null;
  /** Texts to write; undefined for none. */
  readonly samples?: SampleSettings;
  /** Null for the device of the run's settings. */
  readonly device: 'auto' | 'cpu' | 'gpu' | null;
  readonly env: NodeJS.ProcessEnv;
  readonly threads: number;
  readonly onProgress: (progress: RunProgress) => void;
}

/** Scores of a run. `metrics` and those of each baseline, by its name, are over the same samples. */
export interface RunEvaluation {
  readonly run: string;
  readonly name: string;
  readonly on: 'holdout' | 'train';
  /** Of the weights that were judged; `best` for those of the lowest of all validation losses that were measured. */
  readonly step: number;
  readonly checkpoint: CheckpointChoice;
  readonly samples: number;
  /** Key of what was written: all of it, with confusions and texts. */
  readonly file: string;
  readonly metrics: Scores;
  readonly against: Readonly<Record<string, Scores>>;
}

/**
 * Judges a run on a whole split, and writes it to the run's folder and page. On the holdout split the best weights flatter themselves
 * a little: they were chosen on it.
 * Throws MillraceError `no-checkpoint`, `bad-metric` (usage).
 */
export async function evaluateRun(options: EvaluateOptions): Promise<RunEvaluation> {
  const { storage, run, on } = options;
  const folder = runFolder(run);
  const config = await readRunRecord(storage, folder);
  if (options.against !== null && readsImages(config)) {
    throw new MillraceError('bad-metric', `naive Bayes compares words, and run ${run} reads images`, {
      kind: 'usage',
      hint: 'leave --against out',
    });
  }
  const note = (text: string): void => options.onProgress(notedProgress(config, text));
  const version = await readRunVersion(storage, config);
  const asked = options.checkpoint ?? 'best';
  const { step, state, validationLoss } = await requireCheckpoint(
    storage,
    run,
    asked,
    `run ${run} has no checkpoint to judge`,
  );
  const checkpoint = validationLoss === null ? 'last' : asked;
  const device = options.device ?? config.settings.device;
  const backend = await openRunBackend({ ...options, device }, note);
  const opened = await openRunStream({ storage, version, config, threads: options.threads }, on, 'evaluation');
  const { stream } = opened;
  const { engine, objective } = await orClose([stream], () =>
    openRunEngine(backend, config, stream.classes, options.threads),
  );
  try {
    engine.writeState({ weights: state.weights });
    note(`evaluating step ${step} on ${on}`);
    const judged = await judge(engine, feedOf(opened, objective));
    const { samples } = judged;
    const { scores: plain, confusion } = judgedScores(judged, stream.classes);
    const classifies = stream.classes.length > 0;
    const answers = !readsImages(config) && runForm(config)?.kind === 'question';
    const { loss = Number.NaN } = plain;
    const scores = answers
      ? { loss, ...(await answersOfRun({ storage, version, config, engine, objective, start: stream.start })) }
      : plain;
    const metrics = chosen(scores, options.metrics, config);
    if (options.against !== null) note('training naive Bayes on the same split');
    const against =
      options.against === null
        ? {}
        : { 'naive-bayes': await naiveBayes(options, version, config, Object.keys(metrics)) };
    if (options.samples !== undefined) note(samplesNote(config, version));
    const texts =
      options.samples === undefined
        ? {}
        : { texts: [...(await sampleTexts({ storage, backend, version }, config, asked, options.samples))] };
    const evaluation: Evaluation = {
      ...{ format: 'millrace-evaluation/1', run, step, checkpoint, on, samples, metrics },
      ...(classifies ? { confusion: { classes: [...stream.classes], counts: rowsOf(confusion) } } : {}),
      ...(options.against === null ? {} : { against }),
      ...texts,
    };
    const file = await writeEvaluation(storage, folder, evaluation, { on, checkpoint: asked, ...questionOf(options) });
    await writePageSection(storage, run, 'evaluations', evaluationsPage(await readEvaluations(storage, folder)));
    return { file, run, name: config.settings.name, on, step, checkpoint, samples, metrics, against };
  } finally {
    engine.close();
    await stream.close();
  }
}

function questionOf({ metrics, against, samples }: EvaluateOptions) {
  return { metrics, against, samples: samples ?? null };
}

/** Trained on the train split, judged on `on`, over whole texts. */
function samplesNote({ settings }: RunConfig, { manifest }: StoredManifest): string {
  const bare = settings.objective.name === 'instruct' && lacksTemplate(manifest.lineage.recipe);
  return bare ? 'writing samples of bare prompts: the version has no copy of its chat template' : 'writing samples';
}

async function naiveBayes(
  { storage, on }: EvaluateOptions,
  version: StoredManifest,
  config: RunConfig,
  metrics: readonly string[],
): Promise<Scores> {
  const taught = await openLabelledTexts(storage, version, 'train', classesOf(config));
  const model = await trainNaiveBayes(taught.groups(), taught.classes);
  const judged = await openLabelledTexts(storage, version, on, classesOf(config));
  const confusion = emptyConfusion(judged.classes);
  for await (const texts of judged.groups()) {
    countPredictions(
      confusion,
      texts.map(({ label }) => label),
      texts.map(({ text }) => model.predict(text)),
    );
  }
  const scores = classificationScores(confusion);
  return Object.fromEntries(Object.entries(scores).filter(([name]) => metrics.includes(name)));
}

function chosen(scores: Scores, wanted: readonly string[], { settings }: RunConfig): Scores {
  if (wanted.length === 0) return scores;
  return Object.fromEntries(
    wanted.map((name) => {
      const value = scores[name];
      if (value !== undefined) return [name, value];
      throw new MillraceError('bad-metric', `run ${settings.name} has no ${name}`, {
        kind: 'usage',
        hint: `its objective, ${settings.objective.name}, has ${Object.keys(scores).join(', ')}`,
      });
    }),
  );
}

function rowsOf({ classes, counts }: ReturnType<typeof emptyConfusion>): number[][] {
  return classes.map((_, label) => [...counts.slice(label * classes.length, (label + 1) * classes.length)]);
}
