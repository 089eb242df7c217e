import { z } from 'zod';
/** Option of formats in which a file is a document: `label: folder`. */
export const folderLabel = z
    .literal('folder')
    .optional()
    .describe("`folder`: the name of the file's folder is the label.");
/** Option of formats that may not say what charset they are in. */
export const charset = z
    .string()
    .optional()
    .describe('Charset of files without a byte order mark; without it the charset is found for each file.');
export function labelOf(options, input) {
    return options.label === 'folder' ? input.folder : null;
}
//# sourceMappingURL=file-options.js.map