import { perplexity } from '../pipelines/filters/perplexity.js';
import { openScore, qualityClassifier } from '../pipelines/filters/quality-classifier.js';
import { believedLanguage, openLanguageDetector } from '../pipelines/language/detect-language.js';
import { openPerplexity } from '../pipelines/perplexity/open-ngrams.js';
import { findPii } from '../pipelines/pii/find-pii.js';
import { openTokenBuffer } from '../pipelines/tokenizers/tokenizer.js';
import { withFilePaths } from './planning/stage-files.js';
/**
 * Languages, personal data, perplexity, classifier scores and tokens of texts: what the write phase counts, and what a
 * failed gate looks for again. Perplexity and score are those of the recipe's last stage that measures them.
 */
export async function openTextProbes({ recipe, recipeFolder }, tokenizer) {
    const detect = await openLanguageDetector();
    const parametersOf = (name) => {
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
        classifierScoreOf: typeof classifier === 'string' ? openScore(classifier, typeof label === 'string' ? label : undefined) : null,
    };
}
function tokenCounter(tokenizer) {
    const buffer = openTokenBuffer();
    return (text) => {
        buffer.length = 0;
        tokenizer.append(text, buffer);
        return buffer.length;
    };
}
//# sourceMappingURL=text-probes.js.map