import { decodeTokenGroup } from '../shards/token-groups.ts';
import type { TokenShape } from '../shards/tokens.ts';
import type { Storage } from '../storage/storage.ts';
import type { SequenceOfEpoch } from './augmented-sequences.ts';
import { type GroupReader, placeOrigin } from './group-reader.ts';
import type { ShardCacheOptions } from './remote/group-cache.ts';
import { fetchesAtOnce, noLabel, remoteGroupsOf } from './token-groups.ts';

/** How an epoch shows a sequence, and the token that fills up what became shorter. */
export interface SequenceAugmentation {
  readonly sequenceOf: SequenceOfEpoch;
  readonly padding: number;
}

/** Reads packed token sequences, from elsewhere than a local folder through the cache, and changes each. */
export function augmentedTokenGroups(
  storage: Storage,
  shape: TokenShape,
  { sequenceOf, padding }: SequenceAugmentation,
  cache?: ShardCacheOptions,
): GroupReader<Uint8Array> {
  const { length } = shape;
  const remote = remoteGroupsOf(storage, cache);
  return {
    ahead: remote === undefined ? 1 : fetchesAtOnce,
    fetch: (task) => remote?.read(task.key, task) ?? storage.getRange(task.key, task.offset, task.offset + task.bytes),
    predownload: async (task) => await remote?.predownload(task.key, task),
    place: async (task, message, memory) => {
      const { tokens, used } = decodeTokenGroup(message, shape, task.rows, task.key);
      for (let row = 0; row < task.rows; row++) {
        const slot = memory.slots[task.firstSlot + row] as number;
        if (slot < 0) continue;
        const sequence = tokens.subarray(row * length, row * length + (used[row] as number));
        const shown = await sequenceOf(sequence, `${task.key}:${task.firstRow + row}`, task.epoch);
        memory.tokens.set(shown, slot * length);
        memory.tokens.fill(padding, slot * length + shown.length, (slot + 1) * length);
        memory.used[slot] = shown.length;
        placeOrigin(memory, slot, task, row, noLabel);
      }
      remote?.release(message);
    },
  };
}
