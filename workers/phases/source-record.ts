import type { Problem } from '../../pipelines/reader.ts';
import type { BuildItem } from '../../shards/build-record.ts';
import { recordId } from './record-id.ts';

/** A record that could not be read: `format` is that of its source. `dropped` where the source is not at fault. */
export interface UnreadRecord {
  readonly ordinal: number;
  readonly id: string;
  readonly source: string;
  readonly format: string;
  readonly problem: string;
  readonly value: number | null;
  readonly limit: number | null;
  readonly column?: string;
  readonly dropped?: true;
}

/**
 * A record of a partition before any stage: an item, or why there is none. `ordinal` is its place, from 0; `entry` the
 * index of the recipe's source that it is of.
 */
export type SourceRecord<Item extends BuildItem> = { readonly entry: number } & (ReadRecord<Item> | UnreadRecord);

/** A record that could be read. `utf8` is its text once more, where its reader had it at hand. */
export interface ReadRecord<Item extends BuildItem> {
  readonly ordinal: number;
  readonly item: Item;
  readonly utf8?: Uint8Array;
}

/** Decides, before a record is parsed, whether to parse it; `skip` leaves it out, a reason quarantines it. */
export type Admit = (ordinal: number) => 'parse' | 'skip' | { readonly reason: string };

export function unread(ordinal: number, source: string, format: string, found: Problem): UnreadRecord {
  const { problem, value = null, limit = null, column, dropped } = found;
  return {
    ...{ ordinal, id: recordId(source), source, format, problem, value, limit },
    ...(column === undefined ? {} : { column }),
    ...(dropped === true ? { dropped } : {}),
  };
}

/** An ordinal that no record has: nothing is in work that could be at fault. */
export const noRecord = -1;
