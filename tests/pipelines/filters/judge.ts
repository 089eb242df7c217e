import type { Verdict } from '../../../core/verdict.ts';
import type { Filter } from '../../../pipelines/stage.ts';
import { openView } from '../../../pipelines/text/text-view.ts';

/** The verdict of a filter on a text, with parameters as a recipe would give them. */
export function judge<Parameters, Signals>(
  filter: Filter<Parameters, Signals>,
  text: string,
  given: Record<string, unknown> = {},
): Verdict {
  const parameters = filter.parameters.parse(given);
  return filter.decide(filter.measure(openView(text, filter.words(parameters)), parameters), parameters);
}
