import { MillraceError } from '../../core/errors.ts';
import type { ImageStreamOptions } from '../../streaming/open-image-stream.ts';

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
    ...(augment === undefined ? {} : { augment: await stepsOf(augment) }),
    ...(layout === undefined ? {} : { layout }),
    ...(float ? { normalize: { mean: half, deviation: half } } : {}),
  };
}

async function stepsOf(text: string): Promise<NonNullable<ImageStreamOptions['augment']>> {
  const { trainAugmentSchema } = await import('../../recipes/augment-schema.ts');
  const { checkValue, problemText } = await import('../../recipes/check-value.ts');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw badAugment('expected JSON, such as [{"random-resized-crop":{"size":224}}]');
  }
  const checked = checkValue(trainAugmentSchema, value);
  if (checked.ok) return checked.value;
  throw badAugment(problemText(checked.problems[0]));
}

function badAugment(message: string): MillraceError {
  return new MillraceError('bad-augment', `--augment: ${message}`, {
    kind: 'usage',
    hint: 'docs/augmentation.md lists the operations and their parameters',
  });
}
