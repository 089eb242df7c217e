import { z } from 'zod';
import { MillraceError } from '../core/errors.ts';
import { parseReference } from '../shards/dataset-name.ts';
import type { Mix } from '../streaming/mix/mix.ts';
import { found } from './check-value.ts';

const reference = z.string().superRefine((text, context) => {
  try {
    parseReference(text);
  } catch (error) {
    if (!(error instanceof MillraceError)) throw error;
    context.addIssue({ code: 'custom', message: `expected name, name@7 or name@latest, found ${found(text)}` });
  }
});

const positive = z.number().positive().max(1e9);
const samples = z
  .int()
  .min(1)
  .max(2 ** 32 - 1);

const part = z
  .strictObject({
    data: reference.describe('The version: `name`, `name@7` or `name@latest`.'),
    weight: positive.exactOptional().describe('Its share of what the parts with weights have together, in any unit.'),
    repeat: positive.exactOptional().describe('How often it is read through in an epoch; parts of a pass too.'),
    samples: samples.exactOptional().describe('How many of its samples an epoch has.'),
  })
  .refine(({ weight, repeat, samples: wanted }) => [weight, repeat, wanted].filter(isGiven).length <= 1, {
    error: 'expected one of weight, repeat and samples, found several',
  });

/** Several versions as one stream, as people write it; gives the parts' versions as references. */
export const mixSchema = z
  .strictObject({
    mix: z
      .array(part)
      .min(1)
      .max(1000)
      .describe('The versions, each with one of `weight`, `repeat` and `samples`; with none it is read through once.'),
    samples: samples
      .exactOptional()
      .describe(
        'Samples in an epoch; by default what `repeat` and `samples` ask for, and for weights as many as their parts have.',
      ),
    temperature: positive
      .exactOptional()
      .describe('Gives parts without an amount the weight size^(1 / temperature): 1 as they are, more evens them out.'),
  })
  .transform(
    ({ mix, ...rest }): Mix<string> => ({
      parts: mix.map(({ data, ...amount }) => ({ version: data, ...amount })),
      ...rest,
    }),
  ) satisfies z.ZodType<Mix<string>>;

function isGiven(value: unknown): boolean {
  return value !== undefined;
}
