import { ZstdFileWriter } from './arrow-compression.js';
import { groupRows } from './row-groups.js';
import { textUnits } from './row-schema.js';
import { arrowSchema, toRecordBatch } from './rows-to-arrow.js';
const levels = { fast: 1, small: 3 };
/**
 * Writes rows as an Arrow IPC file whose record batches, each compressed with ZSTD, are the row groups.
 * Holds one group of rows and its buffers: about 3 + 4 times its text. Errors: those of `storage`, `bad-value`.
 */
export async function openArrowWriter(target, schema, limits, compression) {
    const arrow = arrowSchema(schema);
    const groups = groupRows(limits, textUnits(schema));
    const batches = new ZstdFileWriter(levels[compression]);
    const sizes = [];
    const file = await target.storage.open();
    batches.begin(arrow);
    const writeGroup = async (group) => {
        batches.writeBatch(toRecordBatch(schema, arrow, group));
        sizes.push(group.length);
        await file.write(batches.take());
    };
    return {
        get rows() {
            return groups.rows;
        },
        get bytes() {
            return file.bytes;
        },
        add: async (more) => {
            for (const group of groups.add(more))
                await writeGroup(group);
        },
        finish: async () => {
            const last = groups.rest();
            if (last.length > 0)
                await writeGroup(last);
            const rowGroups = batches.blocks().map((block, index) => ({ rows: sizes[index] ?? 0, ...block }));
            batches.finish();
            await file.write(batches.take());
            const { sha256, bytes } = await file.finish((digest) => `${target.folder}/${target.name(digest)}`);
            return { file: target.name(sha256), sha256, bytes, rows: groups.rows, rowGroups };
        },
        abort: () => file.abort(),
    };
}
//# sourceMappingURL=arrow-writer.js.map