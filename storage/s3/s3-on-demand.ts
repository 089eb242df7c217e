import type { Storage } from '../storage.ts';
import { parseS3Store, s3RequestCostBytes, s3Url } from './s3-url.ts';

/**
 * A store on S3 whose client is loaded at its first use: one for a folder never is.
 *
 * @throws {MillraceError} `bad-s3-url` (usage), at once
 */
export function openS3OnDemand(location: string): Storage {
  const { bucket, prefix } = parseS3Store(location);
  let loading: Promise<Storage> | undefined;
  const opened = (): Promise<Storage> => {
    loading ??= import('./s3-storage.ts').then(({ openS3Storage }) => openS3Storage(bucket, prefix));
    return loading;
  };
  return {
    location: s3Url({ bucket, key: prefix }).replace(/\/$/, ''),
    requestCostBytes: s3RequestCostBytes,
    get: async (key) => (await opened()).get(key),
    getRange: async (key, start, end, memory) => (await opened()).getRange(key, start, end, memory),
    size: async (key) => (await opened()).size(key),
    put: async (key, bytes) => (await opened()).put(key, bytes),
    putIfAbsent: async (key, bytes) => (await opened()).putIfAbsent(key, bytes),
    getTagged: async (key) => (await opened()).getTagged(key),
    replaceIf: async (key, bytes, tag) => (await opened()).replaceIf(key, bytes, tag),
    copy: async (from, to) => (await opened()).copy(from, to),
    list: async (under) => (await opened()).list(under),
    folders: async (under) => (await opened()).folders(under),
    keys: async (under) => (await opened()).keys(under),
    deleteAll: async (keys) => (await opened()).deleteAll(keys),
    delete: async (key) => (await opened()).delete(key),
    open: async () => (await opened()).open(),
    removeAbandoned: async () => (await opened()).removeAbandoned(),
  };
}
