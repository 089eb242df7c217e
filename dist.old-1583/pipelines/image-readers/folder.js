import { z } from 'zod';
import { joinBytes } from '../../core/join-bytes.js';
import { folderLabel, labelOf } from '../readers/file-options.js';
import { inImageChunks } from './image-chunks.js';
const options = z.strictObject({ label: folderLabel });
/** Files that are an image each, whatever their names end in: what they hold is for the checks to say. */
export const folder = {
    format: 'folder',
    summary: "Image files, one image each; `label: folder` takes the folder's name for the label.",
    options,
    splitsAtLines: () => false,
    images: (input, options, limits) => inImageChunks(wholeImage(input, labelOf(options, input), limits)),
};
async function* wholeImage(input, label, { recordBytes }) {
    const parts = [];
    let length = 0;
    for await (const piece of input.pieces) {
        length += piece.length;
        if (length <= recordBytes)
            parts.push(piece);
        else
            parts.length = 0;
    }
    if (length > recordBytes)
        yield { source: input.key, problem: 'record-too-large', value: length, limit: recordBytes };
    else {
        const bytes = joinBytes(parts);
        yield { id: null, bytes, source: input.key, label, caption: null, boxes: [], metadata: {} };
    }
}
//# sourceMappingURL=folder.js.map