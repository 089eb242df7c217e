import { MillraceError } from '../core/errors.ts';
import type { ImageSize } from '../core/pixels.ts';
import type { StoredManifest } from '../shards/catalogue.ts';
import { type ImageIndex, readImageIndex } from '../shards/image-index.ts';
import { badStream } from './bad-stream.ts';
import { stagedView } from './curriculum/staged-view.ts';
import { type ImageTable, imageTable } from './image-table.ts';
import { classesOf, distinctLabels } from './label-classes.ts';
import type { ImageStreamOptions } from './open-image-stream.ts';
import { groupsOfShards, type SampleGroup, shardsOf } from './sample-group.ts';
import { type PartView, versionsOf } from './stream-parts.ts';

/** What a stream of images reads of its versions, one after the other. */
export interface ImageStreamView {
  readonly parts: readonly ImagePart[];
  /** Keys of all shards. */
  readonly keys: readonly string[];
  readonly classes: readonly string[];
  readonly table: ImageTable;
  /** The rows of the table that are samples, group after group. */
  readonly sampleRows: Uint32Array;
  readonly size: ImageSize;
}

/** One version of a stream of images. */
export interface ImagePart extends PartView {
  /** How many samples of other versions come before its own. */
  readonly firstSample: number;
}

/** Fixed, so that the order does not depend on anything but the version: more only costs 16 bytes each. */
const windowSamples = 65_536;

/**
 * The samples of the versions that the options ask for. Reads the indexes of the split's shards, and those of the train
 * split where its labels are the classes.
 * @throws MillraceError `no-samples`, `bad-stream`, `too-many-classes`, `label-twice` (usage), `bad-file`
 */
export async function imageViewOf(options: ImageStreamOptions): Promise<ImageStreamView> {
  const { storage, split, labelled = false } = options;
  const versions = versionsOf(options.version);
  const read = async ({ manifest }: StoredManifest, of: typeof split): Promise<readonly ImageIndex[]> =>
    Promise.all(shardsOf(manifest, 'images', of).map((shard) => readImageIndex(storage, manifest.dataset, shard)));
  const indexes = await Promise.all(versions.map((version) => read(version, split)));
  const train =
    split === 'train' || options.classes !== undefined
      ? indexes
      : await Promise.all(versions.map((version) => read(version, 'train')));
  const { classes, classOfLabel } = classesOf(options.classes ?? (await labelClasses(train.flat(), labelled)));
  const table = imageTable(indexes.flat(), classOfLabel);
  const sampleRows: number[] = [];
  let firstTableRow = 0;
  const isSample = (label: string | null): boolean => !labelled || (label !== null && classOfLabel.has(label));
  const parts = versions.map((version, part): Promise<ImagePart> => {
    const firstSample = sampleRows.length;
    const shards = shardsOf(version.manifest, 'images', split);
    const firstRows: number[] = [];
    for (const { ids } of indexes[part] ?? []) {
      firstRows.push(firstTableRow);
      firstTableRow += ids.length;
    }
    const groups: SampleGroup[] = [];
    for (const group of groupsOfShards(shards)) {
      const { shard, firstRow, rows } = group;
      const before = sampleRows.length;
      const first = (firstRows[shard] ?? 0) + firstRow;
      for (let row = first; row < first + rows; row++) {
        if (!labelled || (table.labels[row] ?? -1) >= 0) sampleRows.push(row);
      }
      if (sampleRows.length > before) groups.push({ ...group, samples: sampleRows.length - before });
    }
    if (sampleRows.length === firstSample) throw noSamples(version, options);
    const order = { groupSamples: groups.map(({ samples }) => samples), windowSamples };
    const view = { shards: shards.map(({ sha256 }) => sha256), order, firstSample };
    const source = { version, keys: keysOf(version, split), groups, content: 'images', isSample } as const;
    return stagedView(storage, view, source, options.curriculum);
  });
  return {
    parts: await Promise.all(parts),
    keys: versions.flatMap((version) => keysOf(version, split)),
    classes,
    table,
    sampleRows: Uint32Array.from(sampleRows),
    size: await sizeOf(options, table),
  };
}

function keysOf({ manifest }: StoredManifest, split: ImageStreamOptions['split']): readonly string[] {
  return shardsOf(manifest, 'images', split).map(({ file }) => `${manifest.dataset}/${file}`);
}

/** Labels of too many kinds are no classes; only who needs classes is refused for it. */
async function labelClasses(
  train: readonly ImageIndex[],
  labelled: boolean,
): Promise<Readonly<Record<string, readonly string[]>>> {
  try {
    return await distinctLabels(labelsOf(train), 'images');
  } catch (error) {
    if (!labelled && error instanceof MillraceError && error.code === 'too-many-classes') return {};
    throw error;
  }
}

async function* labelsOf(indexes: readonly ImageIndex[]): AsyncGenerator<readonly (string | null)[]> {
  for (const { labels } of indexes) yield labels;
}

async function sizeOf(
  { size, augment = [] }: ImageStreamOptions,
  { widths, heights, rows }: ImageTable,
): Promise<ImageSize> {
  if (size !== undefined) {
    const given = typeof size === 'number' ? { width: size, height: size } : size;
    return checkSide(checkSide(given, given.width), given.height);
  }
  if (augment.length > 0) {
    // Operations take a while to load, which a stream without any need not wait for.
    const { outputSize, varyingStep } = await import('../pipelines/augment/step-sizes.ts');
    const augmented = outputSize(augment);
    if (augmented !== null) return augmented;
    const varying = varyingStep(augment);
    if (varying !== null) throw badStream(`expected a size, since after ${varying} images have different sides`);
  }
  const [width = 0, height = 0] = [widths[0], heights[0]];
  for (let row = 1; row < rows; row++) {
    if (widths[row] === width && heights[row] === height) continue;
    throw badStream(
      `expected images of one size, found ${width} × ${height} and ${widths[row]} × ${heights[row]}: give a size, or an augmentation that makes one`,
    );
  }
  return { width, height };
}

function checkSide(size: ImageSize, side: number): ImageSize {
  if (Number.isInteger(side) && side >= 1 && side <= 16_384) return size;
  throw badStream(`expected a size from 1 to 16384 pixels, found ${side}`);
}

function noSamples(version: StoredManifest, { split, labelled = false }: ImageStreamOptions): MillraceError {
  const any = version.manifest.shards.some(({ content }) => content === 'images');
  const what = `the version has no ${labelled && any ? 'labelled ' : ''}images in its ${split} split`;
  return new MillraceError('no-samples', what, {
    kind: 'usage',
    at: version.key,
    hint: any
      ? 'choose the other split, or name a `label` in the sources of its recipe'
      : 'stream its tokens or documents',
  });
}
