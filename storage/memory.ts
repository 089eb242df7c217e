import { byCodeUnit } from '../core/code-unit-order.ts';
import { MillraceError } from '../core/errors.ts';
import { joinBytes } from '../core/join-bytes.ts';
import { sha256Hex, streamingSha256 } from './digest.ts';
import type { Storage, StorageWriter } from './storage.ts';
import { checkKey, checkPrefix } from './storage-key.ts';

let opened = 0;

/**
 * A store in the memory of this thread: no other thread or process sees it, so it holds no builds. Costs the bytes of all
 * values. Errors: `not-found`, `short-read`, `bad-key`.
 */
export function openMemoryStorage(): Storage {
  // What is kept by a store's location must not be taken for that of another.
  const location = `memory-${++opened}`;
  const values = new Map<string, Uint8Array>();
  const find = (key: string): Uint8Array | undefined => {
    checkKey(key);
    return values.get(key);
  };
  const get = (key: string): Uint8Array => {
    const found = find(key);
    if (found === undefined) throw new MillraceError('not-found', 'there is no such value', { at: key });
    return found;
  };
  const put = (key: string, bytes: Uint8Array): void => {
    checkKey(key);
    values.set(key, Uint8Array.from(bytes));
  };
  const keysUnder = (prefix: string): string[] => {
    checkPrefix(prefix);
    return [...values.keys()].filter((key) => key.startsWith(prefix)).sort(byCodeUnit);
  };
  return {
    location,
    requestCostBytes: 0,
    get: async (key) => Uint8Array.from(get(key)),
    getRange: async (key, start, end) => {
      const bytes = get(key);
      if (start < 0 || end < start || end > bytes.length) {
        throw new MillraceError(
          'short-read',
          `bytes ${start} to ${end} were asked of a value of ${bytes.length} bytes`,
          {
            at: key,
          },
        );
      }
      return bytes.slice(start, end);
    },
    size: async (key) => find(key)?.length,
    put: async (key, bytes) => put(key, bytes),
    putIfAbsent: async (key, bytes) => {
      if (find(key) !== undefined) return false;
      put(key, bytes);
      return true;
    },
    getTagged: async (key) => {
      const bytes = find(key);
      return bytes === undefined ? undefined : { bytes: Uint8Array.from(bytes), tag: sha256Hex(bytes) };
    },
    replaceIf: async (key, bytes, tag) => {
      const current = find(key);
      if (current === undefined || sha256Hex(current) !== tag) return false;
      put(key, bytes);
      return true;
    },
    copy: async (from, to) => put(to, get(from)),
    list: async (prefix) => keysUnder(prefix).map((key) => ({ key, bytes: values.get(key)?.length ?? 0 })),
    keys: async (prefix) => keysUnder(prefix),
    folders: async (prefix) => {
      const below = keysUnder(prefix).map((key) => key.slice(prefix.length).split('/'));
      return [...new Set(below.flatMap(([name = '', ...rest]) => (rest.length === 0 ? [] : [name])))].sort(byCodeUnit);
    },
    delete: async (key) => {
      checkKey(key);
      values.delete(key);
    },
    deleteAll: async (keys) => {
      for (const key of keys) {
        checkKey(key);
        values.delete(key);
      }
    },
    open: async () => openMemoryWriter(put),
    removeAbandoned: async () => 0,
  };
}

function openMemoryWriter(put: (key: string, bytes: Uint8Array) => void): StorageWriter {
  const digest = streamingSha256();
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  return {
    get bytes() {
      return bytes;
    },
    write: async (piece) => {
      digest.update(piece);
      pieces.push(Uint8Array.from(piece));
      bytes += piece.byteLength;
    },
    finish: async (name) => {
      const sha256 = digest.hex();
      const key = name(sha256);
      put(key, joinBytes(pieces));
      return { key, sha256, bytes };
    },
    abort: async () => {
      pieces.length = 0;
    },
  };
}
