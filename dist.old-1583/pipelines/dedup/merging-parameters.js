import { z } from 'zod';
import { MillraceError } from '../../core/errors.js';
import { parseReference } from '../../shards/dataset-name.js';
/** Ends a reference to every good version of a dataset. */
export const everyVersion = '@all';
function namesVersion(reference) {
    try {
        parseReference(reference.endsWith(everyVersion) ? reference.slice(0, -everyVersion.length) : reference);
        return !reference.includes('@', reference.indexOf('@') + 1);
    }
    catch (error) {
        if (error instanceof MillraceError)
            return false;
        throw error;
    }
}
const version = z.string().refine(namesVersion, 'expected a version as NAME, NAME@7, NAME@latest or NAME@all');
/** The parameter of the versions that documents are also compared with: one, or a list. */
export const against = z
    .union([version, z.array(version)])
    .transform((versions) => (typeof versions === 'string' ? [versions] : versions))
    .prefault([])
    .describe('Versions in the same store, `NAME`, `NAME@7`, `NAME@latest` or `NAME@all`, one or a list: documents that they have are merged into theirs.');
//# sourceMappingURL=merging-parameters.js.map