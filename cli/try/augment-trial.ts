import type { Json } from '../../core/canonical-json.ts';
import { augmentText } from '../../pipelines/text-augment/augment-text.ts';
import type { TextAugmentationDefinition } from '../../pipelines/text-augment/text-augmentation.ts';
import { digestFile } from '../../workers/planning/stage-files.ts';
import type { TextTrial } from './answer-line.ts';
import { checkedParameters } from './checked-parameters.ts';

/**
 * Answers `{text}`, the first copy that a build with this one operation and seed 0 makes of the document. Throws a usage
 * error: `parameters-invalid`, `no-stage-file`.
 */
export async function augmentTrial(
  { name, parameters: schema, files = [] }: TextAugmentationDefinition<unknown>,
  parameters: unknown,
): Promise<TextTrial> {
  const hint = 'docs/augmentation.md lists the parameters of each operation';
  const step = {
    name,
    parameters: checkedParameters(schema, parameters, name, hint) as Readonly<Record<string, Json>>,
  };
  for (const file of files) {
    const path = step.parameters[file];
    if (typeof path === 'string') await digestFile(path, path, `--params of ${name}`);
  }
  return {
    format: 'text',
    answer: async ({ id, text }) => ({
      text: await augmentText([step], text, { seed: 0, recordId: id, epoch: 0 }),
    }),
  };
}
