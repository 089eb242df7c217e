/** Width and height in pixels. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** A decoded image: `data` holds `height` rows of `width` pixels of red, green and blue, a byte each, in sRGB. */
export interface Pixels extends ImageSize {
  readonly data: Uint8Array;
}
