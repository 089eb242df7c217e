import type { Judged } from '../validate.ts';
import { type Confusion, countPredictions, emptyConfusion, highestClasses } from './confusion.ts';
import { classificationScores, languageScores, type Scores } from './scores.ts';

/** Scores of what a model gave over a split: those of a classifier where there are classes, else of a language model. */
export function judgedScores(
  { lossSum, targets, logits, labels }: Judged,
  classes: readonly string[],
): { readonly scores: Scores; readonly confusion: Confusion } {
  const confusion = emptyConfusion(classes);
  countPredictions(confusion, labels, highestClasses(logits, classes.length));
  const scores =
    classes.length > 0
      ? { loss: lossSum / targets, ...classificationScores(confusion) }
      : languageScores(lossSum, targets);
  return { scores, confusion };
}
