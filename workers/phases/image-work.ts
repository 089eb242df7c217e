import { MillraceError } from '../../core/errors.ts';
import { exactKey } from '../../pipelines/dedup/exact.ts';
import { type KeyEntry, writeKeyFile } from '../../pipelines/dedup/key-file.ts';
import { findImageStage } from '../../pipelines/image-registry.ts';
import { checkImage } from '../../pipelines/images/check-image.ts';
import type { ImageDedup, ImageFilter, ImageStage, ImageTransform } from '../../pipelines/images/image-stage.ts';
import { type ImageProblem, type ImageView, isImageProblem } from '../../pipelines/images/image-view.ts';
import { openImageView } from '../../pipelines/images/open-image-view.ts';
import { defaultMaxPixels } from '../../pipelines/images/safe-sharp.ts';
import { openThumbnailSample } from '../../quality/thumbnail-sample.ts';
import type { RecipeStage } from '../../recipes/recipe.ts';
import type { BuildImage } from '../../shards/image-records.ts';
import type { BuildPlan } from '../planning/plan.ts';
import type { DedupStep, Segment } from '../planning/segments.ts';
import { withFilePaths } from '../planning/stage-files.ts';
import { writeHashFile } from './hash-file.ts';
import { hashesKind, keysKind } from './map-outputs.ts';
import type { ComparisonFile, SegmentWork, WorkOutcome } from './record-kind.ts';
import { encodeThumbnails, offerThumbnail, thumbnailsKind } from './thumbnail-file.ts';

/**
 * An image that no stage refuses and that cannot be decoded is quarantined: every image of a shard can be decoded.
 * Memory: one decoded image, thumbnails of some that leave, and 16 bytes of comparison data for each image of the
 * partition and dedup stage.
 */
export async function openImageWork(plan: BuildPlan, { local, dedups }: Segment): Promise<SegmentWork<BuildImage>> {
  const stages = local.map((stage) => bind(withFilePaths('image', stage, plan.recipeFolder)));
  const comparisons = dedups.map(openComparison);
  const decodes = decodeLimits(plan);
  const thumbnails = openThumbnailSample();
  const work = async (ordinal: number, image: BuildImage): Promise<WorkOutcome<BuildImage>> => {
    const begun = openImageView({ ...image, textSimilarity: image.signals?.textSimilarity ?? null }, decodes);
    let view: ImageView = begun;
    for (const { stage, parameters } of stages) {
      const result = await step(stage, view, parameters);
      if ('reason' in result) return result;
      view = result;
    }
    const outcome = await measured(view, view === begun ? image : { ...view.sample, signals: null });
    if (!('item' in outcome)) return outcome;
    for (const comparison of comparisons) {
      const problem = await comparison.keep(ordinal, view);
      if (problem !== undefined) return ended('quarantined', comparison.stage, problem);
    }
    return outcome;
  };
  return {
    run: async (ordinal, image) => {
      const outcome = await work(ordinal, image);
      if ('item' in outcome) return outcome;
      const { id, source, bytes } = image;
      const group = `${outcome.stage}.${outcome.reason}`;
      await offerThumbnail(thumbnails, { sheet: outcome.fate, group, id, source, copy: 0, into: null }, bytes);
      return outcome;
    },
    lost: async ({ id, source, bytes }, { stage, reason, into }) => {
      await offerThumbnail(
        thumbnails,
        { sheet: 'merged', group: `${stage}.${reason}`, id, source, copy: 0, into },
        bytes,
      );
    },
    finish: () => [
      ...comparisons.map((comparison) => comparison.finish()),
      { kind: thumbnailsKind, bytes: encodeThumbnails(thumbnails.all()) },
    ],
  };
}

/** What a recipe allows to be decoded at its beginning can be decoded all the way. */
function decodeLimits({ recipe }: Pick<BuildPlan, 'recipe'>): { readonly maxPixels: number } {
  const allowed = recipe.stages.flatMap(({ stage, parameters }) =>
    stage === checkImage.name ? [Number(parameters['maxPixels'])] : [],
  );
  return { maxPixels: Math.max(defaultMaxPixels, ...allowed) };
}

type Ended = Extract<WorkOutcome<BuildImage>, { readonly fate: string }>;

async function step(
  stage: ImageFilter<unknown> | ImageTransform<unknown>,
  view: ImageView,
  parameters: unknown,
): Promise<ImageView | Ended> {
  if (stage.kind === 'image-filter') {
    const verdict = await stage.decide(view, parameters);
    return verdict.keep ? view : { fate: 'dropped', stage: stage.name, ...evidence(verdict) };
  }
  const result = await stage.transform(view, parameters);
  return 'keep' in result ? { fate: 'dropped', stage: stage.name, ...evidence(result) } : result;
}

function evidence({ reason, value, limit }: Pick<Ended, 'reason' | 'value' | 'limit'>) {
  return { reason, value, limit };
}

async function measured(view: ImageView, image: BuildImage): Promise<WorkOutcome<BuildImage>> {
  if (image.signals !== null) return { item: image };
  const signals = await view.signals();
  return isImageProblem(signals) ? ended('quarantined', 'image', signals) : { item: { ...image, signals } };
}

function ended(fate: Ended['fate'], stage: string, { problem, value, limit }: ImageProblem): Ended {
  return { fate, stage, reason: problem, value, limit };
}

interface Comparison {
  readonly stage: string;
  /** Hears of each image that the segment's stages left; a problem where it cannot be compared. */
  readonly keep: (ordinal: number, view: ImageView) => Promise<ImageProblem | undefined>;
  readonly finish: () => ComparisonFile;
}

function openComparison({ name, stage: named }: DedupStep): Comparison {
  const { stage, parameters } = bindDedup(named);
  const keys: KeyEntry[] = [];
  const hashes: { readonly ordinal: number; readonly hash: bigint }[] = [];
  return {
    stage: stage.name,
    keep: async (ordinal, view) => {
      const compared = await stage.comparisonOf(view, parameters);
      if (isImageProblem(compared)) return compared;
      if (stage.compares === 'hashes') hashes.push({ ordinal, hash: compared.hash ?? 0n });
      else keys.push({ key: exactKey(compared.key, { normalize: 'none' }), ordinal });
      return undefined;
    },
    finish: () =>
      stage.compares === 'hashes'
        ? { kind: hashesKind(name), bytes: writeHashFile(hashes) }
        : { kind: keysKind(name), bytes: writeKeyFile(keys) },
  };
}

function bind({ stage: name, parameters }: RecipeStage) {
  const stage = stageNamed(name);
  if (stage.kind === 'image-dedup') throw new RangeError(`Expected no dedup stage among local ones, found ${name}`);
  return { stage, parameters };
}

function bindDedup({ stage: name, parameters }: RecipeStage): {
  readonly stage: ImageDedup<unknown>;
  readonly parameters: unknown;
} {
  const stage = stageNamed(name);
  if (stage.kind !== 'image-dedup') throw new RangeError(`Expected a dedup stage, found ${name}`);
  return { stage, parameters };
}

function stageNamed(name: string): ImageStage {
  const stage = findImageStage(name);
  if (stage === undefined) throw new MillraceError('unknown-stage', `Expected a stage for images, found ${name}`);
  return stage;
}
