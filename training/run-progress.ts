import type { BackendFacts } from './backend/backend.ts';
import { type RunConfig, readsImages } from './run-config.ts';
import type { RunProgress } from './run-result.ts';
import type { Speed } from './speed.ts';

/** Tells how far a run is; each call changes what it names and leaves the rest. */
export interface ProgressTeller {
  readonly note: (note: string) => void;
  readonly backend: (backend: BackendFacts) => void;
  /** A step is done: the loss is shown as a moving mean. */
  readonly step: (step: number, loss: number, validationLoss: number | undefined, speed: Speed) => void;
}

/** Progress of what is done with a run beside its steps. */
export function notedProgress({ run, settings }: RunConfig, note: string): RunProgress {
  const none = { loss: null, validationLoss: null, tokensPerSecond: null, secondsLeft: null, backend: null };
  return { run, step: 0, steps: settings.steps, ...none, note };
}

export function openProgress(config: RunConfig, onProgress: (progress: RunProgress) => void): ProgressTeller {
  let now: RunProgress = {
    ...notedProgress(config, 'starting'),
    unit: readsImages(config) ? 'images' : 'tokens',
  };
  const tell = (change: Partial<RunProgress>): void => {
    now = { ...now, ...change };
    onProgress(now);
  };
  return {
    note: (note) => tell({ note }),
    backend: ({ name, version, device, deviceName }) =>
      tell({ backend: `${name} ${version} on ${device} (${deviceName})`, note: '' }),
    step: (step, loss, validationLoss, speed) =>
      tell({
        step,
        loss: now.loss === null ? loss : 0.9 * now.loss + 0.1 * loss,
        validationLoss: validationLoss ?? now.validationLoss,
        ...(speed.pace() ?? { tokensPerSecond: null, secondsLeft: null }),
        note: '',
      }),
  };
}
