import type { Storage } from '../../storage/storage.ts';
import { openRunBackend, readRunVersion } from '../open-run.ts';
import { openTimed } from './compress-run.ts';
import { compressionFolder, readVariant } from './stored-variant.ts';

export interface MemoryRequest {
  /** The run whose folder holds the variant. */
  readonly run: string;
  readonly variant: string;
  readonly on: 'holdout' | 'train';
  readonly device: 'auto' | 'cpu' | 'gpu' | null;
}

const passes = 3;

/**
 * The highest resident memory of this process, in bytes, after it loaded a compressed model and answered a batch some
 * times. It counts what the process did before: call it in a new one.
 */
export async function measureMemory({
  storage,
  run,
  variant,
  on,
  device,
  env,
  threads,
}: MemoryRequest & { readonly storage: Storage; readonly env: NodeJS.ProcessEnv; readonly threads: number }) {
  const stored = await readVariant(storage, `${compressionFolder(run)}/${variant}`);
  const version = await readRunVersion(storage, stored.config);
  const { settings } = stored.config;
  const backend = await openRunBackend({ device: device ?? settings.device, env, threads }, () => undefined);
  const timed = await openTimed({ backend, storage, version, threads, on }, stored, settings.batch);
  for (let pass = 0; pass < passes; pass++) timed.pass();
  timed.close();
  return process.resourceUsage().maxRSS * 1024;
}
