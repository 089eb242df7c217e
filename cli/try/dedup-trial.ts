import type { Document } from '../../core/document.ts';
import { MillraceError } from '../../core/errors.ts';
import { type Compared, comparedAnswers } from '../../pipelines/dedup/compared-answers.ts';
import type { Merging, TextDedup } from '../../pipelines/dedup/dedup-stage.ts';
import { type ComparingTrial, documentOfLine } from './answer-line.ts';

/**
 * A stage that compares documents, over all lines of input: answers as of {@link comparedAnswers}. Lines that hold no
 * document answer `{error}` and are compared with nothing.
 * Throws MillraceError `stage-compares` (usage) for parameters that name a version.
 */
export function dedupTrial(stage: TextDedup, parameters: unknown): ComparingTrial {
  if (((parameters as Partial<Merging>).against ?? []).length > 0)
    throw new MillraceError('stage-compares', '"against" compares with a version, which is done in a build alone', {
      kind: 'usage',
      hint: 'leave it out, or put the stage into a recipe, and run npx millrace build',
    });
  return {
    answerAll: async (lines, readText) => {
      const documents: Compared<Document>[] = [];
      for (const line of lines) documents.push(await documentOfLine(line, readText));
      return comparedAnswers(stage, parameters, documents);
    },
  };
}
