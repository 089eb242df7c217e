import { z } from 'zod';
import { imageRunKeys, runKeysOf } from './run-keys.js';
import { parameterTable } from './stage-reference.js';
// Their names have a page of their own.
const anyOperations = (records) => z
    .array(z.any())
    .default([])
    .describe(`Operations on the training ${records}, in order: [augmentation.md](augmentation.md).`);
const contents = {
    tokens: 'packed sequences',
    documents: 'documents with their labels',
    images: 'images with their labels',
};
/** `docs/models.md`: the keys of `train`, with every model and objective, from the code that runs them. */
export function trainingReference({ models, objectives }) {
    return [
        '# Models and objectives',
        'Generated from the code by `node dist/recipes/generate.js`; a test holds this file to it.',
        'A run of `train` names a `model`, or a run to start `from`, and an `objective`. It takes the keys of all three tables below, side by side: `- { name: pretrain, model: gpt, objective: causal, layers: 4, steps: 300 }`. [training.md](training.md) tells what becomes of it.',
        '## Every run',
        parameterTable(z.strictObject(runKeysOf.text), 'key'),
        'A run over images has no `length`, but these:',
        parameterTable(z.strictObject({ ...imageRunKeys, augment: anyOperations('images') }), 'key'),
        'A run over text takes this too:',
        parameterTable(z.strictObject({ augment: anyOperations('texts') }), 'key'),
        '## Models',
        ...models.flatMap(({ name, summary, reads, citation, parameters }) => [
            `### ${name}`,
            `${summary} It reads ${reads}.`,
            `Source: ${citation}`,
            parameterTable(parameters, 'key'),
        ]),
        '## Objectives',
        ...objectives.flatMap(({ name, summary, content, parameters }) => [
            `### ${name}`,
            `${summary} It reads ${contents[content]}.`,
            parameterTable(parameters, 'key'),
        ]),
    ]
        .join('\n\n')
        .concat('\n');
}
//# sourceMappingURL=training-reference.js.map