import { countText } from '../../quality/number-text.ts';
import { page, paragraph, preformatted, section } from '../../quality/page/blocks.ts';
import type { Evaluation } from './evaluation.ts';

/** Most lines: details of a workflow hold 20,000 bytes, and the run's own page comes first. */
const mostRows = 40;

/** All that a run was judged by, for its page: a line for each score, of baselines, too. */
export function evaluationsPage(evaluations: readonly Evaluation[]): string {
  const rows = evaluations.flatMap((each) => {
    const { checkpoint = 'last', step, on, samples, metrics, against = {} } = each;
    const scored = { [`${checkpoint}, step ${countText(step)}`]: metrics, ...against };
    return Object.entries(scored).flatMap(([model, scores]) =>
      Object.entries(scores).map(([metric, value]) => [model, on, metric, value.toFixed(4), countText(samples)]),
    );
  });
  if (rows.length === 0) return '';
  const heading = ['weights', 'on', 'metric', 'value', 'samples'];
  const more = rows.length - mostRows;
  const rest = more > 0 ? [paragraph(`and ${countText(more)} more, in the folder evaluations of the run`)] : [];
  return page([section('Evaluations', [preformatted([heading, ...rows.slice(0, mostRows)], 3), ...rest])]);
}
