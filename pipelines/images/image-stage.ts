import type { Drop, Verdict } from '../../core/verdict.ts';
import type { StageDescription } from '../stage.ts';
import type { ImageProblem, ImageView } from './image-view.ts';

/** Judges an image by what its view tells. Deterministic. */
export interface ImageFilter<Parameters> extends StageDescription<Parameters> {
  readonly kind: 'image-filter';
  readonly decide: (view: ImageView, parameters: Parameters) => Promise<Verdict>;
}

/** Rewrites an image: gives a new view, the same one where nothing changes, or a drop. Deterministic. */
export interface ImageTransform<Parameters> extends StageDescription<Parameters> {
  readonly kind: 'image-transform';
  readonly transform: (view: ImageView, parameters: Parameters) => Promise<ImageView | Drop>;
}

/**
 * Compares images with each other. `comparisonOf` gives what an image is compared by; the phases that compare them over
 * all partitions are in `workers/phases/`, by stage name.
 */
export interface ImageDedup<Parameters> extends StageDescription<Parameters> {
  readonly kind: 'image-dedup';
  /** Whether equal keys are duplicates, or hashes within the parameter `maxDistance` bits of each other. */
  readonly compares: 'keys' | 'hashes';
  readonly comparisonOf: (view: ImageView, parameters: Parameters) => Promise<ImageComparison | ImageProblem>;
}

/** `key`: equal keys are equal images. `hash`: 64 bits, near ones of near images; null for a stage that compares keys. */
export interface ImageComparison {
  readonly key: string;
  readonly hash: bigint | null;
}

// biome-ignore lint/suspicious/noExplicitAny: the registry holds stages of every parameter type; zod checks them at its door.
export type ImageStage = ImageFilter<any> | ImageTransform<any> | ImageDedup<any>;

export function defineImageFilter<Parameters>(stage: Omit<ImageFilter<Parameters>, 'kind'>): ImageFilter<Parameters> {
  return { kind: 'image-filter', ...stage };
}

export function defineImageTransform<Parameters>(
  stage: Omit<ImageTransform<Parameters>, 'kind'>,
): ImageTransform<Parameters> {
  return { kind: 'image-transform', ...stage };
}

export function defineImageDedup<Parameters>(stage: Omit<ImageDedup<Parameters>, 'kind'>): ImageDedup<Parameters> {
  return { kind: 'image-dedup', ...stage };
}
