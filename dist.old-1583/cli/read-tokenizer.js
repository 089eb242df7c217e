import { readFile } from 'node:fs/promises';
import { MillraceError } from '../core/errors.js';
/** The text of a `tokenizer.json` that a person named. Throws a usage error `tokenizer-not-found`. */
export async function readTokenizer(path) {
    return await readFile(path, 'utf8').catch((error) => {
        throw new MillraceError('tokenizer-not-found', `no tokenizer file can be read (${error.code})`, {
            kind: 'usage',
            at: path,
            hint: 'name a tokenizer.json; npx millrace tokenizer train makes one',
        });
    });
}
//# sourceMappingURL=read-tokenizer.js.map