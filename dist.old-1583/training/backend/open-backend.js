import { cpus } from 'node:os';
import { MillraceError } from '../../core/errors.js';
import { findCards } from './cards.js';
import { loadTensorFlow } from './load.js';
import { noGpu, requireCard } from './no-gpu.js';
import { readyTensorFlow } from './ready.js';
let opened;
let loadBegun = false;
/**
 * Opens TensorFlow, once per process: later calls give the same backend. Takes about a second where it is ready.
 * Throws MillraceError `no-gpu` (usage) where the GPU was asked for and is not to be had, `backend-open` (usage) where
 * another one is open already, `tensorflow-load`, and what {@link readyTensorFlow} throws.
 */
export async function openBackend(options) {
    if (opened === undefined) {
        const backend = open(options);
        opened = { options, backend };
        // Two of TensorFlow's libraries must never meet in one process: what fails after loading has failed for good.
        backend.catch(() => {
            if (!loadBegun)
                opened = undefined;
        });
        return backend;
    }
    const backend = await opened.backend;
    const sameDevice = options.device === 'auto' || options.device === backend.device;
    if (sameDevice && options.threads === opened.options.threads)
        return backend;
    throw new MillraceError('backend-open', `TensorFlow runs already, on the ${backend.device.toUpperCase()}`, {
        kind: 'usage',
        hint: 'a process holds one TensorFlow: take another device or number of threads in another process',
    });
}
async function open({ device: wanted, threads, env, onProgress }) {
    const search = wanted === 'cpu' ? undefined : await (wanted === 'gpu' ? requireCard(env) : findCards(env));
    const device = search !== undefined && search.cards.length > 0 ? 'gpu' : 'cpu';
    const installed = await readyTensorFlow({ device, env, ...(onProgress === undefined ? {} : { onProgress }) });
    loadBegun = true;
    const { tf, native } = loadTensorFlow(installed, threads);
    const usesGpu = native.binding.isUsingGpuDevice();
    if (wanted === 'gpu' && !usesGpu)
        throw noGpu('TensorFlow cannot use the card', search);
    return {
        tf,
        native,
        name: 'tensorflow',
        device: usesGpu ? 'gpu' : 'cpu',
        deviceName: (usesGpu ? search?.cards.join(', ') : cpus()[0]?.model.trim()) || 'unknown',
        tensorflowVersion: native.binding.TF_Version,
    };
}
//# sourceMappingURL=open-backend.js.map