import type { z } from 'zod';
import type { Json } from '../../core/canonical-json.ts';
import type { ImageBox } from '../../core/image-sample.ts';
import type { ImageSize, Pixels } from '../../core/pixels.ts';

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

/** One operation of a recipe, as plain data: `parameters` with every default filled in. */
export interface AugmentStep {
  readonly name: string;
  readonly parameters: Readonly<Record<string, Json>>;
}

/** One kind of augmentation: one file, one test, one line in the registry. From it come the recipe's keys and the docs. */
export interface AugmentationDefinition<Parameters> {
  readonly name: string;
  readonly summary: string;
  /** torchvision's class of that name, or the paper. */
  readonly citation: string;
  /** A strict zod object; each key has a description, and a default where torchvision has one. */
  readonly parameters: z.ZodType<Parameters>;
  /** Never throws for an image of at least one pixel. Only `jpeg` answers with a promise. */
  readonly apply: (
    image: AugmentedImage,
    parameters: Parameters,
    draws: Draws,
  ) => AugmentedImage | Promise<AugmentedImage>;
  /** The size that all its results have; null where it hangs on the image. Without it an operation keeps the size. */
  readonly outputSize?: (parameters: Parameters) => ImageSize | null;
  /** What stands in its place where a model is judged; without it nothing does. */
  readonly atEvaluation?: (parameters: Parameters) => readonly AugmentStep[];
}

/** An operation on a whole batch: mixes pairs of images and their labels. */
export interface BatchAugmentationDefinition<Parameters> {
  readonly name: string;
  readonly summary: string;
  readonly citation: string;
  readonly parameters: z.ZodType<Parameters>;
  /** Gives a batch of the same shape; the one given stays as it is. */
  readonly apply: <Values extends Uint8Array | Float32Array>(
    batch: MixableBatch<Values>,
    parameters: Parameters,
    draws: Draws,
  ) => MixableBatch<Values>;
}

/** `pixels` of images one after the other, `labels` a row of class shares for each. */
export interface MixableBatch<Values extends Uint8Array | Float32Array> {
  readonly pixels: Values;
  /** Rows of pixels, each of `channels` values (`hwc`), or a plane for each channel (`chw`). */
  readonly layout: 'hwc' | 'chw';
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  /** Images × classes. */
  readonly labels: Float32Array;
  readonly classes: number;
}
