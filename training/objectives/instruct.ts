import { z } from 'zod';
import { tokenMarks } from '../../streaming/document-form.ts';
import type { TokenModel } from '../model.ts';
import type { TokenObjective, TokenObjectiveDefinition, TokenObjectiveSize } from '../objective.ts';
import { nextTokenObjective } from './next-token.ts';

const parameters = z.strictObject({
  lossOn: z
    .enum(['answers', 'all'])
    .default('answers')
    .describe('Which tokens are judged: those that the assistant says, or all.'),
});
type Parameters = z.infer<typeof parameters>;

/** What an assistant says, each token from all before it: supervised fine-tuning on chats. Chats that the stage `chat` wrote. */
export const instruct: TokenObjectiveDefinition<Parameters> = {
  name: 'instruct',
  summary: 'Predict what the assistant says in chats, each token from those before it: instruction tuning.',
  content: 'documents',
  form: 'chat',
  architectures: ['decoder'],
  parameters,
  build,
};

function build({ lossOn }: Parameters, model: TokenModel, size: TokenObjectiveSize): TokenObjective {
  return nextTokenObjective(model, size, ({ marks }) => {
    if (marks === undefined) throw new Error('a batch of chats without marks');
    return lossOn === 'all' ? () => true : (place) => ((marks[place] as number) & tokenMarks.judged) !== 0;
  });
}
