import { MillraceError } from '../../core/errors.js';
import { findCards } from './cards.js';
/** The cards of this machine. Throws MillraceError `no-gpu` (usage) where there are none. */
export async function requireCard(env) {
    const search = await findCards(env);
    if (search.cards.length === 0)
        throw noGpu('no NVIDIA card was found', search);
    return search;
}
/** The error for a GPU that was asked for and is not to be had. */
export function noGpu(what, search) {
    const cards = search?.cards.join(', ') || 'none';
    return new MillraceError('no-gpu', `a GPU was asked for, and ${what} (${search?.looked ?? ''}; cards: ${cards})`, {
        kind: 'usage',
        hint: 'install the NVIDIA driver 525 or later, in a container with its NVIDIA runtime, until nvidia-smi lists the card; ' +
            'or train on the processor: --device cpu',
    });
}
//# sourceMappingURL=no-gpu.js.map