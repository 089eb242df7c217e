import type { z } from 'zod';
import type { ImageSample } from '../../core/image-sample.ts';
import type { Problem, RandomAccess, ReadLimits } from '../reader.ts';

/** An image as its source gives it, before it has its final id: `id` is null where the source names none. */
export type ReadImage = Omit<ImageSample, 'id' | 'format'> & { readonly id: string | null };

/** One record of a source: an image, or what is wrong at that place. */
export type SourceImage = ReadImage | ({ readonly source: string } & Problem);

/** Other files that a source's records name, such as the images of a CSV of labels; relative to the file that names them. */
export interface ReferencedFiles {
  /**
   * The whole file; a Problem where there is none, where it lies outside the folder that the recipe may read, or where it
   * is longer than `limits.recordBytes`.
   */
  readonly read: (path: string) => Promise<Uint8Array | Problem>;
}

/** A file, or the byte range of one, that a reader walks. `key` is its path relative to the recipe, with `/`. */
export interface ImageReaderInput extends RandomAccess {
  readonly key: string;
  /** Name of the file's folder: the label, where the recipe says `label: folder`. */
  readonly folder: string;
  /** Line number of the first line in the range, from 1. */
  readonly firstLine: number;
  /** The bytes of the range, from its beginning, in pieces of any size. Once. */
  readonly pieces: AsyncIterable<Uint8Array>;
  readonly references: ReferencedFiles;
}

/**
 * A source format of images. `images` gives the records of a file in order, in chunks of at most 64 images or 16 MiB,
 * whichever comes first; it bounds memory and time in input units and does not throw for what the bytes hold. How many
 * records it gives, and which is at which place, is a function of the bytes alone, whatever the pieces.
 */
export interface ImageReader<Options> {
  readonly format: string;
  readonly summary: string;
  readonly options: z.ZodType<Options>;
  /** True where a byte range that begins and ends at a line break can be read alone (plain JSON lines). */
  readonly splitsAtLines: (key: string) => boolean;
  /** True for pages, whose images mostly lie elsewhere: one that is not in the source is dropped, and no fault of it. */
  readonly namesImagesElsewhere?: true;
  images(input: ImageReaderInput, options: Options, limits: ReadLimits): AsyncIterable<readonly SourceImage[]>;
  /** Whether records name other files under these options; where it is absent, they do. */
  referencesFiles?(options: Options): boolean;
  /**
   * Paths of other files that a range's records name, as they write them, in order; absent for formats that hold their
   * images themselves. Planning digests these files, so that a changed one changes the build.
   */
  referencedPaths?(
    input: Omit<ImageReaderInput, 'references'>,
    options: Options,
    limits: ReadLimits,
  ): AsyncIterable<string>;
}
