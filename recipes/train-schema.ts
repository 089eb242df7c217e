import { z } from 'zod';
import type { Json } from '../core/canonical-json.ts';
import { outputSize } from '../pipelines/augment/step-sizes.ts';
import { distributionIssue } from '../training/distributed/distribution.ts';
import type { ModelDefinition } from '../training/model.ts';
import type { ObjectiveDefinition } from '../training/objective.ts';
import { metricsOfKind, type ScoreKind, scoreKindOf, usualMetricsOfKind } from '../training/objective-scores.ts';
import {
  type EvaluationMetric,
  type EvaluationSettings,
  evaluationMetrics,
  type RunSettings,
} from '../training/run-settings.ts';
import { found } from './check-value.ts';
import { compressionKeys } from './compression-keys.ts';
import {
  compressionOf,
  type GivenDistillation,
  type GivenPruning,
  type GivenStructure,
} from './compression-settings.ts';
import { type GivenOptimizer, optimizerOf } from './optimizer-settings.ts';
import { runKeysOf, sharedRunKeys, textRunKeys } from './run-keys.ts';
import { didYouMean } from './suggestion.ts';
import { checkTuning } from './tuning-settings.ts';

/** The models and objectives that a recipe can name. */
export interface TrainingKinds {
  // biome-ignore lint/suspicious/noExplicitAny: a registry holds definitions of every parameter type; zod checks them at its door.
  readonly models: readonly ModelDefinition<any>[];
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  readonly objectives: readonly ObjectiveDefinition<any>[];
}

/**
 * The entries of `train` in recipes of one kind of records: settings that all runs have, beside the keys of the model and
 * the objective they name.
 */
export function trainSchema(all: TrainingKinds, records: 'text' | 'image'): z.ZodType<readonly RunSettings[]> {
  const kinds = kindsFor(all, records);
  const branches = kinds.objectives.map((objective) => {
    // Texts whose answers are marked by place stay as they are.
    const augment = objective.content === 'images' || marksAnswers(objective) ? {} : textRunKeys;
    const own = { ...runKeysOf[records], ...augment, objective: z.literal(objective.name).describe(objective.summary) };
    const keys = { ...own, ...shapeOf(objective.name, objective.parameters) };
    const fromRun = z.strictObject({ ...keys, ...startingFrom });
    const fit = kinds.models.filter((model) => trains(objective, model));
    const withModel = fit.map((model) =>
      z.strictObject({
        ...keys,
        model: z.literal(model.name).describe(model.summary),
        ...shapeOf(model.name, model.parameters),
      }),
    );
    return z.discriminatedUnion('model', [fromRun, ...withModel], { error: unfit('model', all.models, fit) });
  });
  const [first, ...others] = branches;
  if (first === undefined) throw new Error('a recipe needs an objective');
  return z
    .array(
      z.discriminatedUnion('objective', [first, ...others], {
        error: unfit('objective', all.objectives, kinds.objectives),
      }),
    )
    .transform((entries, context) => entries.map((entry) => entry as Entry).map(runSettings(kinds, context)))
    .describe('Training runs over the version that is built, in order.');
}

// biome-ignore lint/suspicious/noExplicitAny: as in TrainingKinds.
function marksAnswers(objective: ObjectiveDefinition<any>): boolean {
  return objective.content === 'documents' && objective.form !== undefined;
}

function kindsFor({ models, objectives }: TrainingKinds, records: 'text' | 'image'): TrainingKinds {
  const ofImages = records === 'image';
  return {
    models: models.filter(({ reads }) => (reads === 'images') === ofImages),
    objectives: objectives.filter(({ content }) => (content === 'images') === ofImages),
  };
}

/** Whether an objective can train a model. */
// biome-ignore lint/suspicious/noExplicitAny: as in TrainingKinds.
export function trains(objective: ObjectiveDefinition<any>, model: ModelDefinition<any>): boolean {
  if (objective.content === 'images' || model.reads === 'images') return objective.content === model.reads;
  return objective.architectures.includes(model.architecture);
}

interface Named {
  readonly name: string;
}

