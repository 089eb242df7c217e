import assert from 'node:assert/strict';
import type { ImageSample } from '../../../core/image-sample.ts';
import type { Pixels } from '../../../core/pixels.ts';
import { type ImageView, isImageProblem } from '../../../pipelines/images/image-view.ts';
import { openImageView } from '../../../pipelines/images/open-image-view.ts';
import { sniffFormat } from '../../../pipelines/images/sniff-format.ts';

export function imageSample(bytes: Uint8Array, more: Partial<ImageSample> = {}): ImageSample {
  const format = sniffFormat(bytes);
  return { id: 'a', bytes, format, source: 'a', label: null, caption: null, boxes: [], metadata: {}, ...more };
}

export function imageView(bytes: Uint8Array, more: Partial<ImageSample> = {}): ImageView {
  return openImageView(imageSample(bytes, more));
}

/** The pixels of bytes that can be decoded. */
export async function pixelsOf(bytes: Uint8Array): Promise<Pixels> {
  const pixels = await imageView(bytes).pixels();
  assert.ok(!isImageProblem(pixels), JSON.stringify(pixels));
  return pixels;
}
