import { byCodeUnit } from '../../core/code-unit-order.ts';
import { MillraceError } from '../../core/errors.ts';
import { abandonedAfterMs, type Storage, type StoredValue } from '../storage.ts';
import { checkKey, checkPrefix } from '../storage-key.ts';
import { temporaryFolder } from '../temporary-file.ts';
import { listObjects } from './list-objects.ts';
import { removeAbandonedObjects } from './s3-abandoned.ts';
import { copyObject } from './s3-copy.ts';
import { deleteObject, headObject, putObject, readObject, readRange } from './s3-requests.ts';
import { partBytes, putInParts } from './s3-upload.ts';
import { hasPath, type S3Place, s3RequestCostBytes, s3Url } from './s3-url.ts';
import { openS3Writer } from './s3-writer.ts';

/** What is longer is put in parts, which are sent again one by one where the network fails. */
const wholeBytes = 8 * partBytes;

/**
 * What of a bucket has a prefix, which is empty or ends with `/`, as a store. Its server must be strongly consistent and
 * honour `If-None-Match: *` and `If-Match` on PUT, as Amazon S3 does since November 2024.
 * Costs: a request for each call, one for each 1,000 keys of a list, and those of {@link openS3Writer}.
 * Errors: `not-found`, `short-read`, `bad-key`, and what `s3Error` tells.
 */
export function openS3Storage(bucket: string, prefix: string): Storage {
  const placeOf = (key: string): S3Place => {
    checkKey(key);
    return { bucket, key: `${prefix}${key}` };
  };
  const list = async (under: string): Promise<readonly StoredValue[]> => {
    checkPrefix(under);
    const found: StoredValue[] = [];
    for await (const { objects } of listObjects(bucket, `${prefix}${under}`, false)) {
      for (const { key: full, bytes } of objects) {
        const key = full.slice(prefix.length);
        if (hasPath(key) && !key.startsWith(`${temporaryFolder}/`)) found.push({ key, bytes });
      }
    }
    return found.sort((a, b) => byCodeUnit(a.key, b.key));
  };
  return {
    location: s3Url({ bucket, key: prefix }).replace(/\/$/, ''),
    requestCostBytes: s3RequestCostBytes,
    get: (key) => reading(async () => (await readObject(placeOf(key))).bytes),
    getRange: (key, start, end, memory) => reading(() => readRange(placeOf(key), start, end, memory)),
    size: async (key) => (await headObject(placeOf(key)))?.ContentLength,
    put: async (key, bytes) => {
      if (bytes.length > wholeBytes) await putInParts(placeOf(key), bytes);
      else await putObject(placeOf(key), bytes, 'always');
    },
    putIfAbsent: async (key, bytes) => await putObject(placeOf(key), bytes, 'absent'),
    getTagged: async (key) => {
      try {
        const { bytes, etag } = await readObject(placeOf(key));
        return { bytes, tag: etag };
      } catch (error) {
        if (isNotFound(error)) return undefined;
        throw error;
      }
    },
    replaceIf: async (key, bytes, tag) => await putObject(placeOf(key), bytes, { etag: tag }),
    copy: (from, to) =>
      reading(async () => {
        const [source, target] = [placeOf(from), placeOf(to)];
        const bytes = (await headObject(source))?.ContentLength;
        if (bytes === undefined) throw notFound(source);
        // A store refuses to copy an object onto itself.
        if (from !== to) await copyObject(source, target, bytes);
      }),
    list,
    keys: async (under) => (await list(under)).map(({ key }) => key),
    folders: async (under) => {
      checkPrefix(under);
      const names: string[] = [];
      const from = `${prefix}${under}`;
      for await (const { prefixes } of listObjects(bucket, from, true)) {
        for (const each of prefixes) names.push(each.slice(from.length, -1));
      }
      return names.filter((name) => hasPath(name) && (under !== '' || name !== temporaryFolder)).sort(byCodeUnit);
    },
    delete: async (key) => await deleteObject(placeOf(key)),
    deleteAll: async (keys) => {
      for (let from = 0; from < keys.length; from += deletedAtOnce) {
        await Promise.all(keys.slice(from, from + deletedAtOnce).map((key) => deleteObject(placeOf(key))));
      }
    },
    open: async () => openS3Writer(placeOf, temporaryFolder),
    removeAbandoned: () =>
      removeAbandonedObjects(bucket, `${prefix}${temporaryFolder}/`, new Date(Date.now() - abandonedAfterMs)),
  };
}

/** Objects that are deleted at once. */
const deletedAtOnce = 16;

async function reading<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!isNotFound(error)) throw error;
    throw new MillraceError('not-found', 'there is no such value', {
      ...(error.at === undefined ? {} : { at: error.at }),
      cause: error,
    });
  }
}

function isNotFound(error: unknown): error is MillraceError {
  return error instanceof MillraceError && error.code === 's3-not-found';
}

function notFound(place: S3Place): MillraceError {
  return new MillraceError('s3-not-found', 'there is no such object', { at: s3Url(place) });
}