// A model of the other kind of records, or for other objectives, is known: a better answer than a guess at its spelling.
function unfit(key: 'model' | 'objective', all: readonly Named[], fit: readonly Named[]) {
  return ({ input }: z.core.$ZodRawIssue): string | undefined => {
    const name = (input as Readonly<Record<string, unknown>> | null | undefined)?.[key];
    if (!all.some((each) => each.name === name) || fit.some((each) => each.name === name)) return undefined;
    const names = fit.map((each) => each.name).join(', ');
    return `expected ${fit.length === 1 ? names : `one of ${names}`}, found ${found(name)}, which is for ${key === 'model' ? 'other records or objectives' : 'other records'}`;
  };
}

const sampleSchema = z
  .strictObject({
    prompts: z
      .array(z.string().max(10_000))
      .min(1)
      .max(100)
      .describe("What texts begin with; of a run with the objective `instruct` a user's messages."),
    each: z.int().min(1).max(100).default(1).describe('Texts for each prompt, by seeds of their own.'),
    tokens: z.int().min(1).max(4096).default(64).describe('Most tokens of a text.'),
    temperature: z
      .number()
      .min(0)
      .max(2)
      .default(0)
      .describe('What logits are divided by before a token is drawn; 0 takes the likeliest.'),
  })
  .describe('Texts that a language model is to write, kept in the file of the evaluation.');

/** An entry of `evaluate` as a recipe gives it: without `metrics`, it asks for the usual ones of its run's objective. */
export interface GivenEvaluation extends Omit<EvaluationSettings, 'metrics'> {
  readonly metrics?: readonly EvaluationMetric[];
}

/** The entries of `evaluate`, over the runs that the recipe trains. */
export const evaluateSchema: z.ZodType<readonly GivenEvaluation[]> = z
  .array(
    z.strictObject({
      run: z.string().describe('Name of a run of `train`.'),
      on: z.enum(['holdout', 'train']).default('holdout').describe('Split of the version to judge it on.'),
      checkpoint: z
        .enum(['best', 'last'])
        .default('best')
        .describe('Whose weights are judged: those of the lowest validation loss, or the last ones.'),
      metrics: z
        .array(z.enum(evaluationMetrics))
        .min(1)
        .exactOptional()
        .describe(
          'What to report: `loss` and `perplexity` of a language model; `loss`, `accuracy` and `macroF1` of a classifier, and of two classes `precision`, `recall` and `f1`; `loss`, `exactMatch` and `f1` of one that finds answers. Without it: `perplexity`; `accuracy` and `macroF1`; `exactMatch` and `f1`.',
        ),
      against: z
        .literal('naive-bayes')
        .nullable()
        .default(null)
        .describe('A baseline on the same split: multinomial naive Bayes over words, for a classifier.'),
      samples: sampleSchema.exactOptional(),
    }),
  )
  .describe('What is asked of the finished runs.');

/** Adds an issue for each entry of `evaluate` that names no run of `train`, or asks of one what it cannot have. */
export function checkEvaluatedRuns(
  { train, evaluate }: { readonly train: readonly RunSettings[]; readonly evaluate: readonly GivenEvaluation[] },
  { objectives }: TrainingKinds,
  context: z.core.$RefinementCtx,
): void {
  const names = train.map(({ name }) => name);
  for (const [index, { run, metrics, against, samples }] of evaluate.entries()) {
    const settings = train.find(({ name }) => name === run);
    if (settings === undefined) {
      addIssue(context, ['evaluate', index, 'run'], run, names);
      continue;
    }
    const kind = kindOf(settings, objectives);
    const fit = metricsOfKind[kind];
    for (const [place, metric] of (metrics ?? []).entries()) {
      if (fit.includes(metric)) continue;
      const message = `expected one of ${fit.join(', ')}, which ${settings.objective.name} has, found ${found(metric)}`;
      context.addIssue({ code: 'custom', path: ['evaluate', index, 'metrics', place], message });
    }
    if (samples !== undefined && kind !== 'language') {
      const message = `expected no samples of ${settings.objective.name}, which writes no text, found some`;
      context.addIssue({ code: 'custom', path: ['evaluate', index, 'samples'], message });
    }
    if (against === null) continue;
    const baseline = settings.images !== null ? 'for a run on images' : kind === 'classes' ? null : baselineOf[kind];
    if (baseline === null) continue;
    const message = `expected no baseline of words ${baseline}, found ${found(against)}`;
    context.addIssue({ code: 'custom', path: ['evaluate', index, 'against'], message });
  }
}

