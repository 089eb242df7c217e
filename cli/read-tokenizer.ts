import { readFile } from 'node:fs/promises';
import { MillraceError } from '../core/errors.ts';

/** The text of a `tokenizer.json` that a person named. Throws a usage error `tokenizer-not-found`. */
export async function readTokenizer(path: string): Promise<string> {
  return await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new MillraceError('tokenizer-not-found', `no tokenizer file can be read (${error.code})`, {
      kind: 'usage',
      at: path,
      hint: 'name a tokenizer.json; npx millrace tokenizer train makes one',
    });
  });
}
