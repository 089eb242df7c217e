import { aligned } from './aligned.ts';
import type { EndToEndResult } from './end-to-end.ts';
import type { EvaluationResult, TrainingResult } from './training-contract.ts';

/** The finished page of a run from raw files to judged models, for the Temporal UI. */
export function endToEndDetails({ build, train, eval: evaluated }: EndToEndResult): string {
  const { records } = build;
  return [
    `## ${build.dataset}@${build.version}`,
    '',
    `${records.kept} of ${records.in} records kept; ${build.tokens} tokens in ${build.shards} shards.`,
    '',
    build.gatesPassed ? '' : `**Gates failed, so nothing was trained:** ${build.failedGates.join(', ')}`,
    ...train.flatMap(({ page }) => ['', page]),
    ...(evaluated.length === 0 ? [] : ['', evaluationDetails(evaluated)]),
  ].join('\n');
}

/** Metrics of the runs and of what they are held against, as aligned text since the UI folds a table's padding. */
export function evaluationDetails(evaluated: readonly EvaluationResult[]): string {
  const rows = evaluated.flatMap(({ name, on, samples, metrics, against }) => [
    ...rowsOf(name, on, samples, metrics),
    ...Object.entries(against).flatMap(([baseline, numbers]) => rowsOf(baseline, on, samples, numbers)),
  ]);
  return [
    '## Evaluation',
    '',
    '```text',
    ...aligned([['model', 'on', 'samples', 'metric', 'value'], ...rows], 2),
    '```',
  ].join('\n');
}

function rowsOf(name: string, on: string, samples: number, metrics: Readonly<Record<string, number>>): string[][] {
  return Object.entries(metrics).map(([metric, value]) => [name, on, String(samples), metric, value.toFixed(4)]);
}

/** One line for lists: `spam: 400 steps, loss 0.0512, validation 0.1021`. */
export function trainingSummary({ name, steps, loss, validationLoss }: TrainingResult): string {
  const validation = validationLoss === null ? '' : `, validation ${validationLoss.toFixed(4)}`;
  return `${name}: ${steps} steps, loss ${loss.toFixed(4)}${validation}`;
}

/** One line for lists: `spam-mail@1: 4505 of 6046 records; spam accuracy 0.9642`. */
export function endToEndSummary({ build, eval: evaluated }: EndToEndResult): string {
  const { dataset, version, records } = build;
  const scores = evaluated.map(({ name, metrics }) => {
    const [metric, value] = Object.entries(metrics)[0] ?? ['', Number.NaN];
    return `; ${name} ${metric} ${value.toFixed(4)}`;
  });
  return `${dataset}@${version}: ${records.kept} of ${records.in} records${scores.join('')}`;
}