/** The entries of `evaluate`, those without metrics with the usual ones of the run that each names. */
export function withMetrics(
  { train, evaluate }: { readonly train: readonly RunSettings[]; readonly evaluate: readonly GivenEvaluation[] },
  { objectives }: TrainingKinds,
): readonly EvaluationSettings[] {
  return evaluate.map((given) => {
    const settings = train.find(({ name }) => name === given.run) as RunSettings;
    return { ...given, metrics: given.metrics ?? usualMetricsOfKind[kindOf(settings, objectives)] };
  });
}

function kindOf({ objective }: RunSettings, objectives: TrainingKinds['objectives']): ScoreKind {
  const definition = objectives.find(({ name }) => name === objective.name);
  return definition === undefined ? 'classes' : scoreKindOf(definition);
}

const baselineOf = { language: 'for a language model', answers: 'for one that finds answers' } as const;

type Entry = Readonly<Record<string, Json>> &
  GivenDistillation &
  GivenPruning &
  GivenStructure &
  GivenOptimizer & {
    readonly name: string;
    readonly objective: string;
    readonly model?: string;
    readonly from?: string | { readonly pretrained: string };
    readonly tune?: NonNullable<RunSettings['tune']>;
    readonly earlyStopping?: NonNullable<RunSettings['earlyStopping']>;
    readonly learningRate: number;
    readonly steps: number;
  };

function runSettings(kinds: TrainingKinds, context: z.core.$RefinementCtx) {
  const before: RunSettings[] = [];
  return (entry: Entry, index: number): RunSettings => {
    const names = before.map(({ name }) => name);
    const start = before.find(({ name }) => name === entry.from);
    if (names.includes(entry.name)) {
      const message = `expected a name of its own, found ${found(entry.name)} again`;
      context.addIssue({ code: 'custom', path: [index, 'name'], message });
    }
    const { run, ...pretrained } = originOf(entry);
    if (run !== null && start === undefined) addIssue(context, [index, 'from'], run, names);
    const objective = kinds.objectives.find(({ name }) => name === entry.objective);
    const begun = kinds.models.find(({ name }) => name === start?.model.name);
    if (objective !== undefined && begun !== undefined && !trains(objective, begun)) {
      const fit = kinds.models.filter((model) => trains(objective, model)).map(({ name }) => name);
      const message = `expected a run of ${fit.join(' or ')}, which ${objective.name} trains, found ${found(entry.from)}, of ${begun.name}`;
      context.addIssue({ code: 'custom', path: [index, 'from'], message });
    }
    const settings = {
      ...commonOf(entry, context, index),
      ...recordsOf(entry, context, index),
      from: run,
      ...pretrained,
      ...(entry.tune === undefined ? {} : { tune: entry.tune }),
      ...(entry.earlyStopping === undefined ? {} : { earlyStopping: entry.earlyStopping }),
      model:
        entry.model === undefined
          ? (start?.model ?? { name: '', parameters: {} })
          : named(entry, entry.model, kinds.models),
      objective: named(entry, entry.objective, kinds.objectives),
    };
    checkTuning(settings, kinds.models, context, index);
    const compressed = { ...settings, ...compressionOf(entry, index, settings, before, context, kinds.models) };
    const issue = distributionIssue(compressed);
    if (issue !== undefined) {
      const message = `expected ${issue.expected}, found ${issue.found}`;
      context.addIssue({ code: 'custom', path: [index, issue.key], message });
    }
    before.push(compressed);
    return compressed;
  };
}

/** The earlier run that an entry begins with, or the folder of another project. */
function originOf({ from }: Entry): Pick<RunSettings, 'pretrained'> & { readonly run: string | null } {
  if (typeof from !== 'object') return { run: from ?? null };
  return { run: null, pretrained: { folder: from.pretrained } };
}

function addIssue(
  context: z.core.$RefinementCtx,
  path: (string | number)[],
  name: string,
  names: readonly string[],
): void {
  const known = names.length === 0 ? 'and there is none' : `one of ${names.join(', ')}`;
  const expected = path[0] === 'evaluate' ? 'a run of train' : 'an earlier run of train';
  const message = `expected ${expected}, ${known}, found ${found(name)}${didYouMean(name, names)}`;
  context.addIssue({ code: 'custom', path, message });
}

