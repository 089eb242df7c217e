import { MillraceError } from '../core/errors.js';
import { sha256Hex } from '../storage/digest.js';
import { bloomKey, mayHold } from './bloom-filter.js';
import { openParquetReader } from './parquet-reader.js';
import { groupsOf } from './row-file.js';
/** Columns of fates that records are looked up by. */
export const lookupColumns = ['id', 'textHash', 'into'];
/** The columns of an index, a row for each row group of the fates. */
export const indexColumns = { rows: { type: 'uint32' }, filter: { type: 'binary' } };
/** What the index knows a value of a column by. */
export function lookupKey(column, value) {
    return bloomKey(`${column}=${value}`);
}
/**
 * Reads the index of a file of fates: 4 bytes of memory for each of its records. Checks its SHA-256, and that it has the
 * row groups of the fates. Throws MillraceError `bad-file`, `not-found`.
 */
export async function readFateIndex(storage, dataset, index, groups) {
    const at = `${dataset}/${index.file}`;
    if (sha256Hex(await storage.get(at)) !== index.sha256)
        throw badIndex(at, 'an index has other bytes than its SHA-256 says');
    const filters = [];
    for await (const group of groupsOf(await openParquetReader(storage, at, indexColumns))) {
        for (const { rows, filter } of group) {
            if (rows !== groups[filters.length]?.rows)
                throw badIndex(at, `row group ${filters.length} has other rows`);
            filters.push(filter);
        }
    }
    if (filters.length !== groups.length)
        throw badIndex(at, `expected an index of ${groups.length} row groups, found ${filters.length}`);
    return { mayHold: (group, key) => mayHold(filters[group] ?? new Uint8Array(), key) };
}
function badIndex(at, message) {
    return new MillraceError('bad-file', message, { at, hint: 'run `millrace verify`' });
}
//# sourceMappingURL=fate-index.js.map