import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import type { RemovedUnits } from '../training/compression/structured-pruning.ts';
import type { RunSettings } from '../training/run-settings.ts';
import { found } from './check-value.ts';
import { didYouMean } from './suggestion.ts';
import type { TrainingKinds } from './train-schema.ts';

/** What a run's entry says of a teacher that it follows. */
export interface GivenDistillation {
  readonly teacher?: string;
  readonly distil?: { readonly temperature: number; readonly weight: number };
}

/** What a run's entry says of a model that it makes smaller. */
export interface GivenStructure {
  readonly structured?: RemovedUnits;
}

/** What a run's entry says of pruning, before what depends on the number of steps is filled in. */
export interface GivenPruning {
  readonly prune?: {
    readonly sparsity: number;
    readonly scope: 'layer' | 'global';
    readonly begin?: number;
    readonly end?: number;
    readonly every?: number;
  };
}

type Context = z.core.$RefinementCtx;
type Settings = Pick<RunSettings, 'from' | 'model' | 'objective' | 'mix' | 'steps' | 'images' | 'tune'>;

/** What an entry's `teacher`, `distil` and `prune` ask for, with every default filled in; issues where it cannot be. */
export function compressionOf(
  entry: GivenDistillation & GivenPruning & GivenStructure,
  index: number,
  settings: Settings,
  before: readonly RunSettings[],
  context: Context,
  models: TrainingKinds['models'],
): Pick<RunSettings, 'distil' | 'prune' | 'structured'> & Partial<Pick<RunSettings, 'model'>> {
  const refuse = (key: string, message: string): void =>
    context.addIssue({ code: 'custom', path: [index, key], message });
  const teacher = entry.teacher === undefined ? undefined : teacherOf(entry.teacher, settings, before, refuse);
  if (entry.teacher === undefined && entry.distil !== undefined) {
    refuse('distil', 'expected teacher, the name of an earlier run, beside it, found none');
  }
  for (const key of ['prune', 'structured'] as const) {
    if (entry[key] === undefined || settings.tune === undefined) continue;
    refuse(key, 'expected no tune beside it, which leaves the weights of the model as they are, found one');
  }
  return {
    ...(teacher === undefined ? {} : { distil: { temperature: 2, weight: 0.5, ...entry.distil, teacher } }),
    ...(entry.structured === undefined ? {} : shrunken(entry.structured, settings, models, refuse)),
    ...(entry.prune === undefined ? {} : { prune: pruningOf(entry.prune, settings.steps, refuse) }),
  };
}

type Refuse = (key: string, message: string) => void;

function teacherOf(name: string, settings: Settings, before: readonly RunSettings[], refuse: Refuse): string {
  const { objective } = settings;
  const names = before.map((each) => each.name);
  const teacher = before.find((each) => each.name === name);
  if (!('labelSmoothing' in objective.parameters)) {
    refuse('teacher', `expected an objective of classes beside it, found ${objective.name}`);
  } else if (teacher === undefined) {
    const known = names.length === 0 ? 'and there is none' : `one of ${names.join(', ')}`;
    refuse('teacher', `expected an earlier run of train, ${known}, found ${found(name)}${didYouMean(name, names)}`);
  } else if (!sameClasses(settings, teacher)) {
    refuse('teacher', `expected an earlier run of the same objective, classes and data, found ${found(name)}`);
  } else if (objective.parameters['labelSmoothing'] !== 0) {
    refuse('labelSmoothing', 'expected 0 beside teacher, whose answers are soft already');
  }
  return name;
}

/** The parameters of the model that is left, beside what was asked for. */
function shrunken(
  structured: RemovedUnits,
  { from, model }: Settings,
  models: TrainingKinds['models'],
  refuse: Refuse,
): Pick<RunSettings, 'model' | 'structured'> {
  const definition = models.find(({ name }) => name === model.name);
  if (from === null) refuse('structured', 'expected from, the name of an earlier run, beside it, found none');
  const parsed = definition?.parameters.safeParse(model.parameters);
  if (from === null || definition === undefined || parsed?.success !== true) return { model, structured };
  if (definition.shrink === undefined) {
    const fit = models.filter(({ shrink }) => shrink !== undefined).map(({ name }) => name);
    refuse('structured', `expected a run of ${fit.join(' or ')}, whose parts can be taken out, found ${model.name}`);
    return { model, structured };
  }
  const parameters = definition.shrink(parsed.data, structured) as RunSettings['model']['parameters'];
  return { model: { ...model, parameters }, structured };
}

function sameClasses({ objective, mix, images }: Settings, teacher: RunSettings): boolean {
  return (
    objective.name === teacher.objective.name &&
    isDeepStrictEqual(objective.parameters['classes'], teacher.objective.parameters['classes']) &&
    isDeepStrictEqual(mix, teacher.mix) &&
    isDeepStrictEqual(images?.normalize, teacher.images?.normalize)
  );
}

function pruningOf(
  { sparsity, scope, ...given }: NonNullable<GivenPruning['prune']>,
  steps: number,
  refuse: Refuse,
): NonNullable<RunSettings['prune']> {
  const begin = given.begin ?? 1;
  const end = given.end ?? Math.max(begin, Math.round(0.7 * steps));
  const every = given.every ?? Math.max(1, Math.round((end - begin) / 20));
  if (end > steps || begin > end) {
    refuse('prune', `expected begin ≤ end ≤ steps, ${steps}, found begin ${begin} and end ${end}`);
  }
  return { sparsity, scope, begin, end, every };
}
