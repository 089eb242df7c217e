import { z } from 'zod';
import type { Json } from '../core/canonical-json.ts';
import type { ModelDefinition } from '../training/model.ts';
import type { ObjectiveDefinition } from '../training/objective.ts';
import { type EvaluationSettings, evaluationMetrics, type RunSettings } from '../training/run-settings.ts';
import { found } from './check-value.ts';
import { didYouMean } from './suggestion.ts';

/** The models and objectives that a recipe can name. */
export interface TrainingKinds {
  // biome-ignore lint/suspicious/noExplicitAny: a registry holds definitions of every parameter type; zod checks them at its door.
  readonly models: readonly ModelDefinition<any>[];
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  readonly objectives: readonly ObjectiveDefinition<any>[];
}

/** The entries of `train`: settings that all runs have, beside the keys of the model and the objective they name. */
export function trainSchema(kinds: TrainingKinds): z.ZodType<readonly RunSettings[]> {
  const branches = kinds.objectives.map((objective) => {
    const own = { ...commonRunKeys, objective: z.literal(objective.name).describe(objective.summary) };
    const keys = { ...own, ...shapeOf(objective.name, objective.parameters) };
    const fromRun = z.strictObject({ ...keys, ...startingFrom });
    const withModel = kinds.models.map((model) =>
      z.strictObject({
        ...keys,
        model: z.literal(model.name).describe(model.summary),
        ...shapeOf(model.name, model.parameters),
      }),
    );
    return z.discriminatedUnion('model', [fromRun, ...withModel]);
  });
  const [first, ...others] = branches;
  if (first === undefined) throw new Error('a recipe needs an objective');
  return z
    .array(z.discriminatedUnion('objective', [first, ...others]))
    .transform((entries, context) => entries.map((entry) => entry as Entry).map(runSettings(kinds, context)))
    .describe('Training runs over the version that is built, in order.');
}

/** The entries of `evaluate`, over the runs that the recipe trains. */
export const evaluateSchema: z.ZodType<readonly EvaluationSettings[]> = z
  .array(
    z.strictObject({
      run: z.string().describe('Name of a run of `train`.'),
      on: z.enum(['holdout', 'train']).default('holdout').describe('Split of the version to judge it on.'),
      metrics: z
        .array(z.enum(evaluationMetrics))
        .min(1)
        .describe('What to report: `perplexity` and `loss`; `accuracy` and `f1` of a classifier.'),
      against: z
        .literal('naive-bayes')
        .nullable()
        .default(null)
        .describe('A baseline on the same split: multinomial naive Bayes over words, for a classifier.'),
    }),
  )
  .describe('What is asked of the finished runs.');

/** Adds an issue for each entry of `evaluate` that names no run of `train`. */
export function checkEvaluatedRuns(
  train: readonly RunSettings[],
  evaluate: readonly EvaluationSettings[],
  context: z.core.$RefinementCtx,
): void {
  const names = train.map(({ name }) => name);
  for (const [index, { run }] of evaluate.entries()) {
    if (!names.includes(run)) addIssue(context, ['evaluate', index, 'run'], run, names);
  }
}

type Entry = Readonly<Record<string, Json>> & {
  readonly name: string;
  readonly objective: string;
  readonly model?: string;
  readonly from?: string;
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
    if (entry.from !== undefined && start === undefined) addIssue(context, [index, 'from'], entry.from, names);
    const settings = {
      ...commonOf(entry),
      from: entry.from ?? null,
      model:
        entry.model === undefined
          ? (start?.model ?? { name: '', parameters: {} })
          : named(entry, entry.model, kinds.models),
      objective: named(entry, entry.objective, kinds.objectives),
    };
    before.push(settings);
    return settings;
  };
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

type Common = Omit<RunSettings, 'from' | 'model' | 'objective'>;

