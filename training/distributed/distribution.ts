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
  /** Parameters of its models that it heeds, where those are not all. */
  readonly parameters?: readonly string[];
  /** Settings that it heeds beside those that all engines do. */
  readonly settings: readonly string[];
}

const inPyTorch: Served = {
  models: ['gpt', 'llama', 'bert', 'vit'],
  objectives: ['causal', 'masked', 'instruct', 'classify', 'answer', 'classify-image'],
  settings: ['tune', 'curriculum', 'textAugment', 'images', 'pretrained'],
};

/** What Python trains, by engine. */
const servedBy: Readonly<Record<DistributedEngine, Served>> = {
  torchrun: inPyTorch,
  deepspeed: inPyTorch,
  accelerate: inPyTorch,
  tf: { models: ['gpt'], objectives: ['causal'], parameters: ['layers', 'heads', 'width', 'bias'], settings: [] },
};

/** Objectives whose samples Python reads from the version by itself. */
const readInPython = ['causal', 'masked'];

/** Whether the ranks of a run are fed by the process that started them, with what one process would read. */
export function isFed({ objective, curriculum, textAugment }: RunSettings): boolean {
  return !readInPython.includes(objective.name) || (curriculum ?? null) !== null || textAugment.length > 0;
}

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
  const { processes, strategy, model, objective, batch, tune } = settings;
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
  const served = servedBy[engine];
  // That of a folder has no name before the folder is read; a run is looked at again when it is planned.
  if (model.name !== '' && !served.models.includes(model.name)) {
    return { key: 'model', expected: `${list(served.models)}, which ${engine} trains`, found: model.name };
  }
  if (!served.objectives.includes(objective.name)) {
    return { key: 'objective', expected: `${list(served.objectives)}, which ${engine} trains`, found: objective.name };
  }
  if (batch % distribution.processes !== 0) {
    return { key: 'batch', expected: `a multiple of the ${distribution.processes} processes`, found: String(batch) };
  }
  if (tune !== undefined && 'prompt' in tune) {
    return { key: 'tune', expected: `no prompt, which ${engine} does not know`, found: 'prompt' };
  }
  const foreign = [
    ...Object.entries(settings).filter(([key]) => !heeded.has(key) && !served.settings.includes(key)),
    ...Object.entries(model.parameters).filter(([key]) => served.parameters?.includes(key) === false),
  ].find(([, value]) => !isUsual(value));
  if (foreign === undefined) return undefined;
  const [key, value] = foreign;
  const name = key === 'textAugment' ? 'augment' : key;
  return { key: name, expected: `none, which ${engine} does not know`, found: JSON.stringify(value) };
}

/** Settings that every engine heeds, or that this side does for it. */
const heeded: ReadonlySet<string> = new Set([
  ...['name', 'from', 'model', 'objective', 'freeze', 'mix', 'length', 'steps', 'batch', 'accumulate'],
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

/** What a setting has where it asks for nothing. */
function isUsual(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
  return [undefined, null, false, 0, 'adamw', 'cosine', 'float32', 'gelu'].some((usual) => usual === value);
}
