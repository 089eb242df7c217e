import type { Json } from '../../core/canonical-json.ts';
import type { AugmentationDefinition } from './augmentation.ts';

const parsed = new WeakMap<object, unknown>();

/** A step's parameters as its operation has them. They are checked once, and not again for each image. */
export function parsedParameters<Parameters>(
  { parameters: schema }: Pick<AugmentationDefinition<Parameters>, 'parameters'>,
  given: Readonly<Record<string, Json>>,
): Parameters {
  const known = parsed.get(given);
  if (known !== undefined) return known as Parameters;
  const checked = schema.parse(given);
  parsed.set(given, checked);
  return checked;
}
