import type { z } from 'zod';
import { MillraceError } from '../../core/errors.ts';
import type { AugmentStep } from '../../pipelines/augment/augmentation.ts';

/** The operations on images that `--augment` names. Throws MillraceError `bad-augment` (usage). */
export async function imageSteps(text: string): Promise<readonly AugmentStep[]> {
  const { trainAugmentSchema } = await import('../../recipes/augment-schema.ts');
  return stepsOf(text, trainAugmentSchema, '[{"random-resized-crop":{"size":224}}]');
}

/** The operations on texts that `--augment` names; paths in them are relative to the current folder. Throws as above. */
export async function textSteps(text: string): Promise<readonly AugmentStep[]> {
  const { textStepsSchema } = await import('../../recipes/augment-schema.ts');
  return stepsOf(text, textStepsSchema, '["aeda",{"random-deletion":{"p":0.05}}]');
}

async function stepsOf(
  text: string,
  schema: z.ZodType<readonly AugmentStep[]>,
  example: string,
): Promise<readonly AugmentStep[]> {
  const { checkValue, problemText } = await import('../../recipes/check-value.ts');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw badAugment(`expected JSON, such as ${example}`);
  }
  const checked = checkValue(schema, value);
  if (checked.ok) return checked.value;
  throw badAugment(problemText(checked.problems[0]));
}

function badAugment(message: string): MillraceError {
  return new MillraceError('bad-augment', `--augment: ${message}`, {
    kind: 'usage',
    hint: 'docs/augmentation.md lists the operations and their parameters',
  });
}
