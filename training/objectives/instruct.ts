import { z } from 'zod';
import { tokenMarks } from '../../streaming/document-form.ts';
import type { TokenModel } from '../model.ts';
import type { TokenObjective, TokenObjectiveDefinition, TokenObjectiveSize } from '../objective.ts';
import { type JudgedTokens, nextTokenObjective } from './next-token.ts';
import { packedNextToken } from './packed-next-token.ts';

const parameters = z.strictObject({
  lossOn: z
    .enum(['answers', 'all'])
    .default('answers')
    .describe('Which tokens are judged: those that the assistant says, or all.'),
  pack: z
    .boolean()
    .default(true)
    .describe('Whether chats share samples in training, where the model can keep them apart; the losses are the same.'),
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

function build({ lossOn, pack }: Parameters, model: TokenModel, size: TokenObjectiveSize): TokenObjective {
  const judged: JudgedTokens = ({ marks }) => {
    if (marks === undefined) throw new Error('a batch of chats without marks');
    return lossOn === 'all' ? () => true : (place) => ((marks[place] as number) & tokenMarks.judged) !== 0;
  };
  const alone = nextTokenObjective(model, size, judged);
  if (!pack || model.cached === undefined) return alone;
  return { ...alone, packed: packedNextToken(model, size, judged) };
}
