import type { ImageStreamOptions } from '../../streaming/open-image-stream.ts';
import { imageSteps } from './augment-flag.ts';

/** The options of `stream` that say how images become pixels. */
export interface ImageFlags {
  readonly size?: number;
  readonly augment?: string;
  readonly layout?: 'hwc' | 'chw';
  readonly float?: boolean;
}

/** From -1 to 1: what a float is by default in a train run too. */
const half = [0.5, 0.5, 0.5] as const;

/** What these options ask of a stream. Throws MillraceError `bad-augment` (usage). */
export async function imageOptions({
  size,
  augment,
  layout,
  float = false,
}: ImageFlags): Promise<Pick<ImageStreamOptions, 'size' | 'augment' | 'layout' | 'normalize'>> {
  return {
    ...(size === undefined ? {} : { size }),
    ...(augment === undefined ? {} : { augment: await imageSteps(augment) }),
    ...(layout === undefined ? {} : { layout }),
    ...(float ? { normalize: { mean: half, deviation: half } } : {}),
  };
}
