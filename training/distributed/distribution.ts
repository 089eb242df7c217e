import type { RunSettings } from '../run-settings.ts';

/** Launchers of other frameworks, which train a run over several processes in Python. */
export const distributedEngines = ['torchrun', 'deepspeed', 'accelerate', 'tf'] as const;
export type DistributedEngine = (typeof distributedEngines)[number];

/**
 * What the processes of a run divide among them, beside the batch. `ddp`: nothing, gradients alone are added up. `zero`:
 * the optimizer's state. `fsdp`: weights, gradients and state.
 */
export const strategies = ['ddp', 'fsdp', 'zero'] as const;
export type Strategy = (typeof strategies)[number];

/** How a run is spread over processes. */
export interface Distribution {
  readonly engine: DistributedEngine;
  readonly processes: number;
  readonly strategy: Strategy;
}

/** The strategies that an engine knows, its own first. */
const strategiesOf: Readonly<Record<DistributedEngine, readonly Strategy[]>> = {
  torchrun: ['ddp', 'fsdp', 'zero'],
  deepspeed: ['zero'],
  accelerate: ['ddp'],
  tf: ['ddp'],
};

interface Served {
  readonly models: readonly string[];
  readonly objectives: readonly string[];
}

const inPyTorch: Served = {
  models: ['gpt', 'bert'],
  objectives: ['causal', 'masked'],
};

/** What Python trains, by engine. */
const servedBy: Readonly<Record<DistributedEngine, Served>> = {
  torchrun: inPyTorch,
  deepspeed: inPyTorch,
  accelerate: inPyTorch,
  tf: { models: ['gpt'], objectives: ['causal'] },
};

type Spread = Pick<RunSettings, 'engine' | 'processes' | 'strategy'>;

/** How a run's settings spread it; undefined for a run that trains in one process, without Python. */
export function distributionOf({ engine, processes, strategy }: Spread): Distribution | undefined {
  const known = distributedEngines.find((each) => each === engine);
  if (known === undefined) return undefined;
  // Recipes that were stored before there were such runs have neither member.
  return { engine: known, processes: processes ?? 1, strategy: strategy ?? strategiesOf[known][0] ?? 'ddp' };
}

/** A key of a run that its engine cannot serve: what was expected there, and what was found. */
export interface DistributionIssue {
  readonly key: string;
  readonly expected: string;
  readonly found: string;
}

/** The first of a run's settings that its engine cannot serve; undefined where it serves all of them. */
export function distributionIssue(settings: RunSettings): DistributionIssue | undefined {
  const { processes, strategy, model, objective, batch, textAugment } = settings;
  const distribution = distributionOf(settings);
  if (distribution === undefined) {
    const one = `one process, as the engine ${settings.engine} has`;
    if ((processes ?? 1) !== 1) return { key: 'processes', expected: one, found: String(processes) };
    if ((strategy ?? null) === null) return undefined;
    return { key: 'strategy', expected: `no strategy for ${one}`, found: String(strategy) };
  }
  const { engine } = distribution;
  const list = (names: readonly string[]): string => names.join(' or ');
  if (!strategiesOf[engine].includes(distribution.strategy)) {
    return { key: 'strategy', expected: `${list(strategiesOf[engine])}, which ${engine} has`, found: String(strategy) };
  }
  const { models, objectives } = servedBy[engine];
  if (!models.includes(model.name)) {
    return { key: 'model', expected: `${list(models)}, which ${engine} trains`, found: model.name };
  }
  if (!objectives.includes(objective.name)) {
    const expected = `${list(objectives)}, since Python reads packed tokens and no documents`;
    return { key: 'objective', expected, found: objective.name };
  }
  if (batch % distribution.processes !== 0) {
    return { key: 'batch', expected: `a multiple of the ${distribution.processes} processes`, found: String(batch) };
  }
  if (textAugment.length > 0) return { key: 'augment', expected: 'none, which Python does not do', found: 'some' };
  const knows = built[model.name] ?? [];
  const foreign = [
    ...Object.entries(settings),
    ...Object.entries(model.parameters).filter(([key]) => !knows.includes(key)),
  ].find(([key, value]) => !served.has(key) && !isUsual(value));
  if (foreign === undefined) return undefined;
  const [key, value] = foreign;
  return { key, expected: `none, which ${engine} does not know`, found: JSON.stringify(value) };
}

/** Settings that Python heeds, or that this side does for it. */
const served: ReadonlySet<string> = new Set([
  ...['name', 'from', 'model', 'objective', 'freeze', 'mix', 'length', 'textAugment', 'steps', 'batch', 'accumulate'],
  ...['learningRate', 'minLearningRate', 'warmupSteps', 'beta1', 'beta2', 'epsilon', 'weightDecay', 'clipNorm'],
  ...['dropout', 'seed', 'evaluateEvery', 'evaluateBatches', 'checkpointEvery', 'keepCheckpoints', 'engine'],
  ...[
    'processes',
    'strategy',
    'device',
    'schedule',
    'decayShare',
    'momentum',
    'earlyStopping',
    'optimizer',
    'precision',
  ],
]);

/** Parameters of the models that Python builds; all others are as they are by default. */
const built: Readonly<Record<string, readonly string[]>> = {
  gpt: ['layers', 'heads', 'width', 'bias'],
  bert: ['layers', 'heads', 'width', 'mlpRatio', 'segments', 'head'],
};

/** What a setting has where it asks for nothing. */
function isUsual(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
  return [undefined, null, false, 0, 'adamw', 'cosine', 'float32', 'gelu'].some((usual) => usual === value);
}
