import { MillraceError } from '../../core/errors.ts';
import type { Model, WeightSpec } from '../model.ts';
import { namesWeight } from './weight-pattern.ts';

/** Most weights that an error lists. */
const mostListed = 30;

/**
 * The model with those weights frozen that a pattern names.
 * Throws MillraceError `bad-freeze` (usage) for a pattern that names none.
 */
export function freeze<Any extends Model>(model: Any, patterns: readonly string[]): Any {
  const idle = idlePattern(patterns, model.weights);
  if (idle !== undefined) {
    throw new MillraceError('bad-freeze', freezeProblem(idle, model.weights), {
      kind: 'usage',
      hint: 'name the beginning of weights, up to a dot; * stands for any characters',
    });
  }
  const weights = model.weights.map((weight) => (names(patterns, weight) ? { ...weight, frozen: true } : weight));
  return { ...model, weights };
}

/** The first pattern that names no weight. */
export function idlePattern(patterns: readonly string[], weights: readonly WeightSpec[]): string | undefined {
  return patterns.find((pattern) => !weights.some((weight) => names([pattern], weight)));
}

/** What is wrong with a pattern that names none of `weights`, and which there are; their numbers are shown as `*`. */
export function freezeProblem(pattern: string, weights: readonly WeightSpec[]): string {
  const kinds = [...new Set(weights.map(({ name }) => name.replaceAll(/(?<=^|\.)\d+(?=\.|$)/g, '*')))];
  const more = kinds.length > mostListed ? `, and ${kinds.length - mostListed} more` : '';
  const known = `${kinds.slice(0, mostListed).join(', ')}${more}`;
  return `expected the beginning of a weight's name, found ${JSON.stringify(pattern)}; the model has ${known}`;
}

function names(patterns: readonly string[], { name }: WeightSpec): boolean {
  return patterns.some((pattern) => namesWeight(pattern, name));
}
