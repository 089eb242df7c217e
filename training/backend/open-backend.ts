import { cpus } from 'node:os';
import { MillraceError } from '../../core/errors.ts';
import type { Environment } from '../../wheels/environment.ts';
import type { Backend, Device } from './backend.ts';
import { findCards } from './cards.ts';
import { loadTensorFlow } from './load.ts';
import { noGpu, requireCard } from './no-gpu.ts';
import { readyTensorFlow, type SetupProgress } from './ready.ts';

export interface BackendOptions {
  /** `auto`: the GPU where a card is found, else the CPU. */
  readonly device: 'auto' | Device;
  /** Processor threads: operations that run at a time. */
  readonly threads: number;
  readonly env: Environment;
  /** Called while TensorFlow is made ready, at the first use on a machine. */
  readonly onProgress?: (progress: SetupProgress) => void;
}

let opened: { readonly options: BackendOptions; readonly backend: Promise<Backend> } | undefined;
let loadBegun = false;

/**
 * Opens TensorFlow, once per process: later calls give the same backend. Takes about a second where it is ready.
 * Throws MillraceError `no-gpu` (usage) where the GPU was asked for and is not to be had, `backend-open` (usage) where
 * another one is open already, `tensorflow-load`, and what {@link readyTensorFlow} throws.
 */
export async function openBackend(options: BackendOptions): Promise<Backend> {
  if (opened === undefined) {
    const backend = open(options);
    opened = { options, backend };
    // Two of TensorFlow's libraries must never meet in one process: what fails after loading has failed for good.
    backend.catch(() => {
      if (!loadBegun) opened = undefined;
    });
    return backend;
  }
  const backend = await opened.backend;
  const sameDevice = options.device === 'auto' || options.device === backend.device;
  if (sameDevice && options.threads === opened.options.threads) return backend;
  throw new MillraceError('backend-open', `TensorFlow runs already, on the ${backend.device.toUpperCase()}`, {
    kind: 'usage',
    hint: 'a process holds one TensorFlow: take another device or number of threads in another process',
  });
}

async function open({ device: wanted, threads, env, onProgress }: BackendOptions): Promise<Backend> {
  const search = wanted === 'cpu' ? undefined : await (wanted === 'gpu' ? requireCard(env) : findCards(env));
  const device: Device = search !== undefined && search.cards.length > 0 ? 'gpu' : 'cpu';
  const installed = await readyTensorFlow({ device, env, ...(onProgress === undefined ? {} : { onProgress }) });
  loadBegun = true;
  const { tf, native } = loadTensorFlow(installed, threads);
  const usesGpu = native.binding.isUsingGpuDevice();
  if (wanted === 'gpu' && !usesGpu) throw noGpu('TensorFlow cannot use the card', search);
  return {
    tf,
    native,
    name: 'tensorflow',
    device: usesGpu ? 'gpu' : 'cpu',
    deviceName: (usesGpu ? search?.cards.join(', ') : cpus()[0]?.model.trim()) || 'unknown',
    tensorflowVersion: native.binding.TF_Version,
  };
}
