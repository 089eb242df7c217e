import { roundHalfEven } from '../half-even.js';
import { linspace } from './linspace.js';
/** Operations whose strength is turned round half of the time. */
export const signedOperations = new Set([
    ...['ShearX', 'ShearY', 'TranslateX', 'TranslateY', 'Rotate'],
    ...['Brightness', 'Color', 'Contrast', 'Sharpness'],
]);
const geometric = ['ShearX', 'ShearY', 'TranslateX', 'TranslateY', 'Rotate'];
const colour = ['Brightness', 'Color', 'Contrast', 'Sharpness'];
const tonal = ['Posterize', 'Solarize', 'AutoContrast', 'Equalize'];
const autoAugmentRanges = {
    shear: 0.3,
    translateX: (width) => (150 / 331) * width,
    translateY: (height) => (150 / 331) * height,
    rotate: 30,
    colour: 0.9,
    posterize: [8, 4],
};
/** torchvision.transforms.v2.AutoAugment 0.29: `_AUGMENTATION_SPACE`. */
export const autoAugmentSpace = space([...geometric, ...colour, ...tonal, 'Invert'], autoAugmentRanges);
/** torchvision.transforms.v2.RandAugment 0.29: `_AUGMENTATION_SPACE`. */
export const randAugmentSpace = space(['Identity', ...geometric, ...colour, ...tonal], autoAugmentRanges);
/** torchvision.transforms.v2.TrivialAugmentWide 0.29: `_AUGMENTATION_SPACE`. */
export const trivialAugmentSpace = space(['Identity', ...geometric, ...colour, ...tonal], {
    shear: 0.99,
    translateX: () => 32,
    translateY: () => 32,
    rotate: 135,
    colour: 0.99,
    posterize: [8, 6],
});
const augMixRanges = {
    shear: 0.3,
    translateX: (width) => width / 3,
    translateY: (height) => height / 3,
    rotate: 30,
    colour: 0.9,
    posterize: [4, 4],
};
/** torchvision.transforms.v2.AugMix 0.29: `_AUGMENTATION_SPACE`. */
export const augMixSpace = space([...geometric, ...tonal, ...colour], augMixRanges);
/** torchvision.transforms.v2.AugMix 0.29: `_PARTIAL_AUGMENTATION_SPACE`, without the operations that test sets corrupt with. */
export const augMixPartialSpace = space([...geometric, ...tonal], augMixRanges);
function space(operations, ranges) {
    return {
        operations,
        magnitudes: (operation, bins, { width, height }) => {
            switch (operation) {
                case 'ShearX':
                case 'ShearY':
                    return linspace(0, ranges.shear, bins);
                case 'TranslateX':
                    return linspace(0, ranges.translateX(width), bins);
                case 'TranslateY':
                    return linspace(0, ranges.translateY(height), bins);
                case 'Rotate':
                    return linspace(0, ranges.rotate, bins);
                case 'Brightness':
                case 'Color':
                case 'Contrast':
                case 'Sharpness':
                    return linspace(0, ranges.colour, bins);
                case 'Posterize':
                    return bitsByBin(ranges.posterize, bins);
                case 'Solarize':
                    return linspace(1, 0, bins);
                default:
                    return null;
            }
        },
    };
}
function bitsByBin([bits, fewer], bins) {
    const divisor = (bins - 1) / fewer;
    return Array.from({ length: bins }, (_, bin) => roundHalfEven(Math.fround(bits - Math.fround(bin / divisor))));
}
//# sourceMappingURL=magnitudes.js.map