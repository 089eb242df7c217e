// Decodes part of a baseline JPEG: Huffman codes, inverse DCT of 8, 4, 2 or 1 points, chroma upsampling, colours.
// The results are those of libjpeg-turbo's SIMD code for x64, wrap-around and saturation of 16-bit sums included.
import { advance, mcusPerRow } from './jpeg/entropy';
import { lumaRows, SMOOTH, upsampling, writeRows } from './jpeg/pixels';

export { buildHuffman } from './jpeg/huffman';
export { scanSegments, setScan } from './jpeg/entropy';
export { BLOCKS, COUNTS, DYNAMIC, STEPS, SYMBOLS } from './jpeg/memory';
export { setChroma, setLuma } from './jpeg/pixels';

/**
 * Decodes the MCU columns [firstColumn, endColumn) of the rows [firstRow, endRow) and writes the pixels of
 * [left, left + width) × [top, bottom), `left` even, at `out`. False where the data are damaged.
 */
export function decode(
  firstColumn: i32,
  endColumn: i32,
  firstRow: i32,
  endRow: i32,
  left: i32,
  width: i32,
  top: i32,
  bottom: i32,
  out: usize,
  stride: usize,
): bool {
  let done = top;
  for (let row = firstRow; row < endRow; row++) {
    const from = row * mcusPerRow + firstColumn;
    if (!advance(from, -1, 0)) return false;
    if (!advance(from + endColumn - firstColumn, 0, row & 1)) return false;
    // The last row of an MCU needs the chroma of the next.
    const whole = (row + 1) * lumaRows - (upsampling == SMOOTH ? 1 : 0);
    const ready = row == endRow - 1 ? bottom : min(bottom, whole);
    if (ready <= done) continue;
    writeRows(done, ready, left, width, out + (done - top) * stride, stride);
    done = ready;
  }
  return true;
}
