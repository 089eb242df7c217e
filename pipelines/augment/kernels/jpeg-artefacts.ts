import sharp from 'sharp';
import type { Pixels } from '../../../core/pixels.ts';

/**
 * Written as JPEG of `quality` (1 to 100), colours at half resolution, and read again. torchvision's `jpeg`.
 * An image of more than 65,500 pixels on a side, which no JPEG holds, is given back. Work is done in libuv's threads.
 */
export async function jpegArtefacts({ data, width, height }: Pixels, quality: number): Promise<Pixels> {
  if (Math.max(width, height) > 65_500) return { data, width, height };
  const file = await sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality, chromaSubsampling: '4:2:0' })
    .toBuffer();
  const decoded = await sharp(file).raw().toBuffer();
  return { data: new Uint8Array(decoded.buffer, decoded.byteOffset, decoded.length), width, height };
}
