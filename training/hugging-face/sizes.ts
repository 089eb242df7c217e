import type { ImageSize } from '../../core/pixels.ts';
import type { PretrainedSize } from './layout.ts';

/** The size of a model of text. */
export function tokensOf(size: PretrainedSize): { readonly vocabulary: number; readonly positions: number } {
  if ('vocabulary' in size) return size;
  throw new Error('a model of text has a vocabulary');
}

/** The size of a model of images. */
export function imagesOf(size: PretrainedSize): ImageSize {
  if ('imageSize' in size) return size.imageSize;
  throw new Error('a model of images has their sides');
}
