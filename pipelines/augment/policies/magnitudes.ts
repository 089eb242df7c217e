import type { ImageSize } from '../../../core/pixels.ts';
import { roundHalfEven } from '../half-even.ts';
import { linspace } from './linspace.ts';

/** Operations that policies choose from, by torchvision's names. */
export type PolicyOperation =
  | 'Identity'
  | 'ShearX'
  | 'ShearY'
  | 'TranslateX'
  | 'TranslateY'
  | 'Rotate'
  | 'Brightness'
  | 'Color'
  | 'Contrast'
  | 'Sharpness'
  | 'Posterize'
  | 'Solarize'
  | 'AutoContrast'
  | 'Equalize'
  | 'Invert';

/** What a policy can do to an image, in torchvision's order: for each operation its strengths by bin, null where it has none. */
export interface PolicySpace {
  readonly operations: readonly PolicyOperation[];
  readonly magnitudes: (
    operation: PolicyOperation,
    bins: number,
    size: ImageSize,
  ) => Float32Array | readonly number[] | null;
}

/** Operations whose strength is turned round half of the time. */
export const signedOperations: ReadonlySet<PolicyOperation> = new Set<PolicyOperation>([
  ...(['ShearX', 'ShearY', 'TranslateX', 'TranslateY', 'Rotate'] as const),
  ...(['Brightness', 'Color', 'Contrast', 'Sharpness'] as const),
]);

interface Ranges {
  readonly shear: number;
  readonly translateX: (width: number) => number;
  readonly translateY: (height: number) => number;
  readonly rotate: number;
  readonly colour: number;
  /** Bits in the first bin, and how many fewer in the last. */
  readonly posterize: readonly [bits: number, fewer: number];
}

const geometric = ['ShearX', 'ShearY', 'TranslateX', 'TranslateY', 'Rotate'] as const;
const colour = ['Brightness', 'Color', 'Contrast', 'Sharpness'] as const;
const tonal = ['Posterize', 'Solarize', 'AutoContrast', 'Equalize'] as const;

const autoAugmentRanges: Ranges = {
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
const augMixRanges: Ranges = {
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

function space(operations: readonly PolicyOperation[], ranges: Ranges): PolicySpace {
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

function bitsByBin([bits, fewer]: readonly [number, number], bins: number): readonly number[] {
  const divisor = (bins - 1) / fewer;
  return Array.from({ length: bins }, (_, bin) => roundHalfEven(Math.fround(bits - Math.fround(bin / divisor))));
}
