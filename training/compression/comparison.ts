import { formatByteSize } from '../../core/byte-size.ts';
import { countText } from '../../quality/number-text.ts';
import type { CheckpointChoice } from '../checkpoints/read-checkpoint.ts';
import type { Scores } from '../evaluation/scores.ts';

/** A compressed model in the comparison. */
export interface ComparisonRow {
  readonly variant: string;
  /** The run that was trained. */
  readonly run: string;
  /** Of the checkpoint that it was made of. */
  readonly step: number;
  readonly scores: Scores;
  /** Numbers that the model has, and how many of them are not 0. */
  readonly parameters: number;
  readonly nonZero: number;
  /** Of the file with its weights. */
  readonly bytes: number;
  /** Median time of a pass over one sample, and over a batch. */
  readonly milliseconds: { readonly single: number; readonly batch: number };
  /** The same of the processor, over all threads. */
  readonly cpuMilliseconds: { readonly single: number; readonly batch: number };
  /** Highest resident memory of a process that loads the model and answers a batch. */
  readonly peakBytes: number;
}

/** What was measured, on what, and how: `compression/comparison.json` in a run's folder. */
export interface Comparison {
  readonly format: 'millrace-compression-comparison/1';
  readonly run: string;
  readonly on: 'holdout' | 'train';
  readonly checkpoint: CheckpointChoice;
  readonly samples: number;
  readonly batch: number;
  readonly threads: number;
  /** Passes whose median is told. */
  readonly rounds: number;
  readonly backend: string;
  readonly deviceName: string;
  /** What multiplied bytes; null where nothing did. */
  readonly kernel: string | null;
  /** The model as it was trained comes first. */
  readonly rows: readonly ComparisonRow[];
}

/** The score that tells a run's models apart: `accuracy` of a classifier, `perplexity` of a language model. */
export function mainScore(scores: Scores): 'accuracy' | 'perplexity' {
  return 'accuracy' in scores ? 'accuracy' : 'perplexity';
}

export const comparisonHeadings = ['variant', 'score', 'size', 'one', 'batch', 'memory'] as const;

/** Cells of the table, each beside what it is of the first row's. */
export function comparisonCells({ rows }: Comparison): readonly (readonly string[])[] {
  const [first] = rows;
  return rows.map(({ variant, scores, bytes, milliseconds, peakBytes }) => {
    const score = mainScore(scores);
    const value = scores[score] ?? Number.NaN;
    const shown = score === 'accuracy' ? `${(100 * value).toFixed(2)} %` : value.toFixed(3);
    return [
      variant,
      shown,
      `${formatByteSize(bytes)} ${share(bytes, first?.bytes)}`,
      `${milliseconds.single.toFixed(2)} ms ${faster(milliseconds.single, first?.milliseconds.single)}`,
      `${milliseconds.batch.toFixed(2)} ms ${faster(milliseconds.batch, first?.milliseconds.batch)}`,
      formatByteSize(peakBytes),
    ];
  });
}

/** The comparison as Markdown, for a run's page and its folder. */
export function comparisonMarkdown(comparison: Comparison): string {
  const { on, samples, batch, threads, rounds, backend, deviceName, kernel, rows } = comparison;
  const score = mainScore(rows[0]?.scores ?? {});
  const headings = ['variant', score, 'size of weights', 'one sample', `${batch} samples`, 'peak memory'];
  const lines = [headings, headings.map(() => '---'), ...comparisonCells(comparison)];
  return [
    `### ${comparison.run}, compressed`,
    '',
    ...lines.map((cells) => `| ${cells.join(' | ')} |`),
    '',
    `${weightsOf(comparison)} On ${countText(samples)} samples of ${on}; medians of ${rounds} passes in turns on ${threads} ${threads === 1 ? 'thread' : 'threads'} of ${backend}, ${deviceName}${kernel === null ? '' : `; products of bytes by the kernel ${kernel}`}. Memory is the peak of a process of its own.`,
    '',
  ].join('\n');
}

/** `The best weights of digits-vit, of step 3,000.` */
export function weightsOf({ checkpoint, rows }: Comparison): string {
  const steps = new Map(rows.map(({ run, step }) => [run, step]));
  const named = [...steps].map(([run, step]) => `${run}, of step ${countText(step)}`);
  return `The ${checkpoint} weights of ${named.join('; of ')}.`;
}

function share(bytes: number, whole = bytes): string {
  return `(${Math.round((100 * bytes) / whole)} %)`;
}

function faster(milliseconds: number, whole = milliseconds): string {
  return `(${(whole / milliseconds).toFixed(2)}×)`;
}
