import { fileURLToPath } from 'node:url';
import { MillraceError } from '../core/errors.ts';
import { openLocalFolder } from './local-folder.ts';
import { openS3OnDemand } from './s3/s3-on-demand.ts';
import { isS3Url } from './s3/s3-url.ts';
import type { Storage } from './storage.ts';

/**
 * The store at a location as people write it: a folder's path, a `file:` URL, or `s3://bucket/prefix`. No request is made.
 * Throws MillraceError `bad-s3-url`, and `storage-unsupported` for any other URL (both usage).
 */
export function openStorage(location: string): Storage {
  if (location.startsWith('file:')) return openLocalFolder(fileURLToPath(location));
  if (isS3Url(location)) return openS3OnDemand(location);
  // One slash is a slip of the hand, and no folder that anyone means.
  if (location !== '' && !/^[a-z][a-z0-9+.-]+:\//i.test(location)) return openLocalFolder(location);
  throw new MillraceError('storage-unsupported', `${JSON.stringify(location)} is no store`, {
    kind: 'usage',
    hint: 'give a folder, such as --store ./.millrace, or s3://bucket/prefix',
  });
}
