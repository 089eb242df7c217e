/** Red, green and blue, each in [0, 255]. */
export type Fill = readonly [red: number, green: number, blue: number];

export type Interpolation = 'nearest' | 'bilinear';

/**
 * How a warp finds a pixel's colour. `fill` is the colour of what lies outside; null, as torchvision's `None`, is black
 * that bilinear sampling mixes in once: with a colour, black too, torchvision weighs the outermost half pixel twice.
 */
export interface WarpOptions {
  readonly interpolation: Interpolation;
  readonly fill: Fill | null;
}

/** A place in an image: (0, 0) is the left upper corner of the left upper pixel, whose centre is (0.5, 0.5). */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Part of an image, in whole pixels from its left upper corner. */
export interface Region {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
