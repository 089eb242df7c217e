import { MillraceError } from '../../core/errors.ts';

/** A place in an S3-compatible store. `key` is as the store has it: nothing in it is percent-encoded. */
export interface S3Place {
  readonly bucket: string;
  readonly key: string;
}

/** Some 20 ms at 50 MB/s; what Arrow's object_store takes too. */
export const s3RequestCostBytes: number = 2 ** 20;

const scheme = 's3://';
const bucketName = /^[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]$/;

export function isS3Url(path: string): boolean {
  return path.startsWith(scheme);
}

/**
 * Bucket and key of `s3://bucket/key`. A key without a path is refused: one with an empty, `.` or `..` part.
 *
 * @throws {MillraceError} `bad-s3-url` (usage); the message leaves out what was found, which may hold a password
 */
export function parseS3Url(url: string): S3Place {
  const rest = url.slice(scheme.length);
  const slash = rest.indexOf('/');
  const bucket = slash < 0 ? rest : rest.slice(0, slash);
  const key = slash < 0 ? '' : rest.slice(slash + 1);
  if (!isS3Url(url) || !bucketName.test(bucket)) throw badUrl('a bucket of 3 to 255 letters, digits, "-", "." and "_"');
  if (!hasPath(key)) throw badUrl('a key of parts joined by "/", none of them empty, "." or ".."');
  return { bucket, key };
}

/**
 * Bucket and prefix of a store, `s3://bucket` or `s3://bucket/prefix`; the prefix is empty or ends with `/`.
 *
 * @throws {MillraceError} `bad-s3-url` (usage), as {@link parseS3Url} does
 */
export function parseS3Store(location: string): { readonly bucket: string; readonly prefix: string } {
  const plain = location.replace(/\/$/, '');
  if (plain.indexOf('/', scheme.length) >= 0) {
    const { bucket, key } = parseS3Url(plain);
    return { bucket, prefix: `${key}/` };
  }
  const { bucket } = parseS3Url(`${plain}/any`);
  return { bucket, prefix: '' };
}

/** True for a key that a local path could have. */
export function hasPath(key: string): boolean {
  return !key.includes('\0') && key.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

export function s3Url({ bucket, key }: S3Place): string {
  return `${scheme}${bucket}/${key}`;
}

function badUrl(expected: string): MillraceError {
  return new MillraceError('bad-s3-url', `expected s3://bucket/key with ${expected}, found something else`, {
    kind: 'usage',
    hint: 'Credentials and endpoint are read from the environment (AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL), never from a path.',
  });
}
