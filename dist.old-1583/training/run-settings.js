/** Scores of a classifier of two classes alone, beside those of all: of the positive one, the last by name. */
export const twoClassMetrics = ['precision', 'recall', 'f1'];
export const languageMetrics = ['loss', 'perplexity'];
export const classMetrics = ['loss', 'accuracy', 'macroF1', ...twoClassMetrics];
export const evaluationMetrics = ['perplexity', ...classMetrics];
//# sourceMappingURL=run-settings.js.map