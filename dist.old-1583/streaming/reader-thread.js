import { workerData } from 'node:worker_threads';
import { errorToData } from '../core/errors.js';
import { openStorage } from '../storage/open-storage.js';
import { noneLeft } from './window-memory.js';
const data = workerData;
let opened;
/** Reads groups until none is left. */
export default async function fillWindow(task) {
    opened ??= openReader();
    return (await opened)(task);
}
async function openReader() {
    const storage = openStorage(data.store);
    if (data.documents === undefined) {
        const { tokenGroups } = await import('./token-groups.js');
        const reader = tokenGroups(storage, data.keys, data.shape, await sequenceAugmentation(storage));
        return (task) => fill(reader, task);
    }
    const { documentGroups } = await import('./document-groups.js');
    const { tokenizerKey, classes, cut } = data.documents;
    const tokenizer = await tokenizerAt(storage, tokenizerKey);
    const textOf = data.augment === undefined
        ? undefined
        : (await import('./augmented-texts.js')).augmentedTexts(data.augment.steps, data.augment.seed);
    const { length } = data.shape;
    const reader = documentGroups(storage, data.keys, { length, tokenizer, classes, cut, textOf });
    return (task) => fill(reader, task);
}
async function sequenceAugmentation(storage) {
    if (data.augment === undefined)
        return undefined;
    const { steps, seed, tokenizerKey } = data.augment;
    const { augmentedSequences } = await import('./augmented-sequences.js');
    const tokenizer = await tokenizerAt(storage, tokenizerKey);
    return {
        sequenceOf: augmentedSequences(steps, seed, tokenizer, data.shape.length),
        padding: tokenizer.endOfText ?? 0,
    };
}
/** Loaded where it is wanted: packed tokens that are read as they are need none. */
async function tokenizerAt(storage, key) {
    const { openTokenizer } = await import('../pipelines/tokenizers/open-tokenizer.js');
    return openTokenizer(new TextDecoder().decode(await storage.get(key)));
}
async function fill(reader, { memory, groups }) {
    const target = data.memories[memory];
    const take = () => {
        const place = Atomics.add(target.taken, 0, 1);
        const group = groups[place];
        if (group === undefined)
            return undefined;
        const fetched = reader.fetch(group);
        // A group that is fetched ahead and not placed, since the one before it failed, may fail unseen.
        fetched.catch(() => undefined);
        return { place, group, fetched };
    };
    for (let next = take(); next !== undefined;) {
        const { place, group, fetched } = next;
        try {
            const bytes = await fetched;
            // Taken now, so that storage is read while this thread decodes.
            next = take();
            await reader.place(group, bytes, target);
        }
        catch (error) {
            Atomics.store(target.taken, 0, noneLeft);
            return { type: 'failed', place, error: errorToData(error) };
        }
    }
    return { type: 'done' };
}
//# sourceMappingURL=reader-thread.js.map