import parquet from 'parquetjs-lite';
import { MillraceError } from '../core/errors.js';
import { writeContentFile } from './content-file.js';
import { openParquetReader, parquetRowGroups } from './parquet-reader.js';
import { contentName, groupsOf } from './row-file.js';
const columns = {
    metric: { type: 'utf8' },
    key: { type: 'utf8', nullable: true },
    value: { type: 'float64' },
};
const rowGroupRows = 4096;
/**
 * Writes metrics, row by row with parquetjs-lite, to `metrics/<sha256>.parquet` in the dataset's folder. For small
 * tables: the file is put together in memory, so a failure leaves nothing.
 * A value of −0 is stored as 0. Throws MillraceError `bad-metric` for a value that is not finite, or a BigInt that a double cannot hold exactly.
 */
export async function writeMetrics(storage, dataset, rows) {
    const pieces = [];
    const table = openTable(pieces);
    for (const { metric, key, value } of rows) {
        await table.appendRow({ metric, ...(key === null ? {} : { key }), value: exactNumber(metric, value) });
    }
    await table.close();
    const written = await writeContentFile(storage, dataset, contentName('metrics', 'parquet'), Buffer.concat(pieces));
    const rowGroups = await parquetRowGroups(storage, `${dataset}/${written.file}`);
    return { ...written, rows: rows.length, rowGroups };
}
/** All metrics of a file. */
export async function readMetrics(storage, key) {
    const rows = [];
    for await (const group of groupsOf(await openParquetReader(storage, key, columns)))
        rows.push(...group);
    return rows;
}
/** Statistics are off: parquetjs-lite orders text by UTF-16, and other readers would then skip rows wrongly. */
function openTable(pieces) {
    const common = { compression: 'SNAPPY', statistics: false };
    const schema = new parquet.ParquetSchema({
        metric: { type: 'UTF8', ...common },
        key: { type: 'UTF8', optional: true, ...common },
        value: { type: 'DOUBLE', ...common },
    });
    const envelope = new parquet.ParquetEnvelopeWriter(schema, (piece) => pieces.push(piece), () => undefined, 0, {
        useDataPageV2: false,
    });
    return new parquet.ParquetWriter(schema, envelope, { rowGroupSize: rowGroupRows });
}
function exactNumber(metric, value) {
    const number = Number(value);
    if (typeof value === 'bigint' && !Number.isSafeInteger(number)) {
        throw new MillraceError('bad-metric', `${metric}: ${value} is above 2^53, and would be stored as another number`);
    }
    if (!Number.isFinite(number))
        throw new MillraceError('bad-metric', `${metric}: ${number} is not finite`);
    return number + 0;
}
//# sourceMappingURL=metrics.js.map