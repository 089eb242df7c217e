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
    ...Object.fromEntries(set),
  };
}

/** What a person is told of a run that goes on, and whether it ends with the very same weights. */
export function resumeNote({ step, identity }: Checkpoint, now: Checkpoint['identity']): string {
  const keys = [...new Set([...Object.keys(identity), ...Object.keys(now)])];
  const differ = keys.filter((key) => identity[key] !== now[key]);
  const exact = differ.length === 0 ? '' : `; not to the last bit, since ${differ.join(', ')} differ from before`;
  return `resumed from step ${step}${exact}`;
}
