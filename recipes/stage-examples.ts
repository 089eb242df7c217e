import type { Json } from '../core/canonical-json.ts';
import type { ImageStage } from '../pipelines/images/image-stage.ts';
import { prepareStages, runStages } from '../pipelines/run-stages.ts';
import type { Stage, StageExample } from '../pipelines/stage.ts';
import { stageAnswer } from '../pipelines/stage-answer.ts';

/** A stage's examples as Markdown: each record and what the stage makes of it, run here and now. Empty for none. */
export async function exampleSection(stage: Stage | ImageStage): Promise<string[]> {
  if (!isTextStage(stage)) return [];
  const shown: string[] = [];
  for (const example of stage.examples ?? []) shown.push(await exampleText(stage, example));
  return shown.length === 0 ? [] : [shown.length === 1 ? 'Example:' : 'Examples:', ...shown];
}

/** What a stage makes of an example of its own. Throws what zod throws where the parameters are none of the stage. */
export async function runExample(stage: Stage, example: StageExample): Promise<Readonly<Record<string, Json>>> {
  const bound = [{ stage, parameters: stage.parameters.parse(example.parameters ?? {}) }];
  await prepareStages(bound);
  const { text, format = 'text', metadata = {} } = example;
  const document = { id: 'a', text, format, source: 'a', label: null, metadata };
  return stageAnswer(stage, document, runStages(bound, document));
}

function isTextStage(stage: Stage | ImageStage): stage is Stage {
  return !stage.kind.startsWith('image-');
}

async function exampleText(stage: Stage, example: StageExample): Promise<string> {
  const { parameters, text, metadata } = example;
  const written = parameters === undefined ? stage.name : `${stage.name}: ${JSON.stringify(parameters)}`;
  const record = JSON.stringify({ text, ...(metadata === undefined ? {} : { metadata }) });
  return ['```', `- ${written}`, `  ${record}`, `→ ${JSON.stringify(await runExample(stage, example))}`, '```'].join(
    '\n',
  );
}
