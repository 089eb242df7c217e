import { readFile } from 'node:fs/promises';
import { MillraceError } from '../../../core/errors.js';
/** The bytes of a file that belongs to a model, below 2 GiB. Throws MillraceError `no-model-file`. */
export async function readModelFile(path) {
    try {
        return await readFile(path);
    }
    catch (cause) {
        throw new MillraceError('no-model-file', `expected a readable file below 2 GiB, found none at ${path}`, {
            kind: 'usage',
            at: path,
            cause,
        });
    }
}
//# sourceMappingURL=model-file.js.map