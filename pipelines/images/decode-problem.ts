import type { ImageFormat } from '../../core/image-sample.ts';
import type { ImageProblem } from './image-view.ts';

/** A problem with nothing to measure. */
export function problem(word: string): ImageProblem {
  return { problem: word, value: null, limit: null };
}

/** Why bytes of a known format could not be decoded: `truncated` where they end before the image does. */
export function decodeProblem(error: unknown, format: ImageFormat, bytes: Uint8Array): ImageProblem {
  const message = error instanceof Error ? error.message : '';
  return problem(saysTruncated(message) || endsEarly(format, bytes) ? 'truncated' : 'not-decodable');
}

function saysTruncated(message: string): boolean {
  return /premature end|truncated|unexpected end|read past end|insufficient data|end of file/i.test(message);
}

/** Some codecs give no reason. Their containers tell their length, or have a mark at the end. */
function endsEarly(format: ImageFormat, bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (format === 'png') return pngEndsEarly(view);
  if (format === 'webp') return view.byteLength < 12 || view.getUint32(4, true) + 8 > view.byteLength;
  return format === 'tiff' && view.byteLength >= 16 && firstDirectory(view) >= view.byteLength;
}

/** Where a TIFF's list of what it holds begins: often at the file's end. */
function firstDirectory(view: DataView): number {
  const isLittle = view.getUint8(0) === 0x49;
  const isBig = view.getUint16(2, isLittle) === 43;
  return isBig ? Number(view.getBigUint64(8, isLittle)) : view.getUint32(4, isLittle);
}

function pngEndsEarly(view: DataView): boolean {
  for (let at = 8; at + 12 <= view.byteLength; at += 12 + view.getUint32(at)) {
    if (view.getUint32(at + 4) === 0x49454e44) return false;
  }
  return true;
}
