import { crc32 } from 'node:zlib';
import { MillraceError } from '../../core/errors.ts';
import type { Storage } from '../../storage/storage.ts';
import type { SampleGroup } from '../sample-group.ts';
import type { GroupCache } from './group-cache.ts';

type GroupPlace = Pick<SampleGroup, 'offset' | 'bytes' | 'crc32'>;

/** Groups of a store that is no local folder. */
export interface RemoteGroups {
  readonly read: (key: string, group: GroupPlace) => Promise<Uint8Array>;
  /** Gives the memory of a group back for the next: new memory for each takes as long as copying the group. */
  readonly release: (bytes: Uint8Array) => void;
  /** Brings a group into the cache, where there is one and it is not there. */
  readonly predownload: (key: string, group: GroupPlace) => Promise<void>;
}

/**
 * Reads groups of shards, from the cache where they are there, and holds each to the checksum of the manifest. A broken
 * one is fetched again, once; a warning names its shard. `keys` of shards end with their SHA-256, so a cached group is
 * the right one for good. Where the cache cannot be written, a warning says so, and it is left alone.
 *
 * @throws MillraceError `bad-file`, `short-read`, `at` the shard, where a group is broken twice; what `storage` throws
 */
export function openRemoteGroups(storage: Storage, cache: GroupCache | undefined): RemoteGroups {
  let isWritable = true;
  const free: Uint8Array[] = [];
  const own = new WeakSet<ArrayBufferLike>();
  const memoryOf = (bytes: number): Uint8Array => {
    const last = free.pop();
    if (last !== undefined && last.length >= bytes) return last;
    const memory = new Uint8Array(bytes);
    own.add(memory.buffer);
    return memory;
  };
  const keep = async (name: string, bytes: Uint8Array): Promise<void> => {
    if (cache === undefined || !isWritable) return;
    try {
      await cache.add(name, bytes);
    } catch (error) {
      isWritable = false;
      warn(`nothing more is kept in the cache: ${messageOf(error)}`);
    }
  };
  const cached = async (name: string, group: GroupPlace): Promise<Uint8Array | undefined> => {
    const bytes = await cache?.read(name);
    if (bytes === undefined || isWhole(bytes, group)) return bytes;
    await cache?.remove(name);
    warn(`${name} was broken in the cache and is fetched again`);
    return undefined;
  };
  return {
    read: async (key, group) => {
      const name = cachedName(key, group);
      const found = await cached(name, group);
      if (found !== undefined) return found;
      const bytes = await fetchWhole(storage, key, group, memoryOf(group.bytes));
      await keep(name, bytes);
      return bytes;
    },
    release: ({ buffer }) => {
      if (own.has(buffer)) free.push(new Uint8Array(buffer));
    },
    predownload: async (key, group) => {
      const name = cachedName(key, group);
      if (!isWritable || cache === undefined || (await cache.has(name))) return;
      await keep(name, await fetchWhole(storage, key, group, new Uint8Array(group.bytes)));
    },
  };
}

/** The shard's SHA-256, which is the name of its file, and the place. */
function cachedName(key: string, { offset, bytes }: GroupPlace): string {
  const shard = key.slice(key.lastIndexOf('/') + 1).replace(/\..*$/, '');
  return `${shard}-${offset}-${bytes}`;
}

async function fetchWhole(storage: Storage, key: string, group: GroupPlace, memory: Uint8Array): Promise<Uint8Array> {
  for (let attempt = 1; ; attempt++) {
    try {
      const bytes = await storage.getRange(key, group.offset, group.offset + group.bytes, memory);
      if (isWhole(bytes, group)) return bytes;
      throw new MillraceError('bad-file', brokenText(group), {
        at: key,
        hint: 'the store gave other bytes than were written, twice: run `millrace verify`, or build the version again',
      });
    } catch (error) {
      const isBroken = error instanceof MillraceError && ['bad-file', 'short-read'].includes(error.code);
      if (!isBroken || attempt === 2) throw error;
      warn(`${key} is broken, and fetched again: ${error.message}`);
    }
  }
}

function isWhole(bytes: Uint8Array, group: GroupPlace): boolean {
  return bytes.length === group.bytes && (group.crc32 === undefined || crc32(bytes) === group.crc32);
}

function brokenText({ offset, bytes }: GroupPlace): string {
  return `bytes ${offset} to ${offset + bytes} have another checksum than the manifest says`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function warn(message: string): void {
  process.emitWarning(message, { type: 'MillraceWarning' });
}
