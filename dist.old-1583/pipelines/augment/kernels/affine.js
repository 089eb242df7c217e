import { warpAffine } from './warp-kernel.js';
/** torchvision's `affine` on a uint8 tensor. The image keeps its size. */
export function affine(pixels, transform, options) {
    const { width, height } = pixels;
    const { centre } = transform;
    // The kernel's places are relative to the image's centre, as in torchvision.
    const relative = centre === undefined ? { x: 0, y: 0 } : { x: centre.x - width / 2, y: centre.y - height / 2 };
    return warpAffine(pixels, affineMatrix(transform, relative, 'inverse'), options);
}
/** Where a place of an image of `width` × `height` pixels comes to lie. */
export function affinePoint(point, transform, width, height) {
    const m = affineMatrix(transform, transform.centre ?? { x: width / 2, y: height / 2 }, 'forward');
    return { x: m[0] * point.x + m[1] * point.y + m[2], y: m[3] * point.x + m[4] * point.y + m[5] };
}
/** The matrix that takes a place to its new one, or a new place back. torchvision's `_get_inverse_affine_matrix`. */
export function affineMatrix({ angle, translate, scale, shear }, centre, direction) {
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
function radians(degrees) {
    return (degrees * Math.PI) / 180;
}
//# sourceMappingURL=affine.js.map