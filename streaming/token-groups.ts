import { isAbsolute } from 'node:path';
import { decodeTokenGroup, tokenGroupHeadBytes, tokenGroupLayout, usedTokens } from '../shards/token-groups.ts';
import { tokenIdBytes } from '../shards/token-id-bytes.ts';
import type { TokenShape } from '../shards/tokens.ts';
import type { Storage } from '../storage/storage.ts';
import { type GroupReader, placeOrigin } from './group-reader.ts';
import { openFileRanges } from './range-reader.ts';
import { openGroupCache, type ShardCacheOptions } from './remote/group-cache.ts';
import { openRemoteGroups, type RemoteGroups } from './remote/remote-groups.ts';

/** Packed token sequences have no label. */
export const noLabel = -1;

/** Read at once: what the processor's cache holds until the rows are copied. 512 KiB at once take twice the time. */
const pieceBytes = 128 * 1024;

/** From far away: what waits for an answer takes no processor. */
export const fetchesAtOnce = 8;

/** The groups of a store that is no local folder. */
export function remoteGroupsOf(storage: Storage, cache: ShardCacheOptions | undefined): RemoteGroups | undefined {
  if (isAbsolute(storage.location)) return undefined;
  return openRemoteGroups(storage, cache && openGroupCache(cache));
}

/**
 * Reads packed token sequences. From a local folder `place` reads a group in pieces,
 * straight from the file, where it is not compressed; from elsewhere `fetch` brings all of it, through the cache. Where few rows are wanted, as for a first
 * batch or with many ranks, each is read alone. Memory: 128 KiB or one row; a group where it is compressed.
 */
export function tokenGroups(
  storage: Storage,
  shape: TokenShape,
  cache?: ShardCacheOptions,
): GroupReader<Uint8Array | undefined> {
  const rowBytes = shape.length * tokenIdBytes(shape);
  const rowsAtOnce = Math.max(1, Math.floor(pieceBytes / rowBytes));
  const ranges = openFileRanges(storage);
  const remote = remoteGroupsOf(storage, cache);
  return {
    close: () => ranges?.close(),
    ahead: remote === undefined ? 1 : fetchesAtOnce,
    fetch: async (task) => await remote?.read(task.key, task),
    predownload: async (task) => await remote?.predownload(task.key, task),
    place: (task, message, memory) => {
      const { key: at, rows, bytes, firstSlot } = task;
      const range = (from: number, length: number): Uint8Array =>
        message?.subarray(from, from + length) ?? (ranges?.read(at, task.offset + from, length) as Uint8Array);
      const slots = memory.slots.subarray(firstSlot, firstSlot + rows);
      const target = new Uint8Array(memory.tokens.buffer);
      const layout = tokenGroupLayout(range(0, Math.min(bytes, tokenGroupHeadBytes)), shape, task, at);
      let used: Uint32Array;
      if (layout.zstd) {
        const group = decodeTokenGroup(range(0, bytes), shape, rows, at);
        placeRows(new Uint8Array(group.tokens.buffer), rowBytes, slots, target);
        used = group.used;
      } else {
        const atOnce = isSparse(slots) ? 1 : rowsAtOnce;
        for (let row = 0; row < rows; row += atOnce) {
          const wanted = slots.subarray(row, row + atOnce);
          if (atOnce === 1 && (wanted[0] as number) < 0) continue;
          const piece = range(layout.tokens.offset + row * rowBytes, wanted.length * rowBytes);
          placeRows(piece, rowBytes, wanted, target);
        }
        used = usedTokens(new Uint32Array(Uint8Array.from(range(layout.used.offset, rows * 4)).buffer), shape, at);
      }
      for (let row = 0; row < rows; row++) {
        const slot = slots[row] as number;
        if (slot < 0) continue;
        memory.used[slot] = used[row] as number;
        placeOrigin(memory, slot, task, row, noLabel);
      }
      if (message !== undefined) remote?.release(message);
    },
  };
}

/** Whether so few rows have a place that each is read alone. */
function isSparse(slots: Int32Array): boolean {
  let wanted = 0;
  for (const slot of slots) if (slot >= 0) wanted++;
  return wanted * 16 <= slots.length;
}

/** Copies each row to its place; one without a place is of another rank. */
function placeRows(rows: Uint8Array, rowBytes: number, slots: Int32Array, target: Uint8Array): void {
  for (let row = 0; row < slots.length; row++) {
    const slot = slots[row] as number;
    if (slot >= 0) target.set(rows.subarray(row * rowBytes, (row + 1) * rowBytes), slot * rowBytes);
  }
}
