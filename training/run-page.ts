import { escapeMarkup } from '../quality/markup.ts';
import { numberText } from '../quality/number-text.ts';
import { cut, page, paragraph, picture, pictureWidth, preformatted, section } from '../quality/page/blocks.ts';
import type { BackendFacts } from './backend/backend.ts';
import { validationsOf } from './early-stopping.ts';
import { type RunConfig, versionsLearned } from './run-config.ts';
import { lossCurve } from './runs/loss-curve.ts';
import type { ReportRow } from './runs/report-rows.ts';

/** Between what people look at while a run lasts: its page, its plots. */
export const pageEveryMs = 4_000;

const valueColumns = 50;
const sizesOfLine = 3;

/** A run as a page for the Temporal UI: where it stands, its loss curve as inline SVG, and what it is. */
export function runPage(config: RunConfig, rows: readonly ReportRow[], backend: BackendFacts): string {
  const { run, settings } = config;
  const learned = versionsLearned(config).map(({ dataset, version }) => `${dataset}@${version}`);
  const { name, parameters } = settings.model;
  const sizes = Object.entries(parameters).map(([key, value]) => `${key} ${String(value)}`);
  const lines = Array.from({ length: Math.ceil(sizes.length / sizesOfLine) }, (_, index) => [
    index === 0 ? 'sizes' : '',
    sizes.slice(sizesOfLine * index, sizesOfLine * (index + 1)).join(', '),
  ]);
  const facts = [
    ['data', learned.join(' + ')],
    ['objective', settings.objective.name],
    ...paddingFact(rows),
    ['model', name],
    ...lines,
    ['backend', `${backend.name} ${backend.version}`],
    ['device', `${backend.device} (${backend.deviceName})`],
  ].map(([fact = '', value = '']) => [fact, cut(value, valueColumns)]);
  return page([
    `<h2>${escapeMarkup(run)}</h2>${paragraph(state(settings, rows))}`,
    section('Loss', [picture(lossCurve(settings.name, rows, pictureWidth))]),
    section('What is trained', [preformatted(facts, 2)]),
  ]);
}

function paddingFact(rows: readonly ReportRow[]): string[][] {
  const shares = rows.flatMap(({ padding }) => padding ?? []);
  if (shares.length === 0) return [];
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  return [['padding', `${(100 * mean).toFixed(1)} % of the tokens read`]];
}

/** `Step 120 of 400. Loss 0.0512, validation 0.1021.` */
function state({ steps, earlyStopping, prune }: RunConfig['settings'], rows: readonly ReportRow[]): string {
  const last = rows.at(-1);
  if (last === undefined) return `<b>Starts:</b> ${numberText(steps)} steps to do.`;
  const validation = rows.findLast((row) => row.validation !== undefined)?.validation?.['loss'];
  const early = earlyStopping === undefined ? undefined : validationsOf(rows, earlyStopping, prune);
  const best = early?.best === undefined ? '' : `; the best was step ${numberText(early.best.step)}`;
  const done =
    early?.stoppedAt !== undefined
      ? `Stopped early: step ${numberText(last.step)} of ${numberText(steps)}${best}.`
      : last.step >= steps
        ? `Done: all ${numberText(steps)} steps.`
        : `Step ${numberText(last.step)} of ${numberText(steps)}.`;
  const judged = validation === undefined ? '' : `, validation ${validation.toFixed(4)}`;
  return `<b>${done}</b> Loss ${last.loss.toFixed(4)}${judged}.`;
}
