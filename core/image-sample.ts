/** Formats that an image's bytes can be told to be in by their first bytes. */
export const imageFormats = [
  ...['jpeg', 'png', 'webp', 'gif', 'avif', 'heif', 'tiff', 'bmp', 'ico', 'jxl', 'jp2', 'psd', 'svg'],
] as const;
export type ImageFormat = (typeof imageFormats)[number];

/** Part of an image, in pixels from its left upper corner, with what is to be seen there. */
export interface ImageBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly label: string | null;
}

/**
 * One image record on its way through the stages, before anything is decoded.
 *
 * `id` is the source's own id, or a hash of source key and position; never a counter.
 * `source` names the place a person can open: `folder/file`, or `folder/file.tar/member`, `folder/file:line`.
 * `bytes` are those of an image file; `format` is what their first bytes say, null where they say nothing known.
 * `caption` is text that belongs to the image. `boxes` are in pixels of the image as it is shown, orientation applied.
 * `metadata` holds the columns that the recipe names, as strings.
 */
export interface ImageSample {
  readonly id: string;
  readonly bytes: Uint8Array;
  readonly format: ImageFormat | null;
  readonly source: string;
  readonly label: string | null;
  readonly caption: string | null;
  readonly boxes: readonly ImageBox[];
  readonly metadata: Readonly<Record<string, string>>;
  /** Similarity of image and caption, where a stage has measured it: later stages cannot measure it again. */
  readonly textSimilarity?: number | null;
}

/** What is measured of an image that can be decoded. Pixels are those shown, with the orientation applied. */
export interface ImageSignals {
  readonly width: number;
  readonly height: number;
  /** Variance of the Laplacian of the luma, of the image scaled to at most 512 pixels on its longer side. */
  readonly sharpness: number;
  /** Hasler and Süsstrunk 2003: M3; 0 for grey images. */
  readonly colourfulness: number;
  /** Mean of the luma, in [0, 255]. */
  readonly mean: number;
  /** Entropy of the luma's histogram, in bits, in [0, 8]. */
  readonly entropy: number;
  /** Code points of the caption; null without one. */
  readonly captionCharacters: number | null;
  /** One of `languageCodes`; null without a caption. */
  readonly captionLanguage: string | null;
  /** Similarity of image and caption in [-1, 1] by the recipe's model; null where it has none. */
  readonly textSimilarity: number | null;
}
