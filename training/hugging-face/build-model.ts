import { MillraceError } from '../../core/errors.ts';
import type { Model } from '../model.ts';
import { models } from '../models/registry.ts';
import type { PretrainedSize } from './layout.ts';

/** One of Millrace's models of a size. Throws MillraceError `model-parameters` (usage). */
export function buildModel(name: string, parameters: unknown, size: PretrainedSize): Model {
  const definition = models.find((each) => each.name === name);
  if (definition === undefined) {
    throw new MillraceError('unknown-training-kind', `there is no model "${name}" in this version of Millrace`);
  }
  const parsed: unknown = definition.parameters.parse(parameters);
  if (definition.reads === 'images' && 'imageSize' in size) return definition.build(parsed, size.imageSize);
  if (definition.reads !== 'images' && 'vocabulary' in size) {
    return definition.build(parsed, { vocabulary: size.vocabulary, length: size.positions });
  }
  throw new Error(`a size of another kind than ${name} has`);
}
