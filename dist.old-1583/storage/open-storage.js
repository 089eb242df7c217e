import { fileURLToPath } from 'node:url';
import { MillraceError } from '../core/errors.js';
import { openLocalFolder } from './local-folder.js';
/**
 * The store at a location as people write it: a folder's path or a `file:` URL.
 * Throws MillraceError `storage-unsupported` (usage) for any other URL.
 */
export function openStorage(location) {
    if (location.startsWith('file:'))
        return openLocalFolder(fileURLToPath(location));
    const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(location)?.[1];
    if (scheme === undefined && location !== '')
        return openLocalFolder(location);
    throw new MillraceError('storage-unsupported', `${JSON.stringify(location)} is no store that this release can open`, {
        kind: 'usage',
        hint: 'give a folder, such as --store ./.millrace; s3:// comes with a later release',
    });
}
//# sourceMappingURL=open-storage.js.map