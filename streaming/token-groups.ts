import { decodeTokenGroup } from '../shards/token-groups.ts';
import type { TokenShape } from '../shards/tokens.ts';
import type { Storage } from '../storage/storage.ts';
import { type GroupReader, placeOrigin } from './group-reader.ts';

/** Packed token sequences have no label. */
const noLabel = -1;

/** Reads packed token sequences. `keys` are the shards', by place. */
export function tokenGroups(storage: Storage, keys: readonly string[], shape: TokenShape): GroupReader<Uint8Array> {
  const { length } = shape;
  const keyOf = (shard: number): string => keys[shard] ?? '';
  return {
    fetch: ({ shard, offset, bytes }) => storage.getRange(keyOf(shard), offset, offset + bytes),
    place: (task, message, memory) => {
      const { tokens, used } = decodeTokenGroup(message, shape, task.rows, keyOf(task.shard));
      for (let row = 0; row < task.rows; row++) {
        const slot = memory.slots[task.firstSlot + row] as number;
        if (slot < 0) continue;
        memory.tokens.set(tokens.subarray(row * length, (row + 1) * length), slot * length);
        memory.used[slot] = used[row] as number;
        placeOrigin(memory, slot, task, row, noLabel);
      }
    },
  };
}
