import { MillraceError } from '../../core/errors.ts';
import { imageStages } from '../../pipelines/image-registry.ts';
import type { ImageStage } from '../../pipelines/images/image-stage.ts';
import { stages } from '../../pipelines/registry.ts';
import { prepareStages, runStages } from '../../pipelines/run-stages.ts';
import type { Stage } from '../../pipelines/stage.ts';
import { stageAnswer } from '../../pipelines/stage-answer.ts';
import { textAugmentations } from '../../pipelines/text-augment/registry.ts';
import type { RecipeStage } from '../../recipes/recipe.ts';
import { didYouMean } from '../../recipes/suggestion.ts';
import { withFilePaths } from '../../workers/planning/stage-files.ts';
import type { ComparingTrial, TextTrial, Trial } from './answer-line.ts';
import { augmentTrial } from './augment-trial.ts';
import { checkedParameters } from './checked-parameters.ts';
import { dedupTrial } from './dedup-trial.ts';
import { imageDedupTrial } from './image-dedup-trial.ts';
import { imageTrial } from './image-trial.ts';
import { tokenizeTrial } from './tokenize-trial.ts';

/**
 * A stage by name with parameters as a recipe gives them, ready to answer. `tokenize` takes `{tokenizer: path}`;
 * operations on texts, such as `eda`, have names too.
 * Throws a usage error: `stage-unknown`, `parameters-invalid`, `stage-compares` for one that is to compare with a version.
 */
export async function openTrial(name: string, parameters: unknown): Promise<Trial | ComparingTrial> {
  if (name === 'tokenize') return tokenizeTrial(parameters);
  const operation = textAugmentations.find((candidate) => candidate.name === name);
  if (operation !== undefined) return augmentTrial(operation, parameters);
  const stage = [...stages, ...imageStages].find((candidate) => candidate.name === name);
  if (stage === undefined) throw unknownStage(name);
  const hint = 'docs/stages.md lists the parameters of each stage';
  const checked = checkedParameters<unknown>(stage.parameters, parameters, name, hint);
  if (stage.kind === 'image-dedup') return imageDedupTrial(stage, checked);
  if (stage.kind === 'dedup' && stage.compares === 'embeddings') {
    const { semanticTrial } = await import('./semantic-trial.ts');
    return semanticTrial(stage.parameters.parse(checked));
  }
  if (stage.kind === 'dedup') return dedupTrial(stage, checked);
  return isImageStage(stage) ? imageTrial(stage, checked) : await stageTrial(stage, checked);
}

function isImageStage(stage: Stage | ImageStage): stage is ImageStage {
  return stage.kind.startsWith('image-');
}

async function stageTrial(stage: Stage, parameters: unknown): Promise<TextTrial> {
  // As a recipe's paths are relative to its folder, these are to the folder that one works in.
  const given = { stage: stage.name, version: stage.version, parameters: parameters as RecipeStage['parameters'] };
  const bound = [{ stage, parameters: withFilePaths('text', given, process.cwd()).parameters }];
  await prepareStages(bound);
  return {
    format: stage.name === 'extract-html' ? 'html' : 'text',
    answer: (document) => stageAnswer(stage, document, runStages(bound, document)),
  };
}

function unknownStage(name: string): MillraceError {
  const names = [
    ...[...stages, ...imageStages].map((stage) => stage.name),
    ...textAugmentations.map(({ name }) => name),
    'tokenize',
  ];
  return new MillraceError('stage-unknown', `there is no stage ${JSON.stringify(name)}${didYouMean(name, names)}`, {
    kind: 'usage',
    hint: `stages that can be tried: ${names.join(', ')}`,
  });
}
