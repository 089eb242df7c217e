import { resolve } from 'node:path';
import { augmentText } from '../../pipelines/text-augment/augment-text.js';
import { withAugmentPaths } from '../planning/augment-files.js';
import { copyId } from './copy-id.js';
/**
 * Makes the augmented copies of a document: copy `n` is what the stream makes of it in epoch `n`, with the same seed and
 * operations. A copy with no other text than the document's own, or with none, is left out.
 */
export function openTextCopies(settings, { recipeFolder, namedIds }) {
    const { copies, seed } = settings;
    const operations = withAugmentPaths(settings.operations, (path) => resolve(recipeFolder, path));
    return async function* copiesOf({ format: _, ...document }) {
        const { id, text } = document;
        for (let copy = 0; copy < copies; copy++) {
            const augmented = await augmentText(operations, text, { seed, recordId: id, epoch: copy });
            if (augmented === text || augmented.trim() === '')
                continue;
            yield { ...document, id: copyId(id, copy, namedIds), text: augmented, parent: id };
        }
    };
}
//# sourceMappingURL=text-copies.js.map