import type { Document } from '../../../core/document.ts';
import type { Verdict } from '../../../core/verdict.ts';
import type { Filter } from '../../../pipelines/stage.ts';
import { openView } from '../../../pipelines/text/text-view.ts';

/** A document of a text, for stages that look at the text alone. */
export function documentOf(text: string, more: Partial<Document> = {}): Document {
  return { id: 'a', text, format: 'text', source: 'a', label: null, metadata: {}, ...more };
}

/** The verdict of a filter on a text, or on a document, with parameters as a recipe would give them. */
export function judge<Parameters, Signals>(
  filter: Filter<Parameters, Signals>,
  record: string | Document,
  given: Record<string, unknown> = {},
): Verdict {
  return judgeBy(filter, filter.parameters.parse(given), record);
}

/** The same with parsed parameters, of which a stage that opens lists opens them once. */
export function judgeBy<Parameters, Signals>(
  filter: Filter<Parameters, Signals>,
  parameters: Parameters,
  record: string | Document,
): Verdict {
  const document = typeof record === 'string' ? documentOf(record) : record;
  const view = openView(document.text, filter.words(parameters));
  return filter.decide(filter.measure(view, parameters, document), parameters);
}
