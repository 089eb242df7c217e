import type { ImageIndex } from '../shards/image-index.ts';
import type { ClassOfLabel } from './label-classes.ts';

/**
 * The images of a split, in shared memory: a place in each array for each row of each shard, shards and rows in order.
 * Memory: 40 bytes and the id of each image.
 */
export interface ImageTable {
  readonly rows: number;
  readonly shards: Uint32Array;
  readonly shardRows: Uint32Array;
  /** Bytes [offset, offset + length) of the shard. */
  readonly offsets: Float64Array;
  readonly lengths: Uint32Array;
  readonly widths: Uint32Array;
  readonly heights: Uint32Array;
  /** Places of classes, or −1. */
  readonly labels: Int32Array;
  /** Row r's id is the UTF-8 bytes [idEnds[r − 1], idEnds[r]) of `ids`. */
  readonly idEnds: Float64Array;
  readonly ids: Uint8Array;
}

/** The table of some shards' indexes. */
export function imageTable(indexes: readonly ImageIndex[], classOfLabel: ClassOfLabel): ImageTable {
  const count = indexes.reduce((sum, { ids }) => sum + ids.length, 0);
  const idBytes = indexes.reduce((sum, { ids }) => ids.reduce((part, id) => part + Buffer.byteLength(id), sum), 0);
  const words = () => new SharedArrayBuffer(4 * count);
  const table = {
    rows: count,
    shards: new Uint32Array(words()),
    shardRows: new Uint32Array(words()),
    offsets: new Float64Array(new SharedArrayBuffer(8 * count)),
    lengths: new Uint32Array(words()),
    widths: new Uint32Array(words()),
    heights: new Uint32Array(words()),
    labels: new Int32Array(words()),
    idEnds: new Float64Array(new SharedArrayBuffer(8 * count)),
    ids: new Uint8Array(new SharedArrayBuffer(idBytes)),
  };
  let first = 0;
  let idEnd = 0;
  for (const [shard, index] of indexes.entries()) {
    table.offsets.set(index.offsets, first);
    table.lengths.set(index.lengths, first);
    table.widths.set(index.widths, first);
    table.heights.set(index.heights, first);
    for (const [row, id] of index.ids.entries()) {
      const bytes = Buffer.from(id);
      table.ids.set(bytes, idEnd);
      idEnd += bytes.length;
      const label = index.labels[row] ?? null;
      table.shards[first + row] = shard;
      table.shardRows[first + row] = row;
      table.labels[first + row] = label === null ? -1 : (classOfLabel.get(label) ?? -1);
      table.idEnds[first + row] = idEnd;
    }
    first += index.ids.length;
  }
  return table;
}

/** The id of one row. */
export function idOf({ ids, idEnds }: ImageTable, row: number): string {
  const start = row === 0 ? 0 : (idEnds[row - 1] as number);
  // A copy: text cannot be decoded from shared memory.
  return Buffer.from(ids.slice(start, idEnds[row])).toString();
}
