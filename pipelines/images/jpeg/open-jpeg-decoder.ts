import { wasm } from '../../kernels/jpeg-wasm.ts';
import { type KernelMemory, loadKernel } from '../../kernels/load-kernel.ts';
import { layOut, writeBlocks, writeTables } from './decoder-memory.ts';
import type { JpegHeader } from './jpeg-header.ts';
import type { JpegKernel } from './jpeg-kernel.ts';
import { planRegion } from './plan-region.ts';

/** Part of an image in pixels of the full-size image, orientation not applied; whole numbers, inside the image. */
export interface JpegRegion {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The decoded image is 1/scale of the full size on each side, rounded up. */
export type JpegScale = 1 | 2 | 4 | 8;

/**
 * Decoded pixels in the decoder's memory, valid until its next `decode`: row y begins at byte
 * `offset + y * stride` of `memory.buffer` and holds `width` pixels of red, green and blue.
 *
 * `left`, `top`, `width` and `height` are in pixels of the scaled image: they hold every scaled pixel that the region
 * touches, so `left` is `floor(region.left / scale)` and the right edge `ceil((region.left + region.width) / scale)`.
 * 64 bytes before the first pixel and after the last one may be read.
 */
export interface DecodedRegion {
  readonly offset: number;
  readonly stride: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Decodes baseline JPEGs; one per thread. */
export interface JpegDecoder {
  /** `buffer` is another one after `decode` or `reserve`: make views after them. */
  readonly memory: KernelMemory;
  /**
   * Decodes part of a JPEG whose header `readJpegHeader` read from the same bytes. At scale 1 the pixels are those of
   * libjpeg-turbo (accurate inverse DCT, fancy upsampling); at other scales those of its scaled decoding. Null where the
   * entropy-coded data that the region needs are damaged: the decoder stops after the region's last row and, with restart
   * markers, reads only the segments that meet it. Throws RangeError for a region that is not inside the image.
   */
  readonly decode: (
    bytes: Uint8Array,
    header: JpegHeader,
    region: JpegRegion,
    scale: JpegScale,
  ) => DecodedRegion | null;
  /** Copies what `decode` gave: rows of `width * 3` bytes without gaps. */
  readonly copy: (decoded: DecodedRegion) => Uint8Array;
  /**
   * Offset, divisible by 16, of at least `bytes` bytes of memory that the decoder leaves alone until its next `decode`:
   * for kernels that share the memory (`joinKernel`). Grows the memory where needed.
   */
  readonly reserve: (bytes: number) => number;
}

/** Opens a decoder: an instance of the kernel with a memory that grows to what the largest region so far needed. */
export function openJpegDecoder(): JpegDecoder {
  const { exports: kernel, memory } = loadKernel<JpegKernel>(wasm, 16);
  let free = kernel.DYNAMIC.value;

  function grow(end: number): void {
    const missing = end - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / 65_536));
  }

  function decode(bytes: Uint8Array, header: JpegHeader, region: JpegRegion, scale: JpegScale): DecodedRegion | null {
    const plan = planRegion(header, region, scale);
    const layout = layOut(plan, bytes.length - header.entropyOffset, kernel.DYNAMIC.value);
    free = layout.end;
    grow(layout.end);
    writeTables(kernel, memory, header);
    writeBlocks(kernel, memory, header, plan, layout);
    const data = new Uint8Array(memory.buffer);
    data.set(bytes.subarray(header.entropyOffset), layout.input);
    const inputEnd = layout.input + bytes.length - header.entropyOffset;
    data.fill(0, inputEnd, inputEnd + 32);
    data[inputEnd] = 0xff;
    data[inputEnd + 1] = 0xd9;
    const count = kernel.scanSegments(layout.input, inputEnd, layout.segments, plan.segments);
    kernel.setScan(layout.segments, count, layout.unstuffed, plan.interval, plan.mcusPerRow, plan.blocks.length);
    const [luma, blue = luma, red = luma] = layout.planes;
    const [lumaPlan, chromaPlan = lumaPlan] = plan.planes;
    kernel.setLuma(plan.upsampling, plan.planesLeft, luma, lumaPlan.stride, lumaPlan.rows);
    const { width: chromaWidth, height: chromaHeight } = plan.chroma;
    kernel.setChroma(blue, red, chromaPlan.stride, chromaPlan.rows, chromaWidth, chromaHeight, layout.rowSpace);
    const { columns, rows, left, top, right, bottom } = plan;
    const evenLeft = left - (left % 2);
    const stride = (right - evenLeft) * 3;
    const width = right - evenLeft;
    const span = [columns.from, columns.to, rows.from, rows.to] as const;
    if (kernel.decode(...span, evenLeft, width, top, bottom, layout.pixels, stride) === 0) return null;
    const offset = layout.pixels + (left - evenLeft) * 3;
    return { offset, stride, left, top, width: right - left, height: bottom - top };
  }

  return {
    memory,
    decode,
    copy: ({ offset, stride, width, height }) => {
      const out = new Uint8Array(width * height * 3);
      for (let y = 0; y < height; y++) {
        out.set(new Uint8Array(memory.buffer, offset + y * stride, width * 3), y * width * 3);
      }
      return out;
    },
    reserve: (size) => {
      const at = Math.ceil(free / 16) * 16;
      free = at + size;
      grow(free);
      return at;
    },
  };
}
