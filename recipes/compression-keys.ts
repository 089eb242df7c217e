import { z } from 'zod';

const step = z
  .int()
  .min(1)
  .max(2 ** 31 - 1);

/** Keys of every run that make a small model of a large one. */
export const compressionKeys = {
  teacher: z
    .string()
    .exactOptional()
    .describe('An earlier run of this recipe, of the same classes, that this one follows beside its labels.'),
  distil: z
    .strictObject({
      temperature: z.number().positive().max(100).default(2).describe('What logits are divided by before comparison.'),
      weight: z.number().min(0).max(1).default(0.5).describe('Share of the loss that comes from the teacher.'),
    })
    .exactOptional()
    .describe('How the run follows its teacher: Hinton, Vinyals and Dean 2015.'),
  structured: z
    .strictObject({
      heads: z.number().min(0).lt(1).default(0).describe("Share of each block's attention heads."),
      neurons: z.number().min(0).lt(1).default(0).describe("Share of each block's feed-forward neurons."),
    })
    .exactOptional()
    .describe('What is taken out of the model of `from` before the run begins: the least, by their weights.'),
  prune: z
    .strictObject({
      sparsity: z.number().gt(0).lt(1).describe('Share of matrices and embeddings that is 0 in the end.'),
      scope: z
        .enum(['layer', 'global'])
        .default('layer')
        .describe('Whether each matrix gets the sparsity, or all of them together.'),
      begin: step.exactOptional().describe('Step of the first pruning; 1 by default.'),
      end: step.exactOptional().describe('Step of the last pruning; 7 tenths of steps by default.'),
      every: step.exactOptional().describe('Steps between two prunings; a twentieth of the way by default.'),
    })
    .exactOptional()
    .describe('Weights of low magnitude become 0 while the run trains, and stay 0: Zhu and Gupta 2017.'),
};
