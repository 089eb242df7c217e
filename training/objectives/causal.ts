import { z } from 'zod';
import type { TokenObjectiveDefinition } from '../objective.ts';
import { nextTokenObjective } from './next-token.ts';

const parameters = z.strictObject({});
type Parameters = z.infer<typeof parameters>;

/** Each token from those before it: the pre-training of a language model. Padding is neither judged nor seen by text. */
export const causal: TokenObjectiveDefinition<Parameters> = {
  name: 'causal',
  summary: 'Predict each next token of packed sequences.',
  content: 'tokens',
  architectures: ['decoder'],
  parameters,
  build: (_, model, size) => nextTokenObjective(model, size, () => () => true),
};
