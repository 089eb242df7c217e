import { cpus } from 'node:os';
import { MillraceError } from '../../core/errors.ts';
import type { Environment } from '../../wheels/environment.ts';
import type { Backend, Device } from './backend.ts';
import { type CardSearch, findCards } from './cards.ts';
import { loadTensorFlow } from './load.ts';
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
  const search = wanted === 'cpu' ? undefined : await findCards(env);
  if (wanted === 'gpu' && search?.cards.length === 0) throw noGpu('no NVIDIA card was found', search);
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

function noGpu(what: string, search: CardSearch | undefined): MillraceError {
  const cards = search?.cards.join(', ') || 'none';
  return new MillraceError('no-gpu', `a GPU was asked for, and ${what} (${search?.looked ?? ''}; cards: ${cards})`, {
    kind: 'usage',
    hint:
      'install the NVIDIA driver 525 or later, in a container with its NVIDIA runtime, until nvidia-smi lists the card; ' +
      'or train on the processor: --device cpu',
  });
}
