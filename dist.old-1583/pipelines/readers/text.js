import { z } from 'zod';
import { decodeText } from './charset.js';
import { charset, folderLabel, labelOf } from './file-options.js';
import { wholeFile } from './whole-file.js';
const options = z.strictObject({ label: folderLabel, charset });
/** Plain text: one file, one document. */
export const text = {
    format: 'text',
    summary: 'Text files, one document each.',
    options,
    splitsAtLines: () => false,
    frames: wholeFile,
    parse: (bytes, input, options) => ({
        id: null,
        text: decodeText(bytes, options.charset).text,
        format: 'text',
        label: labelOf(options, input),
        metadata: {},
    }),
};
//# sourceMappingURL=text.js.map