import { z } from 'zod';
import type { Reader } from '../reader.ts';
import { decodeText } from './charset.ts';
import { charset, folderLabel, labelOf } from './file-options.ts';
import { wholeFile } from './whole-file.ts';

const options = z.strictObject({ label: folderLabel, charset });

/** Plain text: one file, one document. */
export const text: Reader<z.output<typeof options>> = {
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
