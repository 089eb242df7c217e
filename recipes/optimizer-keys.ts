import { z } from 'zod';
import { defaultDecayShare } from '../training/learning-rate.ts';
import { schedules } from '../training/run-settings.ts';

const share = z.number().min(0).lt(1);

/** Keys of every run on how gradients change its weights. */
export const optimizerKeys = {
  learningRate: z.number().positive().default(1e-3).describe('Highest learning rate.'),
  schedule: z
    .enum(schedules)
    .default('cosine')
    .describe(
      'What the learning rate does after the warm-up: falls along half a `cosine` or along a line (`linear`), stays (`constant`), or stays and falls at the end (`wsd`).',
    ),
  decayShare: z
    .number()
    .gt(0)
    .max(1)
    .optional()
    .describe(`Share of the steps over which \`wsd\` falls; ${defaultDecayShare} by default.`),
  minLearningRate: z
    .number()
    .min(0)
    .optional()
    .describe('Where the schedule ends; a tenth of learningRate by default.'),
  warmupSteps: z
    .int()
    .min(0)
    .optional()
    .describe('Steps over which the learning rate rises; a tenth of steps, at most 100, by default.'),
  optimizer: z.enum(['adamw', 'sgd']).default('adamw').describe('AdamW, or stochastic gradient descent with momentum.'),
  momentum: share.optional().describe("SGD: share of the earlier steps' gradients that goes on; 0.9 by default."),
  beta1: share.default(0.9).describe('AdamW: decay of the mean of gradients.'),
  beta2: share.default(0.95).describe('AdamW: decay of the mean of squared gradients.'),
  epsilon: z.number().positive().default(1e-8).describe('AdamW: added to the root of the second moment.'),
  weightDecay: z
    .number()
    .min(0)
    .optional()
    .describe(
      'Decay of matrices and embeddings: of AdamW decoupled, 0.1 by default; of SGD a part of the gradient, 0 by default.',
    ),
  clipNorm: z.number().min(0).default(1).describe('Largest global norm of a gradient; 0 clips nothing.'),
};
