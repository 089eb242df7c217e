import type { BackendFacts } from './backend/backend.ts';
import { checkpointFolder } from './checkpoints/checkpoint.ts';
import { distributionOf } from './distributed/distribution.ts';
import { validationsOf } from './early-stopping.ts';
import { type RunConfig, readsImages } from './run-config.ts';
import { runPage } from './run-page.ts';
import type { RunResult } from './run-result.ts';
import type { ReportRow } from './runs/report-rows.ts';
import type { Speed } from './speed.ts';

export interface FinishedRun {
  readonly config: RunConfig;
  /** Key of its folder. */
  readonly folder: string;
  readonly rows: readonly ReportRow[];
  readonly speed: Speed;
  /** Where the last process began, and which settings differ from those of that checkpoint. */
  readonly start: { readonly step: number; readonly changed: readonly string[] };
  readonly backend: BackendFacts;
  /** Elements of its weights. */
  readonly parameters: number;
}

/** The outcome of a run all of whose steps are done, or that stopped early. */
export function finishedResult({ config, folder, rows, speed, start, backend, parameters }: FinishedRun): RunResult {
  const { steps: most, name, earlyStopping, prune } = config.settings;
  const steps = rows.at(-1)?.step ?? most;
  const early = earlyStopping === undefined ? undefined : validationsOf(rows, earlyStopping, prune);
  const best = early?.best;
  const last = rows.slice(-Math.max(1, Math.round(steps / 10)));
  return {
    ...{ run: config.run, name, steps, resumedFrom: start.step, changedSettings: start.changed },
    loss: last.reduce((sum, { loss }) => sum + loss, 0) / last.length,
    validationLoss: rows.findLast(({ validation }) => validation !== undefined)?.validation?.['loss'] ?? null,
    tokens: rows.at(-1)?.tokens ?? 0,
    tokensPerSecond: speed.tokensPerSecond(),
    unit: readsImages(config) ? 'images' : 'tokens',
    seconds: speed.seconds(),
    ...(distributionOf(config.settings) === undefined ? { dataWait: speed.dataWait() } : {}),
    backend: `${backend.name} ${backend.version}`,
    ...{ device: backend.device, deviceName: backend.deviceName },
    checkpoint: checkpointFolder(folder, steps).slice(0, -1),
    ...(best === undefined ? {} : { best: { ...best, checkpoint: checkpointFolder(folder, best.step).slice(0, -1) } }),
    ...(early?.stoppedAt === undefined ? {} : { stopped: { reason: 'early', of: most } as const }),
    parameters,
    page: runPage(config, rows, backend),
  };
}
