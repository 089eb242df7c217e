import { fileURLToPath } from 'node:url';
import { MillraceError } from '../core/errors.ts';
import { openLocalFolder } from './local-folder.ts';
import type { Storage } from './storage.ts';

/**
 * The store at a location as people write it: a folder's path or a `file:` URL.
 * Throws MillraceError `storage-unsupported` (usage) for any other URL.
 */
export function openStorage(location: string): Storage {
  if (location.startsWith('file:')) return openLocalFolder(fileURLToPath(location));
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(location)?.[1];
  if (scheme === undefined && location !== '') return openLocalFolder(location);
  throw new MillraceError('storage-unsupported', `${JSON.stringify(location)} is no store that this release can open`, {
    kind: 'usage',
    hint: 'give a folder, such as --store ./.millrace; s3:// comes with a later release',
  });
}
