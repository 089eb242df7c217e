import { moveAffine, turn } from '../geometry.js';
import { adjustBrightness, adjustContrast } from '../kernels/brightness-contrast.js';
import { autocontrast, equalize } from '../kernels/histogram-levels.js';
import { invert, posterize, solarize } from '../kernels/levels.js';
import { adjustSaturation } from '../kernels/saturation.js';
import { adjustSharpness } from '../kernels/sharpness.js';
import { signedOperations } from './magnitudes.js';
/** An operation of the space, all equally likely. */
export function drawOperation({ operations }, draws) {
    return operations[draws.integer(0, operations.length)] ?? 'Identity';
}
/** −1 or 1 for an operation that goes both ways; 1 without a draw for another. */
export function drawSign(operation, draws) {
    return signedOperations.has(operation) && draws.unit() < 0.5 ? -1 : 1;
}
const still = { angle: 0, translate: [0, 0], scale: 1, shear: [0, 0] };
const corner = { x: 0, y: 0 };
/** Source: torchvision.transforms.v2 0.29, `_AutoAugmentBase._apply_image_or_video_transform`. */
export function applyPolicyOperation(image, operation, magnitude, warp) {
    const move = (change) => moveAffine(image, { ...still, ...change }, warp);
    const recolour = (pixels) => ({ pixels, boxes: image.boxes });
    const { pixels } = image;
    switch (operation) {
        case 'Identity':
            return image;
        case 'ShearX':
            return move({ shear: [shearAngle(magnitude), 0], centre: corner });
        case 'ShearY':
            return move({ shear: [0, shearAngle(magnitude)], centre: corner });
        case 'TranslateX':
            return move({ translate: [Math.trunc(magnitude), 0] });
        case 'TranslateY':
            return move({ translate: [0, Math.trunc(magnitude)] });
        case 'Rotate':
            return turn(image, magnitude, warp);
        case 'Brightness':
            return recolour(adjustBrightness(pixels, 1 + magnitude));
        case 'Color':
            return recolour(adjustSaturation(pixels, 1 + magnitude));
        case 'Contrast':
            return recolour(adjustContrast(pixels, 1 + magnitude));
        case 'Sharpness':
            return recolour(adjustSharpness(pixels, 1 + magnitude));
        case 'Posterize':
            return recolour(posterize(pixels, magnitude));
        case 'Solarize':
            return recolour(solarize(pixels, 255 * magnitude));
        case 'AutoContrast':
            return recolour(autocontrast(pixels));
        case 'Equalize':
            return recolour(equalize(pixels));
        case 'Invert':
            return recolour(invert(pixels));
    }
}
/** The angle in degrees whose tangent is the magnitude. */
function shearAngle(magnitude) {
    return (Math.atan(magnitude) * 180) / Math.PI;
}
//# sourceMappingURL=apply-operation.js.map