import { symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { MillraceError } from '../../core/errors.ts';
import type { Environment } from '../../wheels/environment.ts';
import { fetchWheels } from '../../wheels/fetch-wheels.ts';
import { moveFolder } from '../../wheels/move-folder.ts';
import type { FetchProgress, FetchSubject, WheelPin } from '../../wheels/wheel-pin.ts';
import { addonName, compileAddon, compilerHint, findCompiler } from './addon.ts';
import type { Device } from './backend.ts';
import {
  cachedFolder,
  findTensorFlow,
  type InstalledTensorFlow,
  isWhole,
  packageFolder,
  packageOf,
} from './installed.ts';
import { tensorflowPins } from './tensorflow-pins.ts';

/** How far making TensorFlow ready is, at the first use on a machine. */
export type SetupProgress = Omit<FetchProgress, 'phase'> & { readonly phase: FetchProgress['phase'] | 'compile' };

export interface SetupOptions {
  readonly device: Device;
  readonly env: Environment;
  readonly onProgress?: (progress: SetupProgress) => void;
}

/**
 * Makes TensorFlow ready without loading it: from node_modules, where its package's own install script has run, else
 * from the cache, else from the pinned wheels through pip, with the addon compiled here. The CPU's wheel is 230 MB and
 * leaves 683 MB in the cache, the GPU's are 2.2 GB and leave 3.6 GB; nothing is fetched twice.
 * Throws MillraceError `tensorflow-missing`, `tensorflow-digest`, `tensorflow-compile`, `zip-damaged`, `disk-full`.
 */
export async function readyTensorFlow(options: SetupOptions): Promise<InstalledTensorFlow> {
  const { device, env } = options;
  const found = findTensorFlow(device, env);
  if (found !== undefined) return found;
  const pins = requirePins(device);
  const compiler = await findCompiler(env);
  if (compiler === undefined) {
    throw new MillraceError('tensorflow-missing', "TensorFlow's addon has to be compiled, and there is no compiler", {
      hint: compilerHint,
    });
  }
  const folder = cachedFolder(device, pins, env);
  const onProgress = options.onProgress ?? (() => undefined);
  const fetch = { subject: subjectOf(device), cache: dirname(folder), env, progress: onProgress };
  await fetchWheels(pins, fetch, async (unpacked) => {
    onProgress({ phase: 'compile', name: addonName, bytes: 0, totalBytes: 0 });
    await compileAddon(packageFolder(device), unpacked, compiler, env);
    // cuDNN's run path says `nvrtc` where the wheel says `cuda_nvrtc`.
    if (device === 'gpu') await symlink('cuda_nvrtc', join(unpacked, 'nvidia', 'nvrtc'));
    await moveFolder(unpacked, folder, (place) => isWhole(place, pins));
  });
  return { package: packageOf(device), addonPath: join(folder, addonName), via: 'pip' };
}

/** What a person can do where no wheel can be had: the package's own way, from its own host. */
export function stockHint(device: Device): string {
  return `run the package's own installation: npm run install --prefix "${packageFolder(device)}"`;
}

function subjectOf(device: Device): FetchSubject {
  return {
    code: 'tensorflow',
    name: `TensorFlow for the ${device.toUpperCase()}`,
    hint: `install Python 3 with pip, or ${stockHint(device)}`,
  };
}

function requirePins(device: Device): readonly WheelPin[] {
  const pins = tensorflowPins(device, process.platform, process.arch);
  if (pins !== undefined) return pins;
  const platform = `${process.platform}-${process.arch}`;
  throw new MillraceError(
    'tensorflow-missing',
    `no TensorFlow for the ${device.toUpperCase()} is pinned for ${platform}`,
    {
      hint: stockHint(device),
    },
  );
}
