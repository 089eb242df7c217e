import { MillraceError } from '../../core/errors.ts';
import { imageStages } from '../../pipelines/image-registry.ts';
import type { ImageStage } from '../../pipelines/images/image-stage.ts';
import { stages } from '../../pipelines/registry.ts';
import { runStages } from '../../pipelines/run-stages.ts';
import type { Stage } from '../../pipelines/stage.ts';
import { checkValue, problemText } from '../../recipes/check-value.ts';
import { didYouMean } from '../../recipes/suggestion.ts';
import type { TextTrial, Trial } from './answer-line.ts';
import { imageTrial } from './image-trial.ts';
import { tokenizeTrial } from './tokenize-trial.ts';

/**
 * A stage by name with parameters as a recipe gives them, ready to answer. `tokenize` takes `{tokenizer: path}`.
 * Throws a usage error: `stage-unknown`, `stage-compares` for one that needs all records, `parameters-invalid`.
 */
export async function openTrial(name: string, parameters: unknown): Promise<Trial> {
  if (name === 'tokenize') return tokenizeTrial(parameters);
  const stage = [...stages, ...imageStages].find((candidate) => candidate.name === name);
  if (stage === undefined) throw unknownStage(name);
  if (comparesRecords(stage))
    throw new MillraceError('stage-compares', `"${name}" compares records with each other and cannot be tried alone`, {
      kind: 'usage',
      hint: 'put it into a recipe, and run npx millrace build',
    });
  const checked = checkValue(stage.parameters, parameters);
  if (checked.ok) return isImageStage(stage) ? imageTrial(stage, checked.value) : stageTrial(stage, checked.value);
  throw new MillraceError('parameters-invalid', problemText(checked.problems[0]), {
    kind: 'usage',
    at: `--params of ${name}`,
    hint: 'docs/stages.md lists the parameters of each stage',
  });
}

function comparesRecords({ kind }: Stage | ImageStage): boolean {
  return kind === 'dedup' || kind === 'image-dedup';
}

function isImageStage(stage: Stage | ImageStage): stage is ImageStage {
  return stage.kind.startsWith('image-');
}

function stageTrial(stage: Stage, parameters: unknown): TextTrial {
  const bound = [{ stage, parameters }];
  return {
    format: stage.name === 'extract-html' ? 'html' : 'text',
    answer: (document) => {
      const outcome = runStages(bound, document);
      if (!('document' in outcome)) {
        const { reason, value, limit } = outcome;
        return { keep: false, reason, value, limit };
      }
      const kept = { keep: true, reason: null, value: null, limit: null };
      if (stage.kind === 'filter') return kept;
      const { text, metadata } = outcome.document;
      return { text, ...(Object.keys(metadata).length > 0 && { metadata }), ...kept };
    },
  };
}

function unknownStage(name: string): MillraceError {
  const alone = [...stages, ...imageStages].filter((stage) => !comparesRecords(stage));
  const names = [...alone.map((stage) => stage.name), 'tokenize'];
  return new MillraceError('stage-unknown', `there is no stage ${JSON.stringify(name)}${didYouMean(name, names)}`, {
    kind: 'usage',
    hint: `stages that can be tried: ${names.join(', ')}`,
  });
}
