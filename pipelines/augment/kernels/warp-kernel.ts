import type { Pixels } from '../../../core/pixels.ts';
import { wasm } from '../../kernels/augment-warp-wasm.ts';
import type { AffineMatrix } from './affine.ts';
import { KernelSpace } from './kernel-space.ts';
import type { PerspectiveCoefficients } from './perspective.ts';
import type { WarpOptions } from './warp-options.ts';

/** What every warp of `augment-warp.as` is told. */
type WarpPlace = readonly [
  ...[from: number, to: number, width: number, height: number, line: number, pitch: number],
  ...[smooth: number, fill: number],
];

/** Functions of `augment-warp.as`. */
interface WarpExports {
  readonly mirror: (from: number, to: number, width: number, height: number) => void;
  readonly warpAffine: (...all: readonly [...WarpPlace, ...AffineMatrix, straight: number]) => void;
  readonly warpPerspective: (...all: readonly [...WarpPlace, ...PerspectiveCoefficients]) => void;
  readonly warpDisplaced: (...all: readonly [...WarpPlace, vectors: number]) => void;
}

/** The thread's own kernel of places. */
export const warpKernel = new KernelSpace<WarpExports>(wasm);

/** `matrix` takes a new place, relative to the centre, to its old one. */
export function warpAffine(pixels: Pixels, matrix: AffineMatrix, options: WarpOptions): Pixels {
  const r = Math.fround;
  const [a, b, c, d, e, f] = matrix;
  const x = r(pixels.width / 2);
  const y = r(pixels.height / 2);
  // Shears and shifts along x move whole rows; beyond this size floats are too coarse to tell by how much.
  const rows = r(a) === 1 && r(d) === 0 && r(e) === 1 && Math.max(pixels.width, pixels.height) <= 2048;
  const straight = rows && options.interpolation === 'nearest' ? 1 : 0;
  return warp(pixels, options, (kernel, place) =>
    kernel.warpAffine(...place, r(a) / x, r(b) / x, r(c) / x, r(d) / y, r(e) / y, r(f) / y, straight),
  );
}

/** `coefficients` take a new place to its old one. */
export function warpPerspective(pixels: Pixels, coefficients: PerspectiveCoefficients, options: WarpOptions): Pixels {
  const [a, b, c, d, e, f, g, h] = coefficients;
  const x = Math.fround(pixels.width / 2);
  const y = Math.fround(pixels.height / 2);
  const r = Math.fround;
  return warp(pixels, options, (kernel, place) =>
    kernel.warpPerspective(...place, r(a) / x, r(b) / x, r(c) / x, r(d) / y, r(e) / y, r(f) / y, g, h),
  );
}

/** `vectors` holds two numbers for each pixel, in units of half the width and half the height. */
export function warpDisplaced(pixels: Pixels, vectors: Float32Array, options: WarpOptions): Pixels {
  return warp(pixels, options, (kernel, place) => kernel.warpDisplaced(...place, warpKernel.put(vectors)));
}

function warp(
  { data, width, height }: Pixels,
  { interpolation, fill }: WarpOptions,
  run: (kernel: WarpExports, place: WarpPlace) => void,
): Pixels {
  // The kernel finds the places of four pixels at a time.
  const pitch = Math.ceil(width / 4) * 16;
  const colour = Float32Array.of(...(fill ?? [0, 0, 0]), fill === null ? 0 : 1);
  const smooth = interpolation === 'bilinear' ? 1 : 0;
  const warped = warpKernel.map(data, (kernel, from, to) => {
    const line = warpKernel.take(2 * pitch);
    run(kernel, [from, to, width, height, line, pitch, smooth, warpKernel.put(colour)]);
  });
  return { data: warped, width, height };
}
