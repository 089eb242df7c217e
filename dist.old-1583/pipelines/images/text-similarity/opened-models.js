import { stat } from 'node:fs/promises';
import { openClip } from './open-clip.js';
/** Models that are kept open in a thread at once, the one used last at the end. */
const mostOpened = 2;
const opened = [];
/**
 * The model of these files, opened when first asked for in this thread and again when a file has changed. Two stay open;
 * what a third takes the place of must no longer be in use. Throws what {@link openClip} throws.
 */
export async function openedClip(files) {
    const { image, text, tokenizer, size, mean, std, length } = files;
    const stamps = await Promise.all([image, text, tokenizer].map(stampOf));
    const key = JSON.stringify([image, text, tokenizer, size, mean, std, length, stamps]);
    const at = opened.findIndex((each) => each.key === key);
    const found = at < 0 ? { key, model: openClip(files) } : opened.splice(at, 1)[0];
    if (found === undefined)
        return openClip(files);
    opened.push(found);
    found.model.catch(() => forget(found));
    if (opened.length > mostOpened)
        await closeOldest();
    return found.model;
}
async function stampOf(path) {
    const found = await stat(path, { bigint: true }).catch(() => null);
    return found === null ? '' : `${found.size} ${found.mtimeNs} ${found.ino}`;
}
function forget(gone) {
    const at = opened.indexOf(gone);
    if (at >= 0)
        opened.splice(at, 1);
}
async function closeOldest() {
    const oldest = opened.shift();
    await (await oldest?.model.catch(() => undefined))?.close();
}
//# sourceMappingURL=opened-models.js.map