/** A decoded image: `data` holds `height` rows of `width` pixels of red, green and blue, a byte each, in sRGB. */
export interface Pixels {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}