/** What depends on the kind of records. */
function recordsOf(
  entry: Entry,
  context: z.core.$RefinementCtx,
  index: number,
): Pick<RunSettings, 'length' | 'images' | 'textAugment'> {
  const { length = null, size = null, augment = [], normalize } = entry as Partial<GivenOfRecords>;
  if (normalize === undefined) return { length, images: null, textAugment: augment };
  const given = outputSize(augment);
  if (size !== null && given !== null && (given.width !== size || given.height !== size)) {
    const message = `expected ${given.width} × ${given.height}, which augment gives, or no size, found ${size}`;
    context.addIssue({ code: 'custom', path: [index, 'size'], message });
  }
  return { length: null, images: { size, augment, normalize }, textAugment: [] };
}

type GivenOfRecords = Pick<RunSettings, 'length'> & NonNullable<RunSettings['images']>;

type Common = Omit<
  RunSettings,
  | 'from'
  | 'pretrained'
  | 'model'
  | 'objective'
  | 'length'
  | 'images'
  | 'textAugment'
  | 'distil'
  | 'prune'
  | 'structured'
  | 'tune'
  | 'earlyStopping'
>;

const optionalKeys = [
  ...Object.keys(compressionKeys),
  'momentum',
  'decayShare',
  'weightDecay',
  'tune',
  'earlyStopping',
];
const commonKeys = Object.keys(sharedRunKeys).filter((key) => !optionalKeys.includes(key));

// What depends on another key gets its default here.
function commonOf(entry: Entry, context: z.core.$RefinementCtx, index: number): Common {
  const picked = Object.fromEntries(commonKeys.map((key) => [key, entry[key]])) as unknown;
  const { data, minLearningRate, warmupSteps, evaluateEvery, checkpointEvery, ...given } = picked as Given;
  const tenth = Math.max(1, Math.round(given.steps / 10));
  return {
    ...given,
    ...optimizerOf(entry, context, index),
    mix: data,
    minLearningRate: minLearningRate ?? given.learningRate / 10,
    warmupSteps: warmupSteps ?? Math.min(100, tenth),
    evaluateEvery: evaluateEvery ?? tenth,
    checkpointEvery: checkpointEvery ?? Math.min(500, tenth),
  };
}

type Derived = 'minLearningRate' | 'warmupSteps' | 'evaluateEvery' | 'checkpointEvery';
type Given = Omit<Common, Derived | 'mix' | keyof GivenOptimizer> & { readonly data: RunSettings['mix'] } & {
  readonly [Key in Derived]?: number;
};

function named(
  entry: Entry,
  name: string,
  definitions: readonly { readonly name: string; readonly parameters: z.ZodType }[],
): RunSettings['model'] {
  const definition = definitions.find((each) => each.name === name);
  const keys = definition === undefined ? [] : Object.keys(shapeOf(name, definition.parameters));
  const parameters = Object.fromEntries(keys.filter((key) => entry[key] !== undefined).map((key) => [key, entry[key]]));
  return { name, parameters: parameters as Record<string, Json> };
}

function shapeOf(name: string, parameters: z.ZodType): z.core.$ZodLooseShape {
  if (!(parameters instanceof z.ZodObject)) throw new Error(`parameters of "${name}" must be a zod object`);
  return parameters.shape;
}

const folderOfModel =
  "A folder as Hugging Face's transformers saves models, relative to the recipe: docs/pretrained.md tells which.";

const startingFrom = {
  model: z.undefined().optional(),
  from: z
    .union([z.string(), z.strictObject({ pretrained: z.string().min(1).describe(folderOfModel) })], {
      error: ({ input }) => {
        if (typeof input === 'object' && input !== null && !Array.isArray(input)) return undefined;
        return `expected model, or from with the name of an earlier run, found ${input === undefined ? 'neither' : found(input)}`;
      },
    })
    .describe(
      'An earlier run of this recipe, whose best weights it begins with, or `{ pretrained: FOLDER }`: the same model.',
    ),
};
