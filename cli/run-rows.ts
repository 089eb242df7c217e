import { countText } from '../quality/number-text.ts';
import { terminalTable, widestTable } from '../quality/terminal-table.ts';
import type { Storage } from '../storage/storage.ts';
import { versionsLearned } from '../training/run-config.ts';
import { recordedRuns } from '../training/runs/recorded-runs.ts';
import { runState } from '../training/runs/run-state.ts';

/** One training run as `ls` lists it. */
export interface RunRow {
  readonly run: string;
  /** `name@version`; of a mix several, with ` + ` between them. */
  readonly data: string;
  readonly model: string;
  readonly objective: string;
  readonly state: 'planned' | 'unfinished' | 'finished';
  /** Of the newest checkpoint. */
  readonly step: number;
  readonly steps: number;
  /** Null where the run is not finished, or has no holdout split. */
  readonly loss: number | null;
  readonly valLoss: number | null;
}

/** Training runs over a dataset, or all, by name. Reads their configurations and results. */
export async function listRunRows(storage: Storage, dataset: string | undefined): Promise<RunRow[]> {
  const rows: RunRow[] = [];
  for await (const config of recordedRuns(storage)) {
    const { run, settings } = config;
    const learned = versionsLearned(config);
    if (dataset !== undefined && ![...learned, config.data].some((version) => version.dataset === dataset)) continue;
    const state = await runState(storage, run);
    const result = state.kind === 'finished' ? state.result : undefined;
    rows.push({
      run,
      data: learned.map((version) => `${version.dataset}@${version.version}`).join(' + '),
      model: settings.model.name,
      objective: settings.objective.name,
      state: state.kind === 'new' ? 'planned' : state.kind,
      step: state.kind === 'unfinished' ? state.step : (result?.steps ?? 0),
      steps: settings.steps,
      loss: result?.loss ?? null,
      valLoss: result?.validationLoss ?? null,
    });
  }
  return rows;
}

/** Lines of a table for people. */
export function runTable(rows: readonly RunRow[]): string[] {
  const left = ['run', 'data', 'objective', 'state'].map((heading) => ({ heading, align: 'left' }) as const);
  const right = ['step', 'loss', 'validation'].map((heading) => ({ heading, align: 'right' }) as const);
  return terminalTable(
    [...left, ...right],
    rows.map(({ run, data, objective, state, step, steps, loss, valLoss }) => [
      ...[run, data, objective, state],
      state === 'finished' ? countText(steps) : `${countText(step)} of ${countText(steps)}`,
      loss === null ? '' : loss.toFixed(4),
      valLoss === null ? '' : valLoss.toFixed(4),
    ]),
    widestTable,
  );
}
