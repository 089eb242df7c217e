import { countText } from '../../quality/number-text.ts';
import { terminalTable } from '../../quality/terminal-table.ts';
import type { EndToEndOutcome } from '../../workers/training/run-end-to-end.ts';
import type { EvaluationResult, TrainingResult } from '../../workflows/training-contract.ts';
import { durationText } from './progress-text.ts';

/** The JSON result of a training run. Its keys are part of the command-line contract. */
export function trainingJson(result: TrainingResult): Readonly<Record<string, unknown>> {
  const { page: _, validationLoss, ...rest } = result;
  return { ...rest, valLoss: validationLoss };
}

/** What a finished training run tells people. */
export function trainingLines(result: TrainingResult, store: string): string[] {
  const { run, steps, loss, validationLoss, tokens, tokensPerSecond, seconds, unit = 'tokens' } = result;
  const validation = validationLoss === null ? '' : `, validation ${validationLoss.toFixed(4)}`;
  return [
    '',
    `Trained ${run}: ${countText(steps)} steps in ${durationText(seconds)}${resumedText(result)}.`,
    `loss ${loss.toFixed(4)}${validation}`,
    `${countText(result.parameters)} parameters, ${countText(tokens)} ${unit}, ${countText(Math.round(tokensPerSecond))} ${unit}/s${waitText(result)}`,
    ...earlyLines(result),
    `on ${result.backend} (${result.device}: ${result.deviceName})`,
    `in ${store}/runs/${run}/`,
  ];
}

function waitText({ dataWait }: TrainingResult): string {
  return dataWait === undefined ? '' : `, ${(100 * dataWait).toFixed(1)} % of the time without a batch`;
}

function earlyLines({ best, stopped }: TrainingResult): string[] {
  if (best === undefined) return [];
  const ended = stopped === undefined ? '' : `stopped early, of ${countText(stopped.of)} steps; `;
  return [`${ended}best at step ${countText(best.step)}, validation ${best.loss.toFixed(4)}`];
}

function resumedText({ resumedFrom, changedSettings }: TrainingResult): string {
  if (resumedFrom === 0) return '';
  const exact = changedSettings.length === 0 ? '' : `, not to the last bit since ${changedSettings.join(', ')} changed`;
  return `, resumed from step ${countText(resumedFrom)}${exact}`;
}

/** What a run from raw files to judged models tells people. */
export function outcomeLines({ build, train, eval: evaluated }: EndToEndOutcome, store: string): string[] {
  const { dataset, version, records } = build;
  return [
    '',
    `${build.identical ? 'Kept' : 'Built'} ${dataset}@${version}: ${countText(records.kept)} of ${countText(records.in)} records${build.tokens === 0 ? '' : `, ${countText(build.tokens)} tokens`}.`,
    ...train.flatMap((result) => trainingLines(result, store)),
    ...evaluationLines(evaluated),
  ];
}

function weightsText({ step, checkpoint }: EvaluationResult): string {
  return step === undefined ? '' : `, ${checkpoint} weights (step ${countText(step)}),`;
}

/** Metrics of the runs and of what they are held against, side by side. */
export function evaluationLines(evaluated: readonly EvaluationResult[]): string[] {
  return evaluated.flatMap((each) => {
    const { name, on, samples, metrics, against } = each;
    const baselines = Object.keys(against);
    const columns = [
      { heading: `${name}${weightsText(each)} on ${on}, ${countText(samples)} samples`, align: 'left' },
      { heading: name, align: 'right' },
      ...baselines.map((heading) => ({ heading, align: 'right' as const })),
    ] as const;
    const rows = Object.entries(metrics).map(([metric, value]) => [
      metric,
      value.toFixed(4),
      ...baselines.map((baseline) => against[baseline]?.[metric]?.toFixed(4) ?? ''),
    ]);
    return ['', ...terminalTable(columns, rows)];
  });
}
