import sharp from 'sharp';
import type { Pixels } from '../../../core/pixels.ts';

/**
 * Written as JPEG of `quality` (1 to 100), colours at half resolution, and read again. torchvision's `jpeg`.
 * Rejects only where sharp fails. The work is done in libuv's threads.
 */
export async function jpegArtefacts({ data, width, height }: Pixels, quality: number): Promise<Pixels> {
  const file = await sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality, chromaSubsampling: '4:2:0' })
    .toBuffer();
  const decoded = await sharp(file).raw().toBuffer();
  return { data: new Uint8Array(decoded.buffer, decoded.byteOffset, decoded.length), width, height };
}
