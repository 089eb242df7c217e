import type { ImageFormat, ImageSample, ImageSignals } from '../../core/image-sample.ts';
import type { Pixels } from '../../core/pixels.ts';

/** What an image's header says; nothing is decoded for it. Sides are as shown, with the orientation applied. */
export interface ImageHeader {
  readonly format: ImageFormat;
  readonly width: number;
  readonly height: number;
  /** Frames or pages; 1 for a still image. */
  readonly frames: number;
  /** Bits of a channel: 1 to 32. */
  readonly depth: number;
  /** As libvips names it: `srgb`, `b-w`, `cmyk`, `rgb16`, `grey16`, … */
  readonly colourSpace: string;
  readonly hasAlpha: boolean;
  /** EXIF orientation, 1 to 8; 1 where there is none. */
  readonly orientation: number;
  /** Embedded colour profile: none, one that says sRGB, or another one. */
  readonly profile: 'none' | 'srgb' | 'other';
}

/** Why an image cannot be used: a word in kebab-case, with the measured value and limit where there are any. */
export interface ImageProblem {
  readonly problem: string;
  readonly value: number | null;
  readonly limit: number | null;
}

/**
 * An image with what is known of it, computed when first asked for and kept until the view is dropped. Methods never
 * reject for what the bytes hold: bad bytes are a problem.
 */
export interface ImageView {
  readonly sample: ImageSample;
  header(): Promise<ImageHeader | ImageProblem>;
  /** The image as shown: orientation applied, first frame, sRGB, 8 bits, alpha over white. Memory: 3 bytes a pixel. */
  pixels(): Promise<Pixels | ImageProblem>;
  signals(): Promise<ImageSignals | ImageProblem>;
}

export function isImageProblem(value: object): value is ImageProblem {
  return 'problem' in value;
}
