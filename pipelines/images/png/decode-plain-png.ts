import { crc32, inflateSync } from 'node:zlib';
import { joinBytes } from '../../../core/join-bytes.ts';
import type { Pixels } from '../../../core/pixels.ts';
import type { PngChunk } from '../png-chunks.ts';
import type { PlainPng } from './plain-png-header.ts';

/** Pixels of a PNG at most: above, a library's faster loops make up for what it costs to begin. */
export const mostPlainPixels = 2 ** 18;

/**
 * The pixels of a plain PNG, at once; null where a checksum, the compressed data or a row is not as it should be, and for
 * one of more than 2^18 pixels. Memory: 7 bytes for each pixel.
 */
export function decodePlainPng(bytes: Uint8Array, png: PlainPng): Pixels | null {
  const { width, height, stored, palette, chunks } = png;
  if (width * height > mostPlainPixels || !chunks.every((chunk) => isWhole(bytes, chunk))) return null;
  const rowBytes = width * stored;
  const rows = inflated(bytes, chunks, (rowBytes + 1) * height);
  if (rows === null || !unfilter(rows, rowBytes, stored)) return null;
  const data = new Uint8Array(width * height * 3);
  for (let row = 0; row < height; row++) {
    const line = rows.subarray(row * (rowBytes + 1) + 1, (row + 1) * (rowBytes + 1));
    const at = row * width * 3;
    if (stored === 3) data.set(line, at);
    else if (palette === undefined) spread(line, data, at);
    else if (!look(line, palette, data, at)) return null;
  }
  return { data, width, height };
}

function isWhole(bytes: Uint8Array, { start, end }: PngChunk): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return crc32(bytes.subarray(start + 4, end - 4)) === view.getUint32(end - 4);
}

/** Null where it is not `length` bytes. */
function inflated(bytes: Uint8Array, chunks: readonly PngChunk[], length: number): Uint8Array | null {
  const parts = chunks
    .filter(({ type }) => type === 'IDAT')
    .map(({ start, end }) => bytes.subarray(start + 8, end - 4));
  try {
    const rows = inflateSync(parts.length === 1 ? (parts[0] as Uint8Array) : joinBytes(parts), {
      maxOutputLength: length,
    });
    return rows.length === length ? rows : null;
  } catch {
    return null;
  }
}

/** Undoes each row's filter, in place; false for a filter that there is not. PNG, section 9. */
function unfilter(rows: Uint8Array, rowBytes: number, step: number): boolean {
  for (let start = 0; start < rows.length; start += rowBytes + 1) {
    const from = start + 1;
    const end = from + rowBytes;
    // The row above the first is all 0.
    const above = start === 0 ? undefined : -(rowBytes + 1);
    switch (rows[start]) {
      case 0:
        break;
      case 1:
        for (let at = from + step; at < end; at++) add(rows, at, rows[at - step] as number);
        break;
      case 2:
        if (above !== undefined) for (let at = from; at < end; at++) add(rows, at, rows[at + above] as number);
        break;
      case 3:
        for (let at = from; at < end; at++) {
          const left = at - from < step ? 0 : (rows[at - step] as number);
          add(rows, at, (left + (above === undefined ? 0 : (rows[at + above] as number))) >> 1);
        }
        break;
      case 4:
        for (let at = from; at < end; at++) {
          const inside = at - from >= step;
          const left = inside ? (rows[at - step] as number) : 0;
          const up = above === undefined ? 0 : (rows[at + above] as number);
          add(rows, at, paeth(left, up, inside && above !== undefined ? (rows[at + above - step] as number) : 0));
        }
        break;
      default:
        return false;
    }
  }
  return true;
}

function add(rows: Uint8Array, at: number, value: number): void {
  rows[at] = (rows[at] as number) + value;
}

/** The nearest of three neighbours to left + up − corner. PNG, section 9.4. */
function paeth(left: number, up: number, corner: number): number {
  const toLeft = Math.abs(up - corner);
  const toUp = Math.abs(left - corner);
  const toCorner = Math.abs(left + up - 2 * corner);
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

function spread(levels: Uint8Array, data: Uint8Array, from: number): void {
  let at = from;
  for (let place = 0; place < levels.length; place++) {
    const level = levels[place] as number;
    data[at] = level;
    data[at + 1] = level;
    data[at + 2] = level;
    at += 3;
  }
}

/** False for a number that the palette does not have. */
function look(numbers: Uint8Array, palette: Uint8Array, data: Uint8Array, from: number): boolean {
  let at = from;
  for (let place = 0; place < numbers.length; place++) {
    const entry = (numbers[place] as number) * 3;
    if (entry >= palette.length) return false;
    data[at] = palette[entry] as number;
    data[at + 1] = palette[entry + 1] as number;
    data[at + 2] = palette[entry + 2] as number;
    at += 3;
  }
  return true;
}
