import type { AugmentedImage, AugmentStep, MixableBatch } from './augmentation.ts';
import { type DrawKey, openDraws, operationKey } from './draws.ts';
import { augmentationOf, batchAugmentationOf } from './registry.ts';

/** What an augmentation is drawn by, and the first of the steps to take; the draws of later ones do not hang on it. */
export interface AugmentKey extends DrawKey {
  readonly from?: number;
}

/**
 * Does `steps` in order to an image, each with draws of its own: the result is a function of (steps, image, key) alone.
 * Steps on batches are left out. Answers with a promise only where a step needs one (`jpeg`).
 * Throws for a name that is no augmentation; parameters are those that the recipe's schema gives.
 */
export function augment(
  steps: readonly AugmentStep[],
  image: AugmentedImage,
  key: AugmentKey,
): AugmentedImage | Promise<AugmentedImage> {
  let current = image;
  for (let index = key.from ?? 0; index < steps.length; index++) {
    const step = steps[index];
    const definition = step === undefined ? undefined : augmentationOf(step.name);
    if (step === undefined || definition === undefined) continue;
    const next = definition.apply(current, step.parameters, openDraws(key, operationKey(index, step.name)));
    if (next instanceof Promise) return next.then((done) => augment(steps, done, { ...key, from: index + 1 }));
    current = next;
  }
  return current;
}

/** By what the mixing of one batch is drawn; `batch` is its number in the epoch, from 0. */
export interface MixKey {
  readonly seed: number;
  readonly epoch: number;
  readonly batch: number;
}

/**
 * A batch with the batch steps of `steps` done to it: of several, each batch takes one by chance, as torchvision's
 * `RandomChoice([MixUp(), CutMix()])` does. Partners are the batch turned by one. Without such a step the batch is given
 * back as it is. Throws for a name that is no augmentation.
 */
export function mixBatch<Values extends Uint8Array | Float32Array>(
  steps: readonly AugmentStep[],
  batch: MixableBatch<Values>,
  { seed, epoch, batch: number }: MixKey,
): MixableBatch<Values> {
  const choices = steps.flatMap(({ name, parameters }) => {
    const definition = batchAugmentationOf(name);
    return definition === undefined ? [] : [{ definition, parameters }];
  });
  const key = { seed, epoch, recordId: `batch ${number}` };
  const chosen = choices.length > 1 ? openDraws(key, 'choice').integer(0, choices.length) : 0;
  const choice = choices[chosen];
  if (choice === undefined) return batch;
  const { definition, parameters } = choice;
  return definition.apply(batch, parameters, openDraws(key, operationKey(chosen, definition.name)));
}

/** True where some step mixes batches, so that labels are soft. */
export function mixesBatches(steps: readonly AugmentStep[]): boolean {
  return steps.some(({ name }) => batchAugmentationOf(name) !== undefined);
}
