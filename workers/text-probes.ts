import { perplexity } from '../pipelines/filters/perplexity.ts';
import { openScore, qualityClassifier } from '../pipelines/filters/quality-classifier.ts';
import { believedLanguage, openLanguageDetector } from '../pipelines/language/detect-language.ts';
import { openPerplexity } from '../pipelines/perplexity/open-ngrams.ts';
import { findPii } from '../pipelines/pii/find-pii.ts';
import { openTokenBuffer, type Tokenizer } from '../pipelines/tokenizers/tokenizer.ts';
import type { TextProbes } from '../quality/text-probes.ts';
import type { Recipe } from '../recipes/recipe.ts';
import { withFilePaths } from './planning/stage-files.ts';

/** What must be known of a build. */
export interface ProbedBuild {
  readonly recipe: Pick<Recipe, 'stages'>;
  readonly recipeFolder: string;
}

/**
 * Languages, personal data, perplexity, classifier scores and tokens of texts: what the write phase counts, and what a
 * failed gate looks for again. Perplexity and score are those of the recipe's last stage that measures them.
 */
export async function openTextProbes(
  { recipe, recipeFolder }: ProbedBuild,
  tokenizer: Pick<Tokenizer, 'append'> | null,
): Promise<TextProbes> {
  const detect = await openLanguageDetector();
  const parametersOf = (name: string) => {
    const last = recipe.stages.findLast(({ stage }) => stage === name);
    return last === undefined ? {} : withFilePaths('text', last, recipeFolder).parameters;
  };
  const { model } = parametersOf(perplexity.name);
  const { model: classifier, label } = parametersOf(qualityClassifier.name);
  return {
    languageOf: (text) => believedLanguage(detect(text)),
    piiIn: (text) => findPii(text).map(({ kind }) => kind),
    tokensIn: tokenizer === null ? null : tokenCounter(tokenizer),
    perplexityOf: typeof model === 'string' ? openPerplexity(model) : null,
    classifierScoreOf:
      typeof classifier === 'string' ? openScore(classifier, typeof label === 'string' ? label : undefined) : null,
  };
}

function tokenCounter(tokenizer: Pick<Tokenizer, 'append'>): (text: string) => number {
  const buffer = openTokenBuffer();
  return (text) => {
    buffer.length = 0;
    tokenizer.append(text, buffer);
    return buffer.length;
  };
}
