import type { z } from 'zod';
import type { ImageBox } from '../../core/image-sample.ts';
import type { Pixels } from '../../core/pixels.ts';

/**
 * An image with what follows its geometry. `boxes` are in its pixels. Operations never write into `pixels` that they are
 * given, but may give them back.
 */
export interface AugmentedImage {
  readonly pixels: Pixels;
  readonly boxes: readonly ImageBox[];
}

/**
 * Random numbers of one operation on one record in one epoch: the n-th call gives the same number whenever the same
 * (seed, record, epoch, operation) is asked for.
 */
export interface Draws {
  /** In [0, 1). */
  readonly unit: () => number;
  /** In [from, to). */
  readonly uniform: (from: number, to: number) => number;
  /** A whole number in [from, to). */
  readonly integer: (from: number, to: number) => number;
  /** Normally distributed, mean 0, deviation 1. */
  readonly normal: () => number;
}

/** One kind of augmentation: one file, one test, one line in the registry. From it come the recipe's keys and the docs. */
export interface AugmentationDefinition<Parameters> {
  readonly name: string;
  readonly summary: string;
  /** torchvision's class of that name, or the paper. */
  readonly citation: string;
  /** A strict zod object; each key has a default and a description. */
  readonly parameters: z.ZodType<Parameters>;
  readonly apply: (image: AugmentedImage, parameters: Parameters, draws: Draws) => AugmentedImage;
}
