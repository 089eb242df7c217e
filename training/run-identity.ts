import type { Backend } from './backend/backend.ts';
import type { Checkpoint } from './checkpoints/checkpoint.ts';
import type { RunConfig } from './run-config.ts';

/** Settings of TensorFlow's environment that change how it adds up. */
const environment = ['TF_ENABLE_ONEDNN_OPTS', 'TF_SET_ONEDNN_FPMATH_MODE', 'TF_XLA_FLAGS', 'CUBLAS_WORKSPACE_CONFIG'];

/** What the last bit of a weight depends on, beside the run's configuration. */
export function identityOf(
  backend: Backend,
  { threads, env }: { readonly threads: number; readonly env: NodeJS.ProcessEnv },
  { settings }: RunConfig,
): Checkpoint['identity'] {
  const { name, device, deviceName, tensorflowVersion } = backend;
  const set = environment.flatMap((variable) => {
    const value = env[variable];
    return value === undefined ? [] : [[variable, value] as const];
  });
  return {
    ...{ backend: name, device, deviceName, tensorflowVersion, threads, engine: settings.engine },
    // Checkpoints from before there was a choice do not name it.
    ...(settings.precision === 'bfloat16' ? { precision: settings.precision } : {}),
    ...Object.fromEntries(set),
  };
}

/** Names of the settings that differ from those of a checkpoint: where there is one, equal last bits are not promised. */
export function changedSettings(before: Checkpoint['identity'], now: Checkpoint['identity']): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  return names.filter((name) => before[name] !== now[name]);
}
