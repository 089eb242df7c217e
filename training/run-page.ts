import type { Backend } from './backend/backend.ts';
import type { RunConfig } from './run-config.ts';
import { lossCurve } from './runs/loss-curve.ts';
import type { ReportRow } from './runs/report-rows.ts';

/** What the UI's column takes at a usual width of the window, in pixels. */
const pageWidth = 500;

/** A run as a page for the Temporal UI: where it stands, its loss curve as inline SVG, and what it is. */
export function runPage({ run, settings, data }: RunConfig, rows: readonly ReportRow[], backend: Backend): string {
  const last = rows.at(-1);
  const validation = rows.findLast((row) => row.validation !== undefined)?.validation?.['loss'];
  const parts = [
    `step **${last?.step ?? 0}** of ${settings.steps}`,
    ...(last === undefined ? [] : [`loss **${last.loss.toFixed(4)}**`]),
    ...(validation === undefined ? [] : [`validation **${validation.toFixed(4)}**`]),
  ];
  const { name, parameters } = settings.model;
  const sizes = Object.entries(parameters).map(([key, value]) => `${key} ${String(value)}`);
  return [
    `## ${run}`,
    '',
    parts.join(', '),
    '',
    lossCurve(settings.name, rows, pageWidth),
    '',
    `- ${settings.objective.name} on ${data.dataset}@${data.version}`,
    `- ${name}: ${sizes.join(', ')}`,
    `- ${backend.name} ${backend.tensorflowVersion} on ${backend.device} (${backend.deviceName})`,
  ].join('\n');
}
