import { mappedReader } from './mapped-rows.js';
import { openParquetReader } from './parquet-reader.js';
import { openParquetWriter } from './parquet-writer.js';
import { contentName } from './row-file.js';
/** The columns of the table of input files. */
export const inputColumns = {
    path: { type: 'utf8', bulk: true },
    bytes: { type: 'int64' },
    sha256: { type: 'utf8', bulk: true },
};
const groupLimits = { rows: 65_536, textUnits: 32 * 2 ** 20 };
/** Writes the table of input files, Parquet, to `data/<sha256>.parquet` in the dataset's folder. */
export function openInputWriter(storage, dataset) {
    return openParquetWriter({ storage, folder: dataset, name: contentName('data', 'parquet') }, inputColumns, groupLimits);
}
/** Opens a table of input files. */
export async function openInputReader(storage, key) {
    return mappedReader(await openParquetReader(storage, key, inputColumns), ({ path, bytes, sha256 }) => ({
        path,
        bytes,
        sha256,
    }));
}
//# sourceMappingURL=inputs.js.map