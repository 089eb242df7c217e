import { countText } from '../../quality/number-text.ts';
import { terminalTable } from '../../quality/terminal-table.ts';
import { type Comparison, comparisonCells, mainScore, weightsOf } from '../../training/compression/comparison.ts';

/** What `compress` tells people: every model beside the one that it was made of. */
export function comparisonLines(comparison: Comparison, store: string): string[] {
  const { run, on, samples, batch, rounds, kernel, rows } = comparison;
  const headings = [mainScore(rows[0]?.scores ?? {}), 'weights', 'one sample', `${batch} samples`, 'peak memory'];
  const columns = [
    { heading: 'variant', align: 'left' as const },
    ...headings.map((heading) => ({ heading, align: 'right' as const })),
  ];
  return [
    '',
    ...terminalTable(columns, comparisonCells(comparison), 140),
    '',
    weightsOf(comparison),
    `On ${countText(samples)} samples of ${on}; latency is the median of ${rounds} passes in turns${kernel === null ? '' : `; bytes are multiplied by the kernel ${kernel}`}.`,
    `in ${store}/runs/${run}/compression/`,
  ];
}
