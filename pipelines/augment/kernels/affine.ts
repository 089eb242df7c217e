import type { Pixels } from '../../../core/pixels.ts';
import { warpAffine } from './warp-kernel.ts';
import type { Point, WarpOptions } from './warp-options.ts';

/**
 * Turned about the image's centre, scaled, sheared and moved, in torchvision's order: shear along x, then along y, then
 * scale, rotation, and last the translation. `angle` and `shear` are in degrees (a positive angle turns clockwise),
 * `translate` in pixels, `scale` is above 0.
 */
export interface AffineTransform {
  readonly angle: number;
  readonly translate: readonly [x: number, y: number];
  readonly scale: number;
  readonly shear: readonly [x: number, y: number];
  /** In pixels from the left upper corner; the image's centre where left out. */
  readonly centre?: Point;
}

/** Six numbers: x' = m0·x + m1·y + m2, y' = m3·x + m4·y + m5. */
export type AffineMatrix = readonly [number, number, number, number, number, number];

/** torchvision's `affine` on a uint8 tensor. The image keeps its size. */
export function affine(pixels: Pixels, transform: AffineTransform, options: WarpOptions): Pixels {
  const { width, height } = pixels;
  const { centre } = transform;
  // The kernel's places are relative to the image's centre, as in torchvision.
  const relative = centre === undefined ? { x: 0, y: 0 } : { x: centre.x - width / 2, y: centre.y - height / 2 };
  return warpAffine(pixels, affineMatrix(transform, relative, 'inverse'), options);
}

/** Where a place of an image of `width` × `height` pixels comes to lie. */
export function affinePoint(point: Point, transform: AffineTransform, width: number, height: number): Point {
  const m = affineMatrix(transform, transform.centre ?? { x: width / 2, y: height / 2 }, 'forward');
  return { x: m[0] * point.x + m[1] * point.y + m[2], y: m[3] * point.x + m[4] * point.y + m[5] };
}

/** The matrix that takes a place to its new one, or a new place back. torchvision's `_get_inverse_affine_matrix`. */
export function affineMatrix(
  { angle, translate, scale, shear }: AffineTransform,
  centre: Point,
  direction: 'forward' | 'inverse',
): AffineMatrix {
  const turn = radians(angle);
  const shearY = radians(shear[1]);
  const tangent = Math.tan(radians(shear[0]));
  const a = Math.cos(turn - shearY) / Math.cos(shearY);
  const b = -(a * tangent + Math.sin(turn));
  const c = Math.sin(turn - shearY) / Math.cos(shearY);
  const d = Math.cos(turn) - c * tangent;
  const { x, y } = centre;
  const toX = x + translate[0];
  const toY = y + translate[1];
  if (direction === 'inverse') {
    const [p, q, r, s] = [d / scale, -b / scale, -c / scale, a / scale];
    return [p, q, x - p * toX - q * toY, r, s, y - r * toX - s * toY];
  }
  const [p, q, r, s] = [a * scale, b * scale, c * scale, d * scale];
  return [p, q, toX - p * x - q * y, r, s, toY - r * x - s * y];
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
