import { openArrowReader } from './arrow-reader.js';
import { openArrowWriter } from './arrow-writer.js';
import { fateColumns, fateFromRow } from './fate-columns.js';
import { mappedReader, mappedWriter } from './mapped-rows.js';
const columns = { ordinal: { type: 'uint32' }, ...fateColumns };
const groupLimits = { rows: 16_384, textUnits: 16 * 2 ** 20 };
/** Writes fates with ordinals, Arrow IPC, to the file `name` in `folder`: an intermediate, so named by its job. */
export async function openRecordFateWriter(storage, folder, name) {
    const writer = await openArrowWriter({ storage, folder, name: () => name }, columns, groupLimits, 'fast');
    return mappedWriter(writer, ({ ordinal, fate }) => ({ ordinal, ...fate }));
}
/** Opens a file of fates with ordinals. */
export async function openRecordFateReader(storage, key) {
    const reader = await openArrowReader(storage, key, columns);
    return mappedReader(reader, (row) => ({ ordinal: row.ordinal, fate: fateFromRow(row) }));
}
//# sourceMappingURL=record-fates.js.map