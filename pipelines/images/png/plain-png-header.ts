import type { ImageSize } from '../../../core/pixels.ts';
import { type PngChunk, pngChunks } from '../png-chunks.ts';

/** A PNG of 8 bits a channel, or a palette's number, without transparency, interlacing or anything that changes colours. */
export interface PlainPng extends ImageSize {
  /** Bytes of a pixel as it is stored: 1 for a level of grey or a palette's number, 3 for red, green and blue. */
  readonly stored: 1 | 3;
  /** Red, green and blue of each number; undefined where no palette is. */
  readonly palette: Uint8Array | undefined;
  readonly chunks: readonly PngChunk[];
}

/** Chunks that do not change what is shown; their contents are not read. */
const aside = new Set(['gAMA', 'cHRM', 'sRGB', 'pHYs']);
const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/**
 * Reads what a PNG says of itself, and no pixel; null for any other file, and for one of which a chunk is out of its place.
 * Source: PNG (Third Edition), W3C, sections 5.6 and 11.
 */
export function readPlainPngHeader(bytes: Uint8Array): PlainPng | null {
  if (signature.some((byte, place) => bytes[place] !== byte)) return null;
  const chunks = [...pngChunks(bytes)];
  const [first, ...rest] = chunks;
  const last = rest.pop();
  if (first?.type !== 'IHDR' || first.end - first.start !== 25 || last?.type !== 'IEND') return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const [depth, colour, compression, filter, interlace] = bytes.subarray(24, 29);
  if (width === 0 || height === 0 || depth !== 8 || compression !== 0 || filter !== 0 || interlace !== 0) return null;
  if (colour !== 0 && colour !== 2 && colour !== 3) return null;
  const types = rest.map(({ type }) => type);
  const data = types.indexOf('IDAT');
  const after = types.lastIndexOf('IDAT') + 1;
  if (data === -1 || types.slice(data, after).some((type) => type !== 'IDAT')) return null;
  if (after !== types.length || last.end !== bytes.length) return null;
  const before = rest.slice(0, data).filter(({ type }) => !aside.has(type));
  const palette = colour === 3 ? paletteOf(bytes, before) : undefined;
  if (colour === 3 ? palette === undefined : before.length > 0) return null;
  return { width, height, stored: colour === 2 ? 3 : 1, palette, chunks };
}

/** The one chunk of a palette, where there is no other. */
function paletteOf(bytes: Uint8Array, chunks: readonly PngChunk[]): Uint8Array | undefined {
  const [chunk] = chunks;
  if (chunks.length !== 1 || chunk?.type !== 'PLTE') return undefined;
  const palette = bytes.subarray(chunk.start + 8, chunk.end - 4);
  return palette.length > 0 && palette.length % 3 === 0 && palette.length <= 768 ? palette : undefined;
}
