import { MillraceError } from '../../core/errors.ts';
import type { ImageSize, Pixels } from '../../core/pixels.ts';
import { isImageProblem } from './image-view.ts';
import { type JpegHeader, readJpegHeader } from './jpeg/jpeg-header.ts';
import { type JpegRegion, type JpegScale, openJpegDecoder } from './jpeg/open-jpeg-decoder.ts';
import { openImageView } from './open-image-view.ts';
import { decodePlainPng } from './png/decode-plain-png.ts';
import { readPlainPngHeader } from './png/plain-png-header.ts';
import { type CropBox, openResampler, type ResampleFilter } from './resample.ts';
import { defaultMaxPixels } from './safe-sharp.ts';

/**
 * Decodes image files, and of those only what is needed. What it gives is a function of its arguments alone. It answers
 * at once where the file is a JPEG or a small PNG that the project's own decoders know, with a promise where sharp has to
 * decode it.
 * Throws or rejects with a `bad-image` error that names the problem where the bytes cannot be decoded.
 */
export interface CropDecoder {
  /** Size of the image as it is shown, from its header. */
  sizeOf(bytes: Uint8Array): ImageSize | Promise<ImageSize>;
  /**
   * Cuts `box` out of the image as it is shown, in whole pixels, resamples it to `size` and mirrors it with `flip`, as
   * {@link Resampler.resample} does; rows of RGB bytes go to `out`. A JPEG is decoded at a half, a quarter or an eighth of
   * its sides where the crop is then still as large as `size`, and the filter is `bilinear` or `box`: libjpeg's scaled
   * decoding, which differs from resampling all pixels by a few levels.
   * Throws a RangeError where the box is not in the image or `out` is too short.
   */
  decodeCrop(
    bytes: Uint8Array,
    box: CropBox,
    size: ImageSize,
    filter: ResampleFilter,
    flip: boolean,
    out: Uint8Array,
  ): void | Promise<void>;
  /** The whole image as it is shown. Memory: 3 bytes a pixel, at most 200 million pixels. */
  decode(bytes: Uint8Array): Pixels | Promise<Pixels>;
}

/** One for each thread: it holds the memory that its largest image needed. */
export function openCropDecoder(): CropDecoder {
  const jpeg = openJpegDecoder();
  const besideJpeg = openResampler(jpeg);
  const alone = openResampler();

  return {
    sizeOf(bytes) {
      const header = knownHeader(bytes);
      const { width, height } = header ?? readPlainPngHeader(bytes) ?? {};
      return width === undefined || height === undefined ? shownSides(bytes) : { width, height };
    },
    decodeCrop(bytes, box, size, filter, flip, out) {
      const header = knownHeader(bytes);
      if (header !== null) {
        const region = regionOf(box, header);
        const scale = scaleFor(box, size, filter);
        const decoded = jpeg.decode(bytes, header, region, scale);
        if (decoded !== null) {
          const x = box.x / scale - decoded.left;
          const y = box.y / scale - decoded.top;
          const part = { x, y, width: box.width / scale, height: box.height / scale };
          return besideJpeg.resample(decoded, part, size, filter, flip, out);
        }
      }
      const png = plainPixels(bytes);
      if (png !== null) return alone.resample(png, box, size, filter, flip, out);
      return shownPixels(bytes).then((pixels) => alone.resample(pixels, box, size, filter, flip, out));
    },
    decode(bytes) {
      const header = knownHeader(bytes);
      if (header === null) return plainPixels(bytes) ?? shownPixels(bytes);
      const { width, height } = header;
      const decoded = jpeg.decode(bytes, header, { left: 0, top: 0, width, height }, 1);
      return decoded === null ? shownPixels(bytes) : { data: jpeg.copy(decoded), width, height };
    },
  };
}

/** Null for what only sharp decodes, or tells what is wrong with. */
function plainPixels(bytes: Uint8Array): Pixels | null {
  const header = readPlainPngHeader(bytes);
  return header === null ? null : decodePlainPng(bytes, header);
}

/** Null for what only sharp knows: other formats and kinds of JPEG, and pictures that are shown turned or mirrored. */
function knownHeader(bytes: Uint8Array): JpegHeader | null {
  const header = readJpegHeader(bytes);
  return header === null || header.orientation !== 1 ? null : header;
}

function regionOf(box: CropBox, { width, height }: ImageSize): JpegRegion {
  const whole = [box.x, box.y, box.width, box.height].every(Number.isInteger);
  const inside = box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;
  if (!whole || !inside || box.width < 1 || box.height < 1) {
    throw new RangeError(`box ${JSON.stringify(box)} is not in an image of ${width}×${height}`);
  }
  return { left: box.x, top: box.y, width: box.width, height: box.height };
}

function scaleFor(box: CropBox, size: ImageSize, filter: ResampleFilter): JpegScale {
  if (filter !== 'bilinear' && filter !== 'box') return 1;
  const room = Math.min(box.width / size.width, box.height / size.height);
  return room >= 8 ? 8 : room >= 4 ? 4 : room >= 2 ? 2 : 1;
}

async function shownSides(bytes: Uint8Array): Promise<ImageSize> {
  const header = await viewOf(bytes).header();
  if (isImageProblem(header)) throw badImage(header.problem);
  return { width: header.width, height: header.height };
}

async function shownPixels(bytes: Uint8Array): Promise<Pixels> {
  const pixels = await viewOf(bytes).pixels();
  if (isImageProblem(pixels)) throw badImage(pixels.problem);
  return pixels;
}

function viewOf(bytes: Uint8Array) {
  const sample = { id: '', bytes, format: null, source: '', label: null, caption: null, boxes: [], metadata: {} };
  // What a recipe may allow at most; that of this version allowed it.
  return openImageView(sample, { maxPixels: 4 * defaultMaxPixels });
}

function badImage(problem: string): MillraceError {
  return new MillraceError('bad-image', `expected an image that can be decoded, found: ${problem}`);
}
