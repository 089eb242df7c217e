import { formatByteSize } from '../core/byte-size.js';
import { findCards } from '../training/backend/cards.js';
import { readyTensorFlow } from '../training/backend/ready.js';
import { findTemporalCli } from '../workers/temporal/binary.js';
import { temporalSettings } from '../workers/temporal/settings.js';
/**
 * Fetches what the first build and the first training would fetch: the Temporal CLI, where no Temporal is named, and
 * TensorFlow for the GPU where there is a card, else for the CPU. Throws what their fetching throws.
 */
export async function fetchForFirstUse(env, line) {
    const progress = fetchLines(line);
    if (temporalSettings(env).kind === 'embedded')
        await findTemporalCli({ env, progress });
    const { cards } = await findCards(env);
    await readyTensorFlow({ device: cards.length > 0 ? 'gpu' : 'cpu', env, onProgress: progress });
}
/** A line where a step begins, and at every further tenth of it. */
export function fetchLines(line) {
    let step = '';
    let tenths = 0;
    return ({ phase, name, bytes, totalBytes }) => {
        const now = totalBytes === 0 ? 0 : Math.floor((10 * bytes) / totalBytes);
        if (step === `${phase} ${name}` && now <= tenths)
            return;
        step = `${phase} ${name}`;
        tenths = now;
        line(totalBytes === 0 ? step : `${step}: ${formatByteSize(bytes)} of ${formatByteSize(totalBytes)}`);
    };
}
//# sourceMappingURL=first-use.js.map