import { z } from 'zod';
import type { Reader } from '../reader.ts';
import { decodeText } from './charset.ts';
import { charset, folderLabel, labelOf } from './file-options.ts';
import { declaredInHtml } from './html-charset.ts';
import { wholeFile } from './whole-file.ts';

const options = z.strictObject({ label: folderLabel, charset });

/** HTML pages: one file, one document that still is HTML source; `extract-html` makes text of it. */
export const html: Reader<z.output<typeof options>> = {
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
