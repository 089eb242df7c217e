import { z } from 'zod';
import { parameterTable } from './stage-reference.ts';
import { commonRunKeys, type TrainingKinds } from './train-schema.ts';

/** `docs/models.md`: the keys of `train`, with every model and objective, from the code that runs them. */
export function trainingReference({ models, objectives }: TrainingKinds): string {
  return [
    '# Models and objectives',
    'Generated from the code by `node dist/recipes/generate.js`; a test holds this file to it.',
    'A run of `train` names a `model`, or a run to start `from`, and an `objective`. It takes the keys of all three tables below, side by side: `- { name: pretrain, model: gpt, objective: causal, layers: 4, steps: 300 }`. [training.md](training.md) tells what becomes of it.',
    '## Every run',
    parameterTable(z.strictObject(commonRunKeys), 'key'),
    '## Models',
    ...models.flatMap(({ name, summary, citation, parameters }) => [
      `### ${name}`,
      summary,
      `Source: ${citation}`,
      parameterTable(parameters, 'key'),
    ]),
    '## Objectives',
    ...objectives.flatMap(({ name, summary, content, parameters }) => [
      `### ${name}`,
      `${summary} It reads ${content === 'tokens' ? 'packed sequences' : 'documents with their labels'}.`,
      parameterTable(parameters, 'key'),
    ]),
  ]
    .join('\n\n')
    .concat('\n');
}
