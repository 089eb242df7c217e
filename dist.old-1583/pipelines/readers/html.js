import { z } from 'zod';
import { decodeText } from './charset.js';
import { charset, folderLabel, labelOf } from './file-options.js';
import { declaredInHtml } from './html-charset.js';
import { wholeFile } from './whole-file.js';
const options = z.strictObject({ label: folderLabel, charset });
/** HTML pages: one file, one document that still is HTML source; `extract-html` makes text of it. */
export const html = {
    format: 'html',
    summary: 'HTML pages, one document each; `extract-html` makes text of them.',
    options,
    splitsAtLines: () => false,
    frames: wholeFile,
    parse: (bytes, input, options) => ({
        id: null,
        text: decodeText(bytes, options.charset ?? declaredInHtml(bytes)).text,
        format: 'html',
        label: labelOf(options, input),
        metadata: {},
    }),
};
//# sourceMappingURL=html.js.map