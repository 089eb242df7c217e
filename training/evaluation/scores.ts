import { MillraceError } from '../../core/errors.ts';
import type { Confusion } from './confusion.ts';

/** Scores by name, each a number: what an evaluation holds and the terminal shows. */
export type Scores = Readonly<Record<string, number>>;

/**
 * `accuracy` and `macroF1`; for two classes also `precision`, `recall` and `f1` of the positive one, by default the
 * last. A ratio without cases is 0, as in scikit-learn with `zero_division=0`; macro F1 is the mean over the classes
 * that occur as a label or a prediction, as there. Throws MillraceError `bad-positive-class`.
 */
export function classificationScores({ classes, counts }: Confusion, positive = classes.at(-1)): Scores {
  const all = counts.reduce((sum, count) => sum + count, 0);
  const at = (label: number, predicted: number) => counts[label * classes.length + predicted] ?? 0;
  const perClass = classes.map((_, place) => {
    const right = at(place, place);
    const labelled = classes.reduce((sum, _name, other) => sum + at(place, other), 0);
    const predicted = classes.reduce((sum, _name, other) => sum + at(other, place), 0);
    return {
      right,
      occurs: labelled + predicted > 0,
      precision: ratio(right, predicted),
      recall: ratio(right, labelled),
      f1: ratio(2 * right, labelled + predicted),
    };
  });
  const right = perClass.reduce((sum, each) => sum + each.right, 0);
  const occurring = perClass.filter(({ occurs }) => occurs);
  const macroF1 = ratio(
    occurring.reduce((sum, { f1 }) => sum + f1, 0),
    occurring.length,
  );
  const scores = { accuracy: ratio(right, all), macroF1 };
  if (classes.length !== 2) return scores;
  const chosen = perClass[classes.indexOf(positive ?? '')];
  if (chosen === undefined) {
    throw new MillraceError('bad-positive-class', `the positive class is one of ${classes.join(' and ')}`);
  }
  return { ...scores, precision: chosen.precision, recall: chosen.recall, f1: chosen.f1 };
}

/** `loss`, the mean over all targets in nats, and `perplexity`, e to its power. NaN without targets. */
export function languageScores(lossSum: number, targets: number): Scores {
  const loss = lossSum / targets;
  return { loss, perplexity: Math.exp(loss) };
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
