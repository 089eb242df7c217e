import { crc32 } from 'node:zlib';
import { ArrowFileWriter, type ZstdSettings } from './arrow-file-writer.ts';
import type { FileTarget, RowFileWriter, RowGroup } from './row-file.ts';
import { type GroupLimits, groupRows } from './row-groups.ts';
import { type AnyRow, type EncodedRowOf, type RowSchema, textBytes } from './row-schema.ts';
import { arrowSchema, toRecordBatch } from './rows-to-arrow.ts';

/**
 * `fast` for what is soon read once, `small` for what is kept. On 100 MB of documents: 180 against 130 MB per
 * CPU-second, and 35 against 30 MB. `none` for what is read again and again, in place.
 */
export type ArrowCompression = 'none' | 'fast' | 'small';

/** To begin with ZSTD costs as much as 20 kB of it: short buffers of what is soon gone are stored as they are. */
const levels: Readonly<Record<ArrowCompression, ZstdSettings | undefined>> = {
  none: undefined,
  fast: { level: 1, leastBytes: 2 ** 14 },
  small: { level: 3, leastBytes: 1 },
};

/**
 * Writes rows as an Arrow IPC file whose record batches, compressed with ZSTD or not, are the row groups.
 * Holds one group of rows and its buffers: about 3 + 4 times its text. Errors: those of `storage`, `bad-value`.
 */
export async function openArrowWriter<S extends RowSchema>(
  target: FileTarget,
  schema: S,
  limits: GroupLimits,
  compression: ArrowCompression,
): Promise<RowFileWriter<EncodedRowOf<S>>> {
  const arrow = arrowSchema(schema);
  const groups = groupRows<AnyRow>(limits, textBytes(schema));
  const batches = new ArrowFileWriter(levels[compression]);
  const written: { readonly rows: number; readonly crc32: number }[] = [];
  const file = await target.storage.open();
  batches.begin(arrow);
  const writeGroup = async (group: readonly AnyRow[]) => {
    batches.writeBatch(toRecordBatch(schema, arrow, group));
    const bytes = batches.take();
    // Before the first batch the beginning of the file is in it.
    const batch = bytes.subarray(bytes.length - (batches.blocks().at(-1)?.bytes ?? 0));
    written.push({ rows: group.length, crc32: crc32(batch) });
    await file.write(bytes);
  };
  return {
    get rows() {
      return groups.rows;
    },
    get bytes() {
      return file.bytes;
    },
    add: async (more) => {
      for (const group of groups.add(more)) await writeGroup(group);
    },
    finish: async () => {
      const last = groups.rest();
      if (last.length > 0) await writeGroup(last);
      const rowGroups = batches.blocks().map((block, index): RowGroup => ({ rows: 0, ...written[index], ...block }));
      batches.finish();
      await file.write(batches.take());
      const { sha256, bytes } = await file.finish((digest) => `${target.folder}/${target.name(digest)}`);
      return { file: target.name(sha256), sha256, bytes, rows: groups.rows, rowGroups };
    },
    abort: () => file.abort(),
  };
}
