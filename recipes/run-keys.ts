import { z } from 'zod';
import { distributedEngines, strategies } from '../training/distributed/distribution.ts';
import { textStepsOfRun, trainAugmentSchema } from './augment-schema.ts';
import { found } from './check-value.ts';
import { compressionKeys } from './compression-keys.ts';
import { mixSchema } from './mix-schema.ts';
import { optimizerKeys } from './optimizer-keys.ts';
import { tuningKeys } from './tuning-keys.ts';

const share = z.number().min(0).lt(1);

const runName = {
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, {
      error: ({ input }) => `expected at most 40 characters from a-z, 0-9 and "-", found ${found(input)}`,
    })
    .describe('Name of the run, and of its folder in the store.'),
};

/** Keys of runs on text. */
const tokenRunKeys = {
  length: z
    .int()
    .min(2)
    .max(2 ** 16)
    .nullable()
    .default(null)
    .describe('Tokens of a sample; by default those of the packed sequences, or of the run it starts from.'),
};

/** Further keys of runs on text. */
export const textRunKeys = { augment: textStepsOfRun.prefault([]) };

const imageSize = z
  .int()
  .min(1)
  .max(2 ** 12)
  .nullable()
  .default(null)
  .describe(
    "Side of a sample in pixels; by default what augment gives, or the images' own size where they are all alike.",
  );

const rgb = (value: z.ZodNumber) => z.tuple([value, value, value]);

const normalize = z
  .strictObject({
    mean: rgb(z.number()).prefault([0.5, 0.5, 0.5]).describe('Of red, green and blue, in shares of the highest level.'),
    std: rgb(z.number().positive())
      .prefault([0.5, 0.5, 0.5])
      .describe('What the differences to the mean are divided by.'),
  })
  .prefault({})
  .describe('How a level becomes a number: (level / 255 − mean) / std; by default from −1 to 1.');

/** Keys of runs on images. */
export const imageRunKeys = { size: imageSize, augment: trainAugmentSchema.prefault([]), normalize };

const curriculum = z
  .strictObject({
    signal: z
      .string()
      .min(1)
      .describe('What tells samples apart, such as `characters` or `metadata.score`: docs/streaming.md lists them.'),
    stages: z.int().min(2).max(100).default(4).describe('Stages of about equal size in an epoch.'),
    descending: z.literal(true).exactOptional().describe('Highest values first.'),
  })
  .nullable()
  .default(null)
  .describe(
    'Shows each version from easy to hard in each epoch, shuffled within stages; null shuffles epochs as a whole.',
  );

const commonRunKeys = {
  ...compressionKeys,
  curriculum,
  data: mixSchema
    .nullable()
    .default(null)
    .describe(
      "Versions to learn from in place of the recipe's own, which judges: `{ mix: [ { data: web@4, weight: 7 } ] }`.",
    ),
  ...tuningKeys,
  steps: z
    .int()
    .min(1)
    .max(2 ** 31 - 1)
    .describe('Updates of the weights.'),
  batch: z
    .int()
    .min(1)
    .max(2 ** 16)
    .default(16)
    .describe('Samples in a micro-batch.'),
  accumulate: z
    .int()
    .min(1)
    .max(2 ** 16)
    .default(1)
    .describe('Micro-batches whose gradients make one update.'),
  ...optimizerKeys,
  dropout: share.default(0).describe('Probability that an element is dropped in training.'),
  seed: z
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .default(0)
    .describe('Of initial weights, dropout and the order of samples.'),
  evaluateEvery: z
    .int()
    .min(0)
    .optional()
    .describe('Steps between validations on the holdout split; a tenth of steps by default; 0 never.'),
  evaluateBatches: z.int().min(1).default(20).describe('Most batches of one validation during training.'),
  earlyStopping: z
    .strictObject({
      patience: z.int().min(1).default(3).describe('Validations in a row without a new lowest loss.'),
      minDelta: z
        .number()
        .min(0)
        .default(0)
        .describe('How far below the lowest loss so far counts as a new one, in nats.'),
    })
    .optional()
    .describe('Ends the run when its validation loss falls no more; its best checkpoint is kept.'),
  checkpointEvery: z
    .int()
    .min(1)
    .optional()
    .describe('Steps between checkpoints; a tenth of steps, at most 500, by default.'),
  keepCheckpoints: z.int().min(1).default(2).describe('Newest checkpoints to keep, beside the best one.'),
  engine: z
    .enum(['graph', 'eager', ...distributedEngines])
    .default('graph')
    .describe(
      '`graph`: one traced TensorFlow graph; `eager`: the reference, two to four times slower. The others train in Python, over `processes`: docs/distributed.md.',
    ),
  processes: z
    .int()
    .min(1)
    .max(1024)
    .default(1)
    .describe('Processes among which `torchrun`, `deepspeed`, `accelerate` or `tf` divide each micro-batch.'),
  strategy: z
    .enum(strategies)
    .nullable()
    .default(null)
    .describe(
      'What those processes divide beside it: `ddp` nothing, `zero` the state of the optimizer, `fsdp` all; null for what the engine does by itself.',
    ),
  precision: z
    .enum(['float32', 'bfloat16'])
    .default('float32')
    .describe('Of matrix products in training: `bfloat16` is faster, and a little less exact; evaluation is float32.'),
  device: z.enum(['auto', 'cpu', 'gpu']).default('auto').describe('`gpu` is an error where there is none.'),
};

/** Keys of every run, beside those of its model and objective, and those for the kind of its records. */
export const sharedRunKeys = { ...runName, ...commonRunKeys };

/** Keys of the runs over records of a kind, beside those of their model and objective. */
export const runKeysOf = {
  text: { ...runName, ...tokenRunKeys, ...commonRunKeys },
  image: { ...runName, ...imageRunKeys, ...commonRunKeys },
};
