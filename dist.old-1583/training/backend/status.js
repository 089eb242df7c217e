import { formatByteSize } from '../../core/byte-size.js';
import { findPip } from '../../wheels/pip.js';
import { compilerHint, findCompiler } from './addon.js';
import { findCards } from './cards.js';
import { findTensorFlow } from './installed.js';
import { stockHint } from './ready.js';
import { tensorflowPins, tensorflowVersion } from './tensorflow-pins.js';
/** Looks for what training needs on each device. Loads nothing and fetches nothing; a machine without a card is in order. */
export async function tensorflowStatus(env) {
    const { cards, looked } = await findCards(env);
    const gpu = cards.length === 0
        ? { device: 'gpu', ok: true, found: `no NVIDIA card, so training runs on the CPU (${looked})`, hint: null }
        : await statusOf('gpu', env, `${cards.join(', ')}; `);
    return [await statusOf('cpu', env, ''), gpu];
}
async function statusOf(device, env, about) {
    const status = (ok, found, hint) => ({
        ...{ device, ok, found: about + found },
        hint: ok ? null : hint,
    });
    const installed = findTensorFlow(device, env);
    if (installed !== undefined)
        return status(true, `ready (${installed.via}: ${installed.addonPath})`, '');
    const pins = tensorflowPins(device, process.platform, process.arch);
    if (pins === undefined)
        return status(false, `none is pinned for ${process.platform}-${process.arch}`, stockHint(device));
    if ((await findCompiler(env)) === undefined)
        return status(false, 'none, and no compiler for its addon', compilerHint);
    if ((await findPip(env)) === undefined)
        return status(false, 'none, and no pip to fetch it', `install Python 3 with pip, or ${stockHint(device)}`);
    const wheelBytes = pins.reduce((sum, pin) => sum + pin.wheelBytes, 0);
    return status(true, `${tensorflowVersion}, ${formatByteSize(wheelBytes)} to be fetched at first use`, '');
}
//# sourceMappingURL=status.js.map