// What depends on another key gets its default here.
function commonOf(entry: Entry): Common {
  const picked = Object.fromEntries(Object.keys(commonRunKeys).map((key) => [key, entry[key]])) as unknown;
  const { minLearningRate, warmupSteps, evaluateEvery, checkpointEvery, ...given } = picked as Given;
  const tenth = Math.max(1, Math.round(given.steps / 10));
  return {
    ...given,
    minLearningRate: minLearningRate ?? given.learningRate / 10,
    warmupSteps: warmupSteps ?? Math.min(100, tenth),
    evaluateEvery: evaluateEvery ?? tenth,
    checkpointEvery: checkpointEvery ?? Math.min(500, tenth),
  };
}

type Derived = 'minLearningRate' | 'warmupSteps' | 'evaluateEvery' | 'checkpointEvery';
type Given = Omit<Common, Derived> & { readonly [Key in Derived]?: number };

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

const startingFrom = {
  model: z.undefined().optional(),
  from: z
    .string({
      error: ({ input }) =>
        `expected model, or from with the name of an earlier run, found ${input === undefined ? 'neither' : found(input)}`,
    })
    .describe('An earlier run of this recipe: the same model, beginning with its best weights.'),
};

const share = z.number().min(0).lt(1);

/** Keys of every run, beside those of its model and objective. */
export const commonRunKeys = {
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, {
      error: ({ input }) => `expected at most 40 characters from a-z, 0-9 and "-", found ${found(input)}`,
    })
    .describe('Name of the run, and of its folder in the store.'),
  length: z
    .int()
    .min(2)
    .max(2 ** 16)
    .nullable()
    .default(null)
    .describe('Tokens of a sample; by default those of the packed sequences, or of the run it starts from.'),
  steps: z
    .int()
    .min(1)
    .max(2 ** 31 - 1)
    .describe('Updates of the weights.'),
  batch: z
    .int()
    .min(1)
    .max(2 ** 16)
    .default(16)
    .describe('Samples in a micro-batch.'),
  accumulate: z
    .int()
    .min(1)
    .max(2 ** 16)
    .default(1)
    .describe('Micro-batches whose gradients make one update.'),
  learningRate: z.number().positive().default(1e-3).describe('Highest learning rate.'),
  minLearningRate: z.number().min(0).optional().describe('Where the cosine ends; a tenth of learningRate by default.'),
  warmupSteps: z
    .int()
    .min(0)
    .optional()
    .describe('Steps over which the learning rate rises; a tenth of steps, at most 100, by default.'),
  beta1: share.default(0.9).describe('AdamW: decay of the mean of gradients.'),
  beta2: share.default(0.95).describe('AdamW: decay of the mean of squared gradients.'),
  epsilon: z.number().positive().default(1e-8).describe('AdamW: added to the root of the second moment.'),
  weightDecay: z.number().min(0).default(0.1).describe('AdamW: decoupled decay of matrices and embeddings.'),
  clipNorm: z.number().min(0).default(1).describe('Largest global norm of a gradient; 0 clips nothing.'),
  dropout: share.default(0).describe('Probability that an element is dropped in training.'),
  seed: z
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .default(0)
    .describe('Of initial weights, dropout and the order of samples.'),
  evaluateEvery: z
    .int()
    .min(0)
    .optional()
    .describe('Steps between validations on the holdout split; a tenth of steps by default; 0 never.'),
  evaluateBatches: z.int().min(1).default(20).describe('Most batches of one validation during training.'),
  checkpointEvery: z
    .int()
    .min(1)
    .optional()
    .describe('Steps between checkpoints; a tenth of steps, at most 500, by default.'),
  keepCheckpoints: z.int().min(1).default(2).describe('Newest checkpoints to keep, beside the best one.'),
  engine: z
    .enum(['graph', 'eager'])
    .default('graph')
    .describe('`graph`: one traced TensorFlow graph; `eager`: the reference, two to four times slower.'),
  device: z.enum(['auto', 'cpu', 'gpu']).default('auto').describe('`gpu` is an error where there is none.'),
};
