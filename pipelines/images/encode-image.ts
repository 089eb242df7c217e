import type { ImageFormat } from '../../core/image-sample.ts';
import type { Pixels } from '../../core/pixels.ts';
import { openPixels } from './safe-sharp.ts';
import { isLosslessWebp } from './webp-chunks.ts';

/** Formats that images are written in. */
export const writtenFormats = ['jpeg', 'png', 'webp'] as const;
export type WrittenFormat = (typeof writtenFormats)[number];

export interface Encoding {
  readonly format: WrittenFormat;
  /** 1 to 100; null for formats and files without loss. */
  readonly quality: number | null;
  /** Whether JPEG keeps its colours at full resolution; else one colour for 2 × 2 pixels, as cameras write. */
  readonly fullColour: boolean;
}

/** The file of decoded pixels. The same bytes on every machine with the same version of sharp. */
export async function encodeImage(pixels: Pixels, { format, quality, fullColour }: Encoding): Promise<Uint8Array> {
  const pipeline = await openPixels(pixels);
  if (format === 'png') return pipeline.png({ compressionLevel: 6 }).toBuffer();
  if (format === 'webp') {
    return pipeline.webp(quality === null ? { lossless: true } : { quality, smartSubsample: fullColour }).toBuffer();
  }
  const chromaSubsampling = fullColour ? '4:4:4' : '4:2:0';
  return pipeline.jpeg({ quality: quality ?? 100, chromaSubsampling, optimiseCoding: true }).toBuffer();
}

/**
 * The written format that stands for a source's: its own where it is one of {@link writtenFormats}, PNG for GIF and
 * TIFF, JPEG for AVIF.
 */
export function writtenFormatOf(format: ImageFormat): WrittenFormat {
  if (format === 'jpeg' || format === 'webp') return format;
  return format === 'avif' ? 'jpeg' : 'png';
}

/** Whether a file's format has lost nothing of its pixels, so that what stands for it should not either. */
export function isLossless(format: ImageFormat, bytes: Uint8Array): boolean {
  return format === 'webp' ? isLosslessWebp(bytes) : format !== 'jpeg' && format !== 'avif';
}
