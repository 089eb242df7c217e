import type { AugmentStep } from '../pipelines/augment/augmentation.ts';
import { augmentText } from '../pipelines/text-augment/augment-text.ts';

/** A document's text as an epoch shows it. */
export type TextOfEpoch = (document: { readonly id: string; readonly text: string }, epoch: number) => Promise<string>;

/** Texts with `steps` done to them, drawn by (seed, id, epoch, step); one of which nothing is left stays as it is. */
export function augmentedTexts(steps: readonly AugmentStep[], seed: number): TextOfEpoch {
  return async ({ id, text }, epoch) => {
    const augmented = await augmentText(steps, text, { seed, recordId: id, epoch });
    return augmented.trim() === '' ? text : augmented;
  };
}
