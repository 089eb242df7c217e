import type { StoredManifest } from '../shards/catalogue.ts';
import type { Storage } from '../storage/storage.ts';
import { isMix, type Mix } from '../streaming/mix/mix.ts';
import { classesOfMix } from '../streaming/mix/mix-classes.ts';
import { versionsOf } from '../streaming/stream-parts.ts';
import { objectiveOf, runForm } from './open-run.ts';
import { classesOf, type RunConfig } from './run-config.ts';

/**
 * The classes that a run learns from `learned`, each with its labels: those that its objective names, else of a mix the
 * labels of all its parts, since a model has one output for each label that it learns, whatever it is judged on. Undefined
 * where each label of the one version is a class.
 */
export async function classesLearned(
  storage: Storage,
  config: RunConfig,
  learned: StoredManifest | Mix,
): Promise<Readonly<Record<string, readonly string[]>> | undefined> {
  const named = classesOf(config);
  const { content } = objectiveOf(config);
  if (named !== undefined || !isMix(learned) || content === 'tokens' || runForm(config) !== undefined) return named;
  return await classesOfMix(storage, versionsOf(learned), content);
}
