import { z } from 'zod';

const patterns = z.array(z.string().min(1).max(200));

const loraKeys = z
  .strictObject({
    rank: z.int().min(1).max(1024).default(8).describe('Rank of the product that is added to a matrix.'),
    alpha: z
      .number()
      .positive()
      .optional()
      .describe('The product is multiplied by alpha / rank; twice the rank by default.'),
    targets: patterns
      .default([])
      .describe('Matrices, by the beginning of their names up to a dot; those of all numbered layers by default.'),
  })
  .transform(({ rank, alpha, targets }) => ({ rank, alpha: alpha ?? 2 * rank, targets }));

const promptKeys = z.strictObject({
  tokens: z.int().min(1).max(1024).default(20).describe('Trained states before each text.'),
});

/** Keys of every run on which weights it trains. */
export const tuningKeys = {
  freeze: patterns
    .default([])
    .describe(
      'Weights of the model that stay as they begin, by the beginning of their names up to a dot, such as `h.0`; `*` stands for any characters.',
    ),
  tune: z
    .union([
      z.literal('lora').transform(() => ({ lora: loraKeys.parse({}) })),
      z.strictObject({ lora: loraKeys }),
      z.strictObject({ prompt: promptKeys }),
    ])
    .optional()
    .describe(
      'What is trained in the place of the weights of the run it starts `from`: `lora`, or `{ lora: { rank: 8, alpha: 16, targets: [...] } }`, or `{ prompt: { tokens: 20 } }`.',
    ),
};
