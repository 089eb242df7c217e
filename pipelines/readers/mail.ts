import { decodeWords } from 'postal-mime';
import { z } from 'zod';
import { isProblem, type Parsed, type Problem, type Reader } from '../reader.ts';
import { folderLabel, labelOf } from './file-options.ts';
import { parseEntity } from './mime-headers.ts';
import { mailText } from './mime-text.ts';
import { wholeFile } from './whole-file.ts';

const options = z.strictObject({
  label: folderLabel,
  metadata: z
    .array(z.string().regex(/^[!-9;-~]+$/))
    .default([])
    .describe('Headers to keep as metadata, such as `subject`, `from` and `date`.'),
});

type Options = z.output<typeof options>;

/**
 * Mail: one file, one message; its text is the body that a reader sees, without headers. Own MIME reading, since it must
 * be synchronous and must find charsets that are not declared; postal-mime decodes encoded words and is the oracle in
 * the tests.
 */
export const mail = {
  format: 'mail',
  summary: 'Mail messages (RFC 5322 with MIME), one a file; text where there is some, else HTML.',
  options,
  splitsAtLines: () => false,
  frames: wholeFile,
  parse: parseMail,
} satisfies Reader<Options>;

function parseMail(bytes: Uint8Array, input: { readonly folder: string }, options: Options): Parsed | Problem {
  const message = parseEntity(bytes);
  if (message.headers.size === 0) return { problem: 'no-headers' };
  const body = mailText(message);
  if (isProblem(body)) return body;
  const metadata: [string, string][] = [];
  for (const name of options.metadata) {
    const value = message.headers.get(name.toLowerCase());
    if (value !== undefined) metadata.push([name, decodeWords(value).toWellFormed()]);
  }
  return { id: null, ...body, label: labelOf(options, input), metadata: Object.fromEntries(metadata) };
}
