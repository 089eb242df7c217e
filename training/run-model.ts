import { MillraceError } from '../core/errors.ts';
import type { ImageModel, Model, PairModel, TokenModel } from './model.ts';
import { models } from './models/registry.ts';
import { type ImageRunConfig, type RunConfig, readsImages, type TokenRunConfig } from './run-config.ts';
import { freeze } from './tuning/freeze.ts';
import { adaptedModel, tunedTokenModel } from './tuning/tuning.ts';

/**
 * A run's model, with what is frozen of it, and with its adapters. Throws MillraceError `model-parameters`, `bad-freeze`,
 * `bad-lora`, `bad-prompt` (usage), and `unknown-training-kind` where this version of Millrace does not have it.
 */
export function runModel(config: RunConfig): Model {
  if (readsImages(config)) return imageModel(config);
  return definitionOf(config).reads === 'pairs' ? pairModel(config) : tokenModel(config);
}

export function pairModel(config: TokenRunConfig): PairModel {
  return adapted(basePairModel(config), config);
}

export function tokenModel(config: TokenRunConfig): TokenModel {
  const { freeze: patterns = [], tune } = config.settings;
  const model = freeze(baseTokenModel(config), patterns);
  return tune === undefined ? model : tunedTokenModel(model, tune);
}

export function imageModel(config: ImageRunConfig): ImageModel {
  return adapted(baseImageModel(config), config);
}

function adapted<Any extends PairModel | ImageModel>(model: Any, { settings }: RunConfig): Any {
  const frozen = freeze(model, settings.freeze ?? []);
  return settings.tune === undefined ? frozen : adaptedModel(frozen, settings.tune);
}

/** A run's model without adapters and with nothing frozen. */
export function baseModel(config: RunConfig): Model {
  if (readsImages(config)) return baseImageModel(config);
  return definitionOf(config).reads === 'pairs' ? basePairModel(config) : baseTokenModel(config);
}

function baseTokenModel(config: TokenRunConfig): TokenModel {
  const { settings, positions, vocabulary } = config;
  const definition = definitionOf(config);
  if (definition.reads !== 'tokens') throw unfit(config);
  const parameters: unknown = definition.parameters.parse(settings.model.parameters);
  return definition.build(parameters, { vocabulary, length: positions });
}

function basePairModel(config: TokenRunConfig): PairModel {
  const { settings, positions, vocabulary } = config;
  const definition = definitionOf(config);
  if (definition.reads !== 'pairs') throw unfit(config);
  const parameters: unknown = definition.parameters.parse(settings.model.parameters);
  return definition.build(parameters, { vocabulary, length: positions });
}

function baseImageModel(config: ImageRunConfig): ImageModel {
  const { settings, imageSize } = config;
  const definition = definitionOf(config);
  if (definition.reads !== 'images') throw unfit(config);
  const parameters: unknown = definition.parameters.parse(settings.model.parameters);
  return definition.build(parameters, imageSize);
}

/** The definition of a run's model. */
export function definitionOf({ settings }: RunConfig) {
  const definition = models.find(({ name }) => name === settings.model.name);
  if (definition !== undefined) return definition;
  throw unknownKind('model', settings.model.name);
}

export function unfit({ run, settings }: RunConfig): MillraceError {
  const found = `the model ${settings.model.name} with the objective ${settings.objective.name}`;
  return new MillraceError('unfit-training-kinds', `run ${run} has ${found}, which reads other records`);
}

export function unknownKind(kind: string, name: string): MillraceError {
  return new MillraceError('unknown-training-kind', `there is no ${kind} "${name}" in this version of Millrace`);
}
