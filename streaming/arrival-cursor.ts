import { sha256Hex } from '../storage/digest.ts';
import type { ArrivalCursor } from './cursor.ts';

/** A shard of the split that is streamed, with its samples. */
export interface ArrivedShard {
  readonly sha256: string;
  readonly samples: number;
}

type Place = Pick<ArrivalCursor, 'epoch' | 'position'>;

/**
 * What names a place in a stream in order of arrival, as far as its data go: known while shards still come, and the same
 * once the version is there. `shards` are in the manifest's order, and may grow.
 */
export function arrivalSource(
  shards: readonly ArrivedShard[],
): (place: Place) => Pick<ArrivalCursor, 'format' | 'shardsSha256'> {
  let last: { readonly count: number; readonly shardsSha256: string } | undefined;
  return ({ epoch, position }) => {
    const count = epoch > 0 ? shards.length : shardsBefore(shards, position);
    if (last?.count !== count) {
      const names = shards.slice(0, count).map(({ sha256 }) => sha256);
      last = { count, shardsSha256: sha256Hex(names.join('\n')) };
    }
    return { format: 'millrace-arrival-cursor/1', shardsSha256: last.shardsSha256 };
  };
}

/** How many shards the first `position` samples lie in. */
function shardsBefore(shards: readonly ArrivedShard[], position: number): number {
  let count = 0;
  for (let first = 0; first < position && count < shards.length; count++) first += shards[count]?.samples ?? 0;
  return count;
}
