import type { ObjectiveDefinition } from './objective.ts';
import { answerMetrics, classMetrics, type EvaluationMetric, languageMetrics } from './run-settings.ts';

/** What the model of an objective is judged by: as a language model, as a classifier, or by the answers that it finds. */
export type ScoreKind = 'language' | 'classes' | 'answers';

// biome-ignore lint/suspicious/noExplicitAny: a registry holds definitions of every parameter type.
export function scoreKindOf(objective: ObjectiveDefinition<any>): ScoreKind {
  if (objective.content === 'tokens') return 'language';
  if (objective.content === 'images' || objective.form === undefined) return 'classes';
  return objective.form === 'chat' ? 'language' : 'answers';
}

/** The scores of each kind that a recipe can ask for. */
export const metricsOfKind: Readonly<Record<ScoreKind, readonly EvaluationMetric[]>> = {
  language: languageMetrics,
  classes: classMetrics,
  answers: answerMetrics,
};

/** The scores of each kind that an entry of `evaluate` without `metrics` asks for. */
export const usualMetricsOfKind: Readonly<Record<ScoreKind, readonly EvaluationMetric[]>> = {
  language: ['perplexity'],
  classes: ['accuracy', 'macroF1'],
  answers: ['exactMatch', 'f1'],
};
