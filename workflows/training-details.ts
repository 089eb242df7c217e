import type { EndToEndResult } from './end-to-end.ts';
import { colours, type Part, partsBar } from './page-pictures.ts';
import { countText, escaped, htmlPage, percentText } from './page-text.ts';
import type { EvaluationResult, TrainingResult } from './training-contract.ts';

/** Characters of a page: with what JSON adds, below the 20,000 bytes to which servers hold details. */
const mostCharacters = 18_000;

/** The finished page of a run from raw files to judged models, for the Temporal UI: results first. */
export function endToEndDetails({ build, train, eval: evaluated }: EndToEndResult): string {
  const head = [buildPart(build), evaluationPart(evaluated)];
  const pages: string[] = [];
  let room = mostCharacters - htmlPage(head).length;
  for (const { page, run } of train) {
    const shown = page.length <= room ? page : htmlPage([`<p>${escaped(run)} has a page of its own.</p>`]);
    room -= shown.length;
    pages.push(shown);
  }
  return [htmlPage(head), ...pages].join('\n');
}

function buildPart(build: EndToEndResult['build']): string {
  const { records, dataset, version, tokens, shards, gatesPassed } = build;
  const kept = `${countText(records.kept)} of ${countText(records.in)} records kept (${percentText(records.kept, records.in)})`;
  const outcome = gatesPassed
    ? 'Gates passed, models trained.'
    : `Gates failed, so nothing was trained: ${build.gateReason ?? build.failedGates.join(', ')}.`;
  const parts = (['kept', 'dropped', 'merged', 'quarantined'] as const).map(
    (fate): Part => ({ name: fate, count: records[fate], colour: colours[fate] }),
  );
  return [
    `<h2>${escaped(`${dataset}@${version}`)}</h2>`,
    `<p><b>${escaped(outcome)}</b></p>`,
    `<p>${escaped(kept)}; ${countText(tokens)} tokens in ${countText(shards)} shards.</p>`,
    partsBar('What became of the records', parts),
  ].join('');
}

/** Metrics of the runs and of what they are held against, as preformatted text since the UI folds a table's padding. */
function evaluationPart(evaluated: readonly EvaluationResult[]): string {
  if (evaluated.length === 0) return '';
  const rows = evaluated.flatMap(({ name, step, on, samples, metrics, against }) => [
    ...rowsOf(name, step, on, samples, metrics),
    ...Object.entries(against).flatMap(([baseline, numbers]) => rowsOf(baseline, undefined, on, samples, numbers)),
  ]);
  const all = [['model', 'step', 'on', 'metric', 'value', 'samples'], ...rows];
  const widths = [0, 1, 2, 3, 4, 5].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const lines = all.map((row) =>
    row
      .map((cell, column) =>
        leftColumns.has(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  '),
  );
  return `<h3>Evaluation</h3><pre>${lines.map(escaped).join('\n')}</pre>`;
}

/** Those of words: numbers stand to the right. */
const leftColumns: ReadonlySet<number> = new Set([0, 2, 3]);

function rowsOf(
  name: string,
  step: number | undefined,
  on: string,
  samples: number,
  metrics: Readonly<Record<string, number>>,
): string[][] {
  return Object.entries(metrics).map(([metric, value]) => [
    name.slice(0, 24),
    step === undefined ? '' : countText(step),
    on,
    metric.slice(0, 16),
    value.toFixed(4),
    countText(samples),
  ]);
}

/** One line for lists: `spam: 400 steps, loss 0.0512, validation 0.1021`. */
export function trainingSummary({ name, steps, loss, validationLoss }: TrainingResult): string {
  const validation = validationLoss === null ? '' : `, validation ${validationLoss.toFixed(4)}`;
  return `${name}: ${countText(steps)} steps, loss ${loss.toFixed(4)}${validation}`;
}

/** One line for lists: `spam-mail@1: 4,505 of 6,046 kept (74.5 %); spam accuracy 0.9642`. */
export function endToEndSummary({ build, eval: evaluated }: EndToEndResult): string {
  const { dataset, version, records, gatesPassed } = build;
  const scores = evaluated.map(({ name, metrics }) => {
    const [metric, value] = Object.entries(metrics)[0] ?? ['', Number.NaN];
    return `; ${name} ${metric} ${value.toFixed(4)}`;
  });
  const share = percentText(records.kept, records.in).replace('<', 'under ');
  const kept = `${countText(records.kept)} of ${countText(records.in)} kept (${share})`;
  return `${dataset}@${version}: ${kept}${gatesPassed ? scores.join('') : ', gates failed'}`;
}
