import { symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { MillraceError } from '../../core/errors.js';
import { fetchWheels } from '../../wheels/fetch-wheels.js';
import { moveFolder } from '../../wheels/move-folder.js';
import { addonName, compileAddon, compilerHint, findCompiler } from './addon.js';
import { cachedFolder, findTensorFlow, isWhole, packageFolder, packageOf, } from './installed.js';
import { tensorflowPins } from './tensorflow-pins.js';
/**
 * Makes TensorFlow ready without loading it: from node_modules, where its package's own install script has run, else
 * from the cache, else from the pinned wheels through pip, with the addon compiled here. The CPU's wheel is 230 MB and
 * leaves 683 MB in the cache, the GPU's are 2.2 GB and leave 3.6 GB; nothing is fetched twice.
 * Throws MillraceError `tensorflow-missing`, `tensorflow-digest`, `tensorflow-compile`, `zip-damaged`, `disk-full`.
 */
export async function readyTensorFlow(options) {
    const { device, env } = options;
    const found = findTensorFlow(device, env);
    if (found !== undefined)
        return found;
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
        if (device === 'gpu')
            await symlink('cuda_nvrtc', join(unpacked, 'nvidia', 'nvrtc'));
        await moveFolder(unpacked, folder, (place) => isWhole(place, pins));
    });
    return { package: packageOf(device), addonPath: join(folder, addonName), via: 'pip' };
}
/** What a person can do where no wheel can be had: the package's own way, from its own host. */
export function stockHint(device) {
    return `run the package's own installation: npm run install --prefix "${packageFolder(device)}"`;
}
function subjectOf(device) {
    return {
        code: 'tensorflow',
        name: `TensorFlow for the ${device.toUpperCase()}`,
        hint: `install Python 3 with pip, or ${stockHint(device)}`,
    };
}
function requirePins(device) {
    const pins = tensorflowPins(device, process.platform, process.arch);
    if (pins !== undefined)
        return pins;
    const platform = `${process.platform}-${process.arch}`;
    throw new MillraceError('tensorflow-missing', `no TensorFlow for the ${device.toUpperCase()} is pinned for ${platform}`, {
        hint: stockHint(device),
    });
}
//# sourceMappingURL=ready.js.